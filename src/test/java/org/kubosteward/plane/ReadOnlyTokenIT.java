package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;
import org.kubosteward.house.RpcPage;
import org.kubosteward.kubo.RpcPath;

/** What docs/reference/rpc.md says that a credential needs, held to real kubos that check it. */
class ReadOnlyTokenIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String BEARER = "steward.fleet.nodes.\"%s\".bearer-token";
  private static final int ROUNDS = 12;

  @TempDir private Path directory;

  @Test
  void aTokenThatMayOnlyReadIsEnoughToObserveAndNothingIsWritten() throws Exception {
    try (DemoFleet fleet = fleet(RpcPage.toObserve());
        PlaneProcess plane = plane(fleet)) {
      long blocks = blocks(fleet);
      plane.startAndSettle();
      plane.await("all links to be refused", () -> links(plane, "not_allowed") == 6);
      long told = told(plane);
      plane.await("more rounds", () -> plane.health().path("round").asLong() > ROUNDS);

      // The nodes were started one after the other: kubo itself joins what is still apart.
      plane.await("all well", () -> plane.health().path("status").asText().equals("OK"));
      assertThat(plane.health().path("findings")).isEmpty();
      assertThat(told).isBetween(1L, 3L);
      assertThat(told(plane)).as("not told again and again").isEqualTo(told);
      assertThat(blocks(fleet)).as("blocks on the nodes").isEqualTo(blocks);
    }
  }

  @Test
  void whatTheManifestsAllowIsEnoughForCanariesAndForARepair() throws Exception {
    try (DemoFleet fleet = fleet(RpcPage.all());
        PlaneProcess plane = plane(fleet).with("steward.probe.slow-every", "10s")) {
      plane.startAndSettle();
      plane.await("all links to be proven", () -> links(plane, "exchanged") == 6);
      ask(fleet.node("kubo-1"), "swarm/disconnect?arg=/p2p/" + fleet.node("kubo-2").peerId());

      plane.await("the repair", () -> !plane.attempts().isEmpty());
      plane.await("all well", () -> plane.health().path("status").asText().equals("OK"));
      assertThat(plane.logText()).doesNotContain("HTTP 403", "canaries=not-allowed");
    }
  }

  /** Three nodes with a second credential that may no more than this. */
  private DemoFleet fleet(Set<RpcPath> allowed) throws Exception {
    DemoFleet fleet =
        DemoFleet.start(
            KuboBinary.obtain(System.err::println),
            DemoSpec.threeNodes().in(directory.resolve("fleet")).withApiSecret("bearer:all"));
    for (DemoNode node : fleet.nodes()) {
      node.stop();
      File file = node.repo().resolve("config").toFile();
      ObjectNode config = (ObjectNode) JSON.readTree(file);
      String entry = "{\"AuthSecret\": \"bearer:some\", %s}".formatted(RpcPage.json(allowed));
      config.withObject("/API/Authorizations").set("Some", JSON.readTree(entry));
      JSON.writeValue(file, config);
      node.start();
    }
    return fleet;
  }

  private PlaneProcess plane(DemoFleet fleet) {
    PlaneProcess plane = new PlaneProcess(directory.resolve("plane")).over(fleet.nodes());
    fleet.nodes().forEach(node -> plane.with(BEARER.formatted(node.name()), "some"));
    return plane;
  }

  private static long links(PlaneProcess plane, String outcome) {
    return PlaneProcess.stream(plane.fleet().path("links"))
        .filter(link -> link.path("outcome").asText().equals(outcome))
        .count();
  }

  private static long told(PlaneProcess plane) {
    return plane.logText().lines().filter(l -> l.contains("canaries=not-allowed")).count();
  }

  private static long blocks(DemoFleet fleet) throws Exception {
    long blocks = 0;
    for (DemoNode node : fleet.nodes()) {
      blocks += ask(node, "refs/local").lines().filter(line -> line.contains("Ref")).count();
    }
    return blocks;
  }

  private static String ask(DemoNode node, String call) throws Exception {
    URI uri = node.api().resolve("/api/v0/" + call);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer all")
            .POST(BodyPublishers.noBody())
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }
}
