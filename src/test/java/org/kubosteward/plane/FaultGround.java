package org.kubosteward.plane;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.DemoSpec.Links;
import org.kubosteward.demo.KuboBinary;
import org.kubosteward.health.Code;
import org.kubosteward.journal.PostgresServer;

/** Three real nodes behind their fronts, a real PostgreSQL, one plane at a time, and all faults. */
final class FaultGround implements AutoCloseable {
  private static final String TOKEN = "a token of the matrix";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MIB = 1 << 20;
  private static final Pattern KEY = Pattern.compile("\"Key\":\"([^\"]+)\"");
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final long ROUNDS_FIRST = 4;
  private static final Duration STOPPED = Duration.ofSeconds(8);

  private final Path directory;
  private final DemoFleet fleet;
  private final PostgresServer postgres;
  private final Deeds deeds = new Deeds();
  private final SortedMap<String, Front> fronts = new TreeMap<>();
  private final List<Future<?>> begun = new ArrayList<>();
  private PlaneProcess plane;
  private boolean databaseGone;
  private int planes;

  FaultGround(Path directory) throws IOException {
    this.directory = directory;
    postgres = new PostgresServer(directory.resolve("postgres"));
    postgres.start();
    fleet =
        DemoFleet.start(
            KuboBinary.obtain(System.err::println),
            DemoSpec.threeNodes()
                .in(directory.resolve("fleet"))
                .withLinks(Links.NONE)
                .withStorageMax("20MB"));
    for (DemoNode node : fleet.nodes()) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      fronts.put(node.name(), new Front(node.name(), any, node.api(), deeds));
    }
    plane = new PlaneProcess(directory.resolve("none"));
  }

  Deeds deeds() {
    return deeds;
  }

  PlaneProcess plane() {
    return plane;
  }

  Front front(String node) {
    Front front = fronts.get(node);
    if (front == null) {
      throw new AssertionError("no node " + node);
    }
    return front;
  }

  /** A fleet that is well, and a plane over it that has found it well. */
  void settle(Fault fault) throws Exception {
    postgres.sql("CREATE DATABASE faults" + ++planes);
    plane =
        new PlaneProcess(directory.resolve("plane" + planes))
            .with("steward.journal.url", postgres.url("faults" + planes))
            .with("steward.journal.username", "postgres")
            .with("steward.journal.statement-timeout", "2s")
            .with("steward.remedy.actions.\"collect-garbage\".mode", "auto")
            .with("steward.api.tokens.\"matrix\".sha256", sha256())
            .with("steward.api.tokens.\"matrix\".scopes", "read,operate");
    for (String code : fault.found()) {
      if (Code.valueOf(code).hold().raiseAfter().compareTo(SOON) <= 0) {
        continue;
      }
      plane.with("steward.health.codes.\"%s\".raise-after".formatted(code), "1s");
    }
    fronts.forEach(
        (name, front) -> plane.with("steward.fleet.nodes.\"%s\".api".formatted(name), front.api()));
    fault.settings().forEach(plane::with);
    boolean neverWell = fault.settings().containsValue("0s");
    if (neverWell) {
      plane.start();
      plane.await("a round", () -> plane.health().path("round").asLong() > 0);
    } else {
      plane.startAndSettle();
      // By then it knows who each node is, also where the first questions came late.
      plane.await("a few rounds", () -> plane.health().path("round").asLong() >= ROUNDS_FIRST);
    }
    deeds.forget();
  }

  /** Ends the plane and the fault. */
  void recover() throws IOException {
    plane.close();
    if (databaseGone) {
      postgres.start();
      databaseGone = false;
    }
    begun.forEach(call -> call.cancel(true));
    begun.clear();
    fronts.values().forEach(Front::shut);
    fronts.values().forEach(Front::open);
    fronts.values().forEach(Front::beHonest);
    for (DemoNode node : fleet.nodes()) {
      node.pid().ifPresent(pid -> node.resume());
      node.start();
    }
    for (DemoNode a : fleet.nodes()) {
      KuboCalls.post(a, "bootstrap/rm?all=true");
      KuboCalls.post(a, "repo/gc");
      for (DemoNode b : fleet.nodes()) {
        if (a != b && !KuboCalls.connected(a, b)) {
          KuboCalls.post(a, "swarm/connect?arg=" + b.address());
        }
      }
    }
  }

  void kill(String node) {
    fleet.node(node).kill();
    // A dead process refuses; its front must, too.
    front(node).shut();
  }

  void stop(String node) {
    fleet.node(node).pause();
  }

  void fill(String node) {
    KuboCalls.add(fleet.node(node), 20 * MIB, false);
  }

  /** Fills it after what keeps the plane from helping has been done. */
  void fillAfter(String node, String name) {
    if (name.equals("paused")) {
      intend("{\"kind\":\"pause\",\"reason\":\"the matrix\"}");
    }
    if (name.equals("journal-down")) {
      try {
        postgres.stop();
        databaseGone = true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    fill(node);
  }

  void cut(String one, String other) {
    KuboCalls.disconnect(fleet.node(one), fleet.node(other));
  }

  void bootstrap(String node, String sibling) {
    KuboCalls.post(fleet.node(node), "bootstrap/add?arg=" + fleet.node(sibling).address());
  }

  void pinWhatNobodyHas(String node) {
    DemoNode writer = fleet.node("kubo-2");
    String root = KuboCalls.add(writer, 3 * MIB, false);
    byte[] block = KuboCalls.getBlock(writer, root);
    KuboCalls.post(writer, "repo/gc");
    KuboCalls.putBlock(fleet.node(node), block, "dag-pb");
    begin(node, "pin/add?arg=" + root);
  }

  /** Begins a call that does not end by itself, and waits until kubo says that it runs. */
  void begin(String node, String call) {
    begun.add(KuboCalls.begin(fleet.node(node), call));
    String command = call.split("\\?", 2)[0];
    Awaitility.await(call).until(() -> runs(node, command));
  }

  private boolean runs(String node, String command) throws IOException {
    return PlaneProcess.stream(JSON.readTree(KuboCalls.post(fleet.node(node), "diag/cmds")))
        .anyMatch(
            one -> one.path("Command").asText().equals(command) && one.path("Active").asBoolean());
  }

  void slow(String node, long millis) {
    Front front = front(node);
    front.be(
        (command, query, real) -> {
          front.idle(Duration.ofMillis(millis));
          return real.ask();
        });
  }

  void answer(String node, int status, String body) {
    front(node).be((command, query, real) -> Front.Reply.of(status, "text/plain", body));
  }

  void refuse(String node, String refused) {
    front(node)
        .be(
            (command, query, real) ->
                command.equals(refused)
                    ? Front.Reply.of(
                        500,
                        "application/json",
                        "{\"Message\":\"no\",\"Code\":0,\"Type\":\"error\"}")
                    : real.ask());
  }

  /** Kubo calls what is available the total. */
  void diskLow(String node) {
    rewrite(node, "diag/sys", "\"total_space\":\\d+", "\"total_space\":1000");
  }

  void version(String node, String version) {
    rewrite(node, "version", "\"Version\":\"[^\"]*\"", "\"Version\":\"" + version + "\"");
  }

  private void rewrite(String node, String rewritten, String pattern, String with) {
    front(node)
        .be(
            (command, query, real) -> {
              Front.Reply reply = real.ask();
              return command.equals(rewritten)
                  ? reply.with(reply.body().replaceAll(pattern, with))
                  : reply;
            });
  }

  /** No new block of the one reaches the other, until their link is dropped. */
  void blind(String from, String to) {
    Set<String> blocks = ConcurrentHashMap.newKeySet();
    front(from)
        .be(
            (command, query, real) -> {
              Front.Reply reply = real.ask();
              Matcher key = KEY.matcher(reply.body());
              if (command.equals("block/put") && key.find()) {
                blocks.add(key.group(1));
              }
              return reply;
            });
    front(to)
        .be(
            (command, query, real) -> {
              if (command.equals("swarm/disconnect")) {
                front(from).beHonest();
                blocks.clear();
              }
              return command.equals("block/get") && blocks.stream().anyMatch(query::contains)
                  ? Front.Reply.of(
                      500,
                      "application/json",
                      "{\"Message\":\"context deadline exceeded\",\"Code\":0,\"Type\":\"error\"}")
                  : real.ask();
            });
  }

  /** The plane stands still for a while, as on a machine that swaps. */
  void stopThePlane() {
    signal("STOP");
    Instant until = Instant.now().plus(STOPPED);
    Awaitility.await().atMost(STOPPED.multipliedBy(2)).until(() -> Instant.now().isAfter(until));
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(plane.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void killThePlane() {
    plane.kill();
    plane.startAndSettle();
  }

  private void intend(String body) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(plane.api() + "/api/v1/intents"))
                      .header("Authorization", "Bearer " + TOKEN)
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String sha256() throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() throws IOException {
    plane.close();
    begun.forEach(call -> call.cancel(true));
    fronts.values().forEach(Front::close);
    fleet.nodes().forEach(node -> node.pid().ifPresent(pid -> node.resume()));
    fleet.close();
    postgres.close();
  }
}
