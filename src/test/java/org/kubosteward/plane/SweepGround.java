package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.DemoSpec.Links;
import org.kubosteward.demo.KuboBinary;
import org.kubosteward.journal.PostgresServer;

/**
 * Where planes are killed: three real kubo nodes, a real PostgreSQL, an API server, and somebody
 * who reads along between the plane and each of them. Used again for one crash after the other.
 */
final class SweepGround implements AutoCloseable {
  /** The node that faults happen to. */
  static final String SICK = "kubo-1";

  /** Between the two collections of a ladder; 10 minutes as shipped. */
  static final Duration LADDER_COOLDOWN = Duration.ofSeconds(2);

  /** Of a read whose end nobody knows, until the next; as shipped a minute. */
  private static final Duration READ_COOLDOWN = Duration.ofSeconds(30);

  private static final String OTHER = "kubo-2";
  private static final int MIB = 1 << 20;
  private static final int PINNED = 3 * MIB;
  private static final Pattern KEY = Pattern.compile("\"Key\":\"([^\"]+)\"");

  private final Path directory;
  private final DemoFleet fleet;
  private final PostgresServer postgres;
  private final Deeds deeds = new Deeds();
  private final StubCluster cluster = new StubCluster(deeds);
  private final SortedMap<String, Front> fronts = new TreeMap<>();
  private final SortedMap<String, String> addresses = new TreeMap<>();
  private final Set<String> unreachableBlocks = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean cut = new AtomicBoolean();
  private final ScheduledExecutorService scissors = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean blind;
  private volatile boolean diskLow;
  private volatile String lost = "";
  private JournalTap tap;
  private String database = "none";
  private int databases;

  /** A row of the journal. */
  record Row(
      long id, String kind, String target, Instant startedAt, String result, String verification) {}

  SweepGround(Path directory) throws Exception {
    this.directory = directory;
    KuboBinary kubo = KuboBinary.obtain(System.err::println);
    postgres = new PostgresServer(directory.resolve("postgres"));
    postgres.start();
    fleet =
        DemoFleet.start(
            kubo,
            DemoSpec.threeNodes()
                .in(directory.resolve("fleet"))
                .withLinks(Links.NONE)
                .withStorageMax("20MB"));
    int port = 0;
    for (DemoNode node : fleet.nodes()) {
      String ip = "127.1.0." + (fronts.size() + 1);
      Front front = new Front(node.name(), new InetSocketAddress(ip, port), node.api(), deeds);
      port = front.api().getPort();
      fronts.put(node.name(), front);
      addresses.put(node.name(), ip);
    }
    tap = new JournalTap(postgres.port());
    var unused = scissors.scheduleWithFixedDelay(this::cutAgain, 300, 300, TimeUnit.MILLISECONDS);
  }

  Deeds deeds() {
    return deeds;
  }

  JournalTap tap() {
    return tap;
  }

  StubCluster cluster() {
    return cluster;
  }

  /** All is well again, and nothing has ever happened. */
  void reset() throws SQLException {
    blind = false;
    diskLow = false;
    wakeNode();
    fronts.forEach(
        (name, front) -> front.be((command, query, node) -> asTold(name, command, query, node)));
    link();
    unpin();
    if (full()) {
      collect();
    }
    cluster.hold(addresses);
    cluster.onEviction(pod -> replace());
    cluster.onGrowth(node -> diskLow = false);
    cluster.beforeAnswer(call -> {});
    tap.close();
    tap = new JournalTap(postgres.port());
    database = "sweep" + ++databases;
    postgres.sql("CREATE DATABASE " + database);
    deeds.forget();
  }

  /** A plane on this ground that may do this and what it needs, and nothing else; not started. */
  PlaneProcess plane(String name, SweptAction action) {
    PlaneProcess plane =
        new PlaneProcess(directory.resolve(database).resolve(name))
            .with("kubernetes.master", cluster.url())
            .with("kubernetes.auth.tryKubeConfig", false)
            .with("kubernetes.auth.tryServiceAccount", false)
            .with("steward.fleet.source", "kubernetes")
            .with("steward.kubernetes.namespace", "ipfs")
            .with("steward.kubernetes.rpc-port", fronts.get(SICK).api().getPort())
            .with("steward.kubernetes.lease.namespace", "ipfs")
            .with("steward.kubernetes.lease.duration", "3s")
            .with("steward.kubernetes.lease.renew-every", "1s")
            .with("steward.journal.url", tap.url(database))
            .with("steward.journal.username", "postgres")
            .with("steward.remedy.disruptive-per-hour", action.rules().perHour());
    if (action.ladder()) {
      plane
          .with("steward.remedy.actions.\"collect-garbage\".cooldown", LADDER_COOLDOWN)
          .with("steward.remedy.actions.\"heal-blocks\".cooldown", READ_COOLDOWN);
    }
    for (SweptAction other : SweptAction.values()) {
      plane.with(
          "steward.remedy.actions.\"%s\".mode".formatted(other.label()),
          action.needs(other) ? "auto" : "observe");
    }
    for (String code : action.codes()) {
      plane.with("steward.health.codes.\"%s\".raise-after".formatted(code), "1s");
      plane.with("steward.health.codes.\"%s\".clear-after".formatted(code), "1s");
    }
    return plane;
  }

  /** Has something done once, after that call has arrived and before it is answered. */
  void duringCall(String call, Runnable deed) {
    AtomicBoolean done = new AtomicBoolean();
    cluster.beforeAnswer(
        other -> {
          if (other.equals(call) && !done.getAndSet(true)) {
            deed.run();
          }
        });
    fronts.forEach(
        (name, front) ->
            front.be(
                (command, query, node) -> {
                  boolean swept = command.equals(call) && !ofNoConcern(name, command, query);
                  if (!swept || done.getAndSet(true)) {
                    return asTold(name, command, query, node);
                  }
                  CompletableFuture<Front.Reply> doing =
                      CompletableFuture.supplyAsync(() -> quietly(name, command, query, node));
                  deed.run();
                  return waited(doing);
                }));
  }

