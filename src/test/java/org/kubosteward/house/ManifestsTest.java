package org.kubosteward.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for all manifests, those that the lab adds among them. */
class ManifestsTest {
  private static final Path LAB = Path.of("lab/kubernetes");

  private static final Pattern IMAGE = Pattern.compile("(?m)^\\s*(?:- )?image: (\\S+)$");

  /** Three numbers and what may follow them: no name that will mean something else tomorrow. */
  private static final Pattern EXACT = Pattern.compile("v?\\d+\\.\\d+\\.\\d+(-[\\w.]+)?");

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private static final Pattern A_SECRET = Pattern.compile("secretKeyRef|secretRef");

  /** Made on the machine by lab/image, and never pulled (imagePullPolicy: Never). */
  private static final Pattern OF_THE_LAB = Pattern.compile("kubo-steward(-lab)?/.*");

  @Test
  void noImageIsNamedSoThatItMayChange() {
    Map<String, String> versions = versions();
    List<String> floating = new ArrayList<>();
    for (Path file : all()) {
      Matcher image = IMAGE.matcher(Manifests.text(file));
      while (image.find()) {
        String name = image.group(1);
        if (!OF_THE_LAB.matcher(name).matches() && !isPinned(name, versions)) {
          floating.add(file + ": " + name);
        }
      }
    }

    assertThat(versions).containsKeys("kubo", "kubo-steward", "ipfs-cluster", "haproxy");
    assertThat(floating).isEmpty();
  }

  @Test
  void everyVersionThatAKustomizationGivesIsADigestOrExact() {
    assertThat(versions().values())
        .allMatch(given -> EXACT.matcher(given).matches() || DIGEST.matcher(given).matches());
  }

  @Test
  void whereATagStandsItIsSaidWhereItsDigestGoes() {
    for (Path file : all()) {
      String text = Manifests.text(file);
      if (text.contains("newTag:") && !file.startsWith(Path.of("kubernetes/overlays/lab"))) {
        assertThat(text)
            .as(file.toString())
            .containsPattern("# Pin the digests? here.*digest: sha256");
      }
    }
  }

  /** Every child process and every dump shows an environment; a file is read by who may. */
  @Test
  void noContainerHasASecretInItsEnvironment() {
    assertThat(all()).filteredOn(file -> A_SECRET.matcher(Manifests.text(file)).find()).isEmpty();
  }

  private static boolean isPinned(String name, Map<String, String> versions) {
    int at = name.indexOf('@');
    int colon = name.lastIndexOf(':');
    return at >= 0
        ? DIGEST.matcher(name.substring(at + 1)).matches()
        : colon >= 0
            ? EXACT.matcher(name.substring(colon + 1)).matches()
            : versions.containsKey(name);
  }

  /** By the name of the image: what the kustomizations put in its place. */
  private static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    for (Path file : all()) {
      if (file.getFileName().toString().equals("kustomization.yaml")) {
        JsonNode kustomization = Serialization.unmarshal(Manifests.text(file), JsonNode.class);
        for (JsonNode image : kustomization.path("images")) {
          if (!OF_THE_LAB.matcher(image.path("newName").asText()).matches()) {
            String digest = image.path("digest").asText("");
            versions.put(
                image.path("name").asText(),
                digest.isEmpty() ? image.path("newTag").asText() : digest);
          }
        }
      }
    }
    return versions;
  }

  private static List<Path> all() {
    return Stream.of(Manifests.HOME, LAB).flatMap(home -> Manifests.yaml(home).stream()).toList();
  }
}
