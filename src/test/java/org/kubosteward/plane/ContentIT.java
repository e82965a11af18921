package org.kubosteward.plane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** Content on four real nodes: what is asked for is copied, proven, repaired, dropped. */
class ContentIT {
  private static final String TOKEN = "a token for content alone";
  private static final int SIZE = 3 << 20;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private DemoFleet fleet;
  private PlaneProcess plane;

  ContentIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void startFourNodesAndAPlane() throws Exception {
    fleet =
        DemoFleet.start(
            KuboBinary.obtain(line -> {}),
            DemoSpec.threeNodes().withNodes(4).in(directory.resolve("fleet")));
    plane = plane().start();
    plane.await("a round", () -> plane.health().path("round").asLong() >= 1);
  }

  private PlaneProcess plane() throws Exception {
    PlaneProcess made =
        new PlaneProcess(directory.resolve("plane"))
            .over(fleet.nodes())
            .with("steward.api.tokens.\"ml\".sha256", sha256(TOKEN))
            .with("steward.api.tokens.\"ml\".scopes", "pin:read,pin:write")
            .with("steward.content.policies.\"default\".replicas-min", 3)
            .with("steward.repair.grace", "6s")
            .with("steward.repair.excess-delay", "0s")
            .with("steward.remedy.actions.\"drop-excess\".mode", "auto");
    fleet
        .nodes()
        .forEach(
            node ->
                made.with("steward.fleet.nodes.\"" + node.name() + "\".gateway", node.gateway()));
    return made;
  }

  @AfterEach
  void close() {
    plane.close();
    fleet.close();
  }

  @Test
  void contentIsCopiedProvenRepairedAfterADeathOfPlaneAndNodeAndUnpinnedWhenNobodyWantsIt()
      throws Exception {
    String cid = add(fleet.nodes().get(0));
    String id = pin(cid).path("requestid").asText();
    plane.await("three proven copies", () -> status(id).equals("pinned"));
    plane.await("three pins", () -> holders(cid).size() == 3);
    assertThat(times("after=PROVEN")).isEqualTo(3);
    assertThat(plane.logText()).contains("decision=ACT").contains("copy-content of 1 content");

    plane.kill();
    plane = plane().start();
    DemoNode lost = holders(cid).get(1);
    plane.await("the record read", () -> plane.logText().contains("contents=1"));
    lost.pause();
    plane.await("a copy elsewhere", () -> holders(cid).size() == 3);
    plane.await("its proof", () -> times("after=PROVEN") == 4);
    assertThat(plane.has("CONTENT_LOST", "policy default")).isFalse();

    lost.resume();
    plane.await("the one too many to be gone", () -> everyHolder(cid) == 3);
    assertThat(status(id)).isEqualTo("pinned");

    assertThat(send("DELETE", "/pinning/pins/" + id, BodyPublishers.noBody())).isEqualTo(202);
    plane.await("no pin of it anywhere", () -> everyHolder(cid) == 0);
  }

  @Test
  void aNodeThatComesBackWithinItsGraceMovesNothing() throws Exception {
    String cid = add(fleet.nodes().get(0));
    String id = pin(cid).path("requestid").asText();
    plane.await("three proven copies", () -> status(id).equals("pinned"));
    plane.close();
    plane = plane().with("steward.repair.grace", "10m").start();
    plane.await(
        "the record read",
        () -> plane.logText().lines().filter(l -> l.contains("contents=1")).count() == 1);
    List<DemoNode> before = holders(cid);
    before.get(0).pause();
    plane.await("its silence", () -> plane.has("NODE_HUNG", before.get(0).name()));
    before.get(0).resume();
    plane.await("its return", () -> !plane.has("NODE_HUNG", before.get(0).name()));

    assertThat(times("copy-content")).as("batches of the first plane").isPositive();
    assertThat(holders(cid)).isEqualTo(before);
    assertThat(times("after=FETCHING")).isZero();
  }

  @Test
  void aPinThatIsRemovedBehindOurBackAndContentNobodyHasAreToldHonestly() throws Exception {
    String nobody = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
    String id = pin(nobody).path("requestid").asText();
    plane.await("its wait", () -> plane.has("CONTENT_PENDING", "policy default"));
    assertThat(status(id)).isIn("queued", "pinning", "failed");
    assertThat(plane.health().path("status").asText()).isEqualTo("OK");
    assertThat(holders(nobody)).isEmpty();
  }

  private long times(String what) {
    return plane.logText().lines().filter(line -> line.contains(what)).count();
  }

  /** Unpinned, with a version 1 CID. */
  private static String add(DemoNode node) throws Exception {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.write("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".getBytes(UTF_8));
    form.write(bytes);
    form.write("\r\n--x--\r\n".getBytes(UTF_8));
    String said =
        rpc(
            node,
            "add?pin=false&cid-version=1&progress=false",
            BodyPublishers.ofByteArray(form.toByteArray()));
    return JSON.readTree(said).path("Hash").asText();
  }

  /** The nodes that answer and have it pinned. */
  private List<DemoNode> holders(String cid) {
    return fleet.nodes().stream().filter(node -> pins(node, cid)).toList();
  }

  private static boolean pins(DemoNode node, String cid) {
    try {
      return rpc(node, "pin/ls?type=recursive&arg=" + cid, BodyPublishers.noBody())
          .contains("recursive");
    } catch (IOException silent) {
      return false;
    }
  }

  private int everyHolder(String cid) {
    return holders(cid).size();
  }

  private static String rpc(DemoNode node, String call, BodyPublisher body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(node.api().resolve("/api/v0/" + call))
            .timeout(Duration.ofSeconds(2))
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(body)
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode pin(String cid) throws Exception {
    String body = "{\"cid\":\"%s\",\"name\":\"model\"}".formatted(cid);
    return JSON.readTree(
        HTTP.send(
                request("/pinning/pins").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString())
            .body());
  }

  private String status(String id) throws Exception {
    String said =
        HTTP.send(request("/pinning/pins/" + id).GET().build(), BodyHandlers.ofString()).body();
    return JSON.readTree(said).path("status").asText();
  }

  private int send(String method, String path, BodyPublisher body) throws Exception {
    return HTTP.send(request(path).method(method, body).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(plane.api() + path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json");
  }

  private static String sha256(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