  private Front.Reply quietly(String name, String command, String query, Front.Node node) {
    try {
      return asTold(name, command, query, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Front.Reply waited(CompletableFuture<Front.Reply> doing)
      throws IOException, InterruptedException {
    try {
      return doing.get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  /** What the journal says, by a way of our own. */
  List<Row> rows() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.url(database), "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, action::json->>'kind', action::json->'target'->>1, started_at, result,"
                    + " verification FROM attempt ORDER BY id")) {
      List<Row> all = new ArrayList<>();
      while (rows.next()) {
        all.add(
            new Row(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getObject(4, OffsetDateTime.class).toInstant(),
                rows.getString(5),
                rows.getString(6)));
      }
      return all;
    }
  }

  /** Cuts the link, and again whenever kubo mends it by itself, until somebody else dials. */
  void cut() {
    cut.set(true);
    cutAgain();
  }

  private synchronized void cutAgain() {
    if (cut.get() && KuboCalls.connected(node(SICK), node(OTHER))) {
      KuboCalls.disconnect(node(SICK), node(OTHER));
    }
  }

  private synchronized void dialled() {
    cut.set(false);
  }

  void link() {
    dialled();
    for (DemoNode a : fleet.nodes()) {
      for (DemoNode b : fleet.nodes()) {
        if (a != b && !KuboCalls.connected(a, b)) {
          KuboCalls.post(a, "swarm/connect?arg=" + b.address());
        }
      }
    }
  }

  /** No new block of the sick node reaches the other one, until the link is dropped. */
  void blind(boolean now) {
    blind = now;
    unreachableBlocks.clear();
  }

  void fill() {
    KuboCalls.add(node(SICK), 20 * MIB, false);
  }

  void collect() {
    KuboCalls.post(node(SICK), "repo/gc");
  }

  /** Full, and no collection comes to its end: the root of a pin is gone, and a sibling has it. */
  void loseABlock() {
    Set<Path> before = Flatfs.files(node(SICK));
    String root = KuboCalls.add(node(SICK), PINNED, true);
    KuboCalls.post(node(OTHER), "pin/add?arg=" + root);
    long length = KuboCalls.getBlock(node(SICK), root).length;
    Flatfs.delete(Flatfs.added(node(SICK), before, length));
    lost = root;
    fill();
  }

  private void unpin() {
    if (lost.isEmpty()) {
      return;
    }
    for (String name : List.of(SICK, OTHER)) {
      KuboCalls.post(node(name), "pin/rm?arg=" + lost);
      KuboCalls.post(node(name), "repo/gc");
    }
    lost = "";
  }

  /** Canaries are read all the time; of all blocks only the lost one is swept. */
  private boolean ofNoConcern(String name, String command, String query) {
    return command.equals("block/get")
        && (lost.isEmpty() || !name.equals(SICK) || !query.contains(lost));
  }

  private boolean full() {
    String stat = KuboCalls.post(node(SICK), "repo/stat?size-only=true");
    return Long.parseLong(stat.replaceAll("(?s).*\"RepoSize\":(\\d+).*", "$1")) > 10 * MIB;
  }

  void hang() {
    node(SICK).pause();
    cluster.ready(SICK, false);
  }

  void wake() {
    wakeNode();
    cluster.ready(SICK, true);
  }

  private void wakeNode() {
    if (node(SICK).pid().isEmpty()) {
      node(SICK).start();
    }
    node(SICK).resume();
  }

  /** The disk of the sick node is nearly full; kubo calls what is available the total. */
  void diskLow(boolean now) {
    diskLow = now;
  }

  private void replace() {
    node(SICK).kill();
    node(SICK).start();
  }

  private DemoNode node(String name) {
    return fleet.node(name);
  }

  private Front.Reply asTold(String name, String command, String query, Front.Node node)
      throws IOException, InterruptedException {
    if (command.equals("swarm/connect") && !name.equals("kubo-3")) {
      dialled();
    }
    if (command.equals("swarm/disconnect") && !name.equals("kubo-3")) {
      blind(false);
    }
    if (command.equals("block/get")
        && name.equals(OTHER)
        && unreachableBlocks.stream().anyMatch(query::contains)) {
      return Front.Reply.of(
          500,
          "application/json",
          "{\"Message\":\"context deadline exceeded\",\"Code\":0,\"Type\":\"error\"}");
    }
    if (command.equals("block/get") && !ofNoConcern(name, command, query)) {
      int deed = deeds.begin(command, name);
      try {
        return node.ask();
      } finally {
        deeds.end(deed);
      }
    }
    Front.Reply reply = node.ask();
    if (!name.equals(SICK)) {
      return reply;
    }
    String text = reply.body();
    if (command.equals("block/put") && blind) {
      Matcher key = KEY.matcher(text);
      if (key.find()) {
        unreachableBlocks.add(key.group(1));
      }
    }
    return command.equals("diag/sys") && diskLow
        ? reply.with(text.replaceAll("\"total_space\":\\d+", "\"total_space\":1000"))
        : reply;
  }

  @Override
  public void close() throws IOException {
    scissors.shutdownNow();
    node(SICK).pid().ifPresent(pid -> node(SICK).resume());
    fronts.values().forEach(Front::close);
    cluster.close();
    tap.close();
    fleet.close();
    postgres.close();
  }
}
