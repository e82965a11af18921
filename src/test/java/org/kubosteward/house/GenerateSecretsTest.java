package org.kubosteward.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the Secrets, and what is said where it has not been run. */
class GenerateSecretsTest {
  private static final String SCRIPT = "generate-secrets";

  /** As much of kubo as it needs. */
  private static final String KUBO =
      """
      #!/bin/sh
      mkdir -p "$IPFS_PATH"
      printf '  "PeerID": "12D3Koo%s",\\n  "PrivKey": "CAES%s"\\n' $$ $$ >"$IPFS_PATH/config"
      """;

  private final Path home;
  private final Path kubo;

  GenerateSecretsTest(@TempDir Path directory) throws IOException {
    home = directory.resolve("kubernetes");
    Files.createDirectories(home.resolve("secrets/cluster"));
    for (String file :
        List.of(SCRIPT, "secrets/kustomization.yaml", "secrets/cluster/kustomization.yaml")) {
      Files.copy(Manifests.HOME.resolve(file), home.resolve(file));
    }
    kubo = Files.writeString(directory.resolve("ipfs"), KUBO);
    assertThat(kubo.toFile().setExecutable(true)).isTrue();
  }

  /** kubectl reads them before anything else, and its error is the name of what is missing. */
  @Test
  void theFileThatIsMissingFirstWhereItWasForgottenSaysWhatToRun() {
    assertThat(missing("secrets")).first().asString().contains("run-kubernetes-generate-secrets");
    assertThat(missing("secrets/cluster"))
        .first()
        .asString()
        .contains("run-kubernetes-generate-secrets--cluster");
  }

  @Test
  void onceItHasBeenRunNothingIsMissing() throws Exception {
    assertThat(run()).contains("3 identities");
    assertThat(missing("secrets")).isEmpty();
    assertThat(missing("secrets/cluster")).as("not asked for").isNotEmpty();

    run("--cluster");

    assertThat(missing("secrets/cluster")).isEmpty();
  }

  @Test
  void noKeyThatIsThereIsEverChanged() throws Exception {
    run();
    String token = Files.readString(home.resolve("secrets/rpc-token"));
    String three = Files.readString(home.resolve("secrets/kubo-identity.env"));

    run("--nodes", "5");

    assertThat(home.resolve("secrets/rpc-token")).hasContent(token);
    assertThat(Files.readString(home.resolve("secrets/kubo-identity.env")))
        .startsWith(three)
        .contains("kubo-4.key=");
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", home.resolve(SCRIPT).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("IPFS", kubo.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** The files that a kustomization names and that are not there, in the order of reading. */
  private List<Path> missing(String directory) {
    Path here = home.resolve(directory);
    JsonNode kustomization =
        Serialization.unmarshal(Manifests.text(here.resolve("kustomization.yaml")), JsonNode.class);
    List<String> named = new ArrayList<>();
    kustomization.path("configurations").forEach(file -> named.add(file.asText()));
    for (JsonNode secret : kustomization.path("secretGenerator")) {
      secret.path("envs").forEach(file -> named.add(file.asText()));
      secret.path("files").forEach(file -> named.add(file.asText().replaceFirst(".*=", "")));
    }
    return named.stream().map(here::resolve).filter(file -> !Files.exists(file)).toList();
  }
}
