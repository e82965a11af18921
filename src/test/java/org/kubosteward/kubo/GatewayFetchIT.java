package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real nodes do at their gateways with what the manifests put into {@code Gateway}. */
class GatewayFetchIT extends KuboTestBase {
  private static final String KEY =
      "/key/swarm/psk/1.0.0/\n/base16/\n" + "fedcba9876543210".repeat(4) + "\n";
  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private static PrivateNode sibling;
  private static PrivateNode ofThePublicFleet;
  private static PrivateNode ofThePrivateFleet;

  @BeforeAll
  static void startTheNodes(@TempDir Path home) throws Exception {
    sibling = start(home.resolve("sibling"), Optional.empty());
    ofThePublicFleet = start(home.resolve("public"), Optional.of("components/public"));
    ofThePrivateFleet = start(home.resolve("private"), Optional.of("base/kubo"));
    String address = sibling.address(ready(sibling).peerId());
    for (PrivateNode node : List.of(ofThePublicFleet, ofThePrivateFleet)) {
      ready(node);
      answer(kubo.swarmConnect(node.endpoint(), List.of(address), AMPLE));
    }
  }

  @AfterAll
  static void stopTheNodes() throws Exception {
    sibling.close();
    ofThePublicFleet.close();
    ofThePrivateFleet.close();
  }

  @Test
  void thePublicFleetServesWhatANodeHolds() throws Exception {
    HttpResponse<String> held = ask(ofThePublicFleet, put(ofThePublicFleet, "held"));

    assertThat(held.statusCode()).isEqualTo(200);
    assertThat(held.body()).isEqualTo("held");
  }

  @Test
  void thePublicFleetFetchesNothingForAStranger() throws Exception {
    String elsewhere = put(sibling, "at a sibling that is connected");

    HttpResponse<String> absent = ask(ofThePublicFleet, elsewhere);

    assertThat(absent.statusCode()).as(absent.body()).isEqualTo(404);
    assertThat(ask(ofThePublicFleet, elsewhere).statusCode()).as("nor later").isEqualTo(404);
    assertThat(ofThePublicFleet.blockFiles())
        .as("nor has it been stored")
        .noneMatch(file -> holds(file, "at a sibling that is connected"));
  }

  /** The other choice, and the proof that the sibling could have been asked above. */
  @Test
  void thePrivateFleetFetchesFromASibling() throws Exception {
    HttpResponse<String> fetched = ask(ofThePrivateFleet, put(sibling, "for the private fleet"));

    assertThat(fetched.statusCode()).isEqualTo(200);
    assertThat(fetched.body()).isEqualTo("for the private fleet");
  }

  private static PrivateNode start(Path repo, Optional<String> manifest) throws Exception {
    Optional<String> gateway = Optional.empty();
    if (manifest.isPresent()) {
      Path config = Path.of("kubernetes", manifest.get(), "config.json");
      gateway =
          Optional.of(new ObjectMapper().readTree(config.toFile()).path("Gateway").toString());
    }
    return new PrivateNode(Files.createDirectory(repo), KEY, "{}", gateway);
  }

  private static Identity ready(PrivateNode node) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> reply(kubo.id(node.endpoint(), AMPLE)).optional(), Optional::isPresent)
        .orElseThrow();
  }

  private static String put(PrivateNode node, String content) throws Exception {
    return answer(kubo.blockPut(node.endpoint(), content.getBytes(StandardCharsets.UTF_8), AMPLE));
  }

  private static HttpResponse<String> ask(PrivateNode node, String cid) throws Exception {
    URI address = node.gateway().resolve("/ipfs/" + cid);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(AMPLE).build();
    return BROWSER.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static boolean holds(Path file, String content) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).equals(content);
    } catch (java.io.IOException gone) {
      return false;
    }
  }
}
