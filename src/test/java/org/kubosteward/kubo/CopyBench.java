package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.ipld.Attributes;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.CarWriter;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.FileBuilder;
import org.kubosteward.ipld.ImportProfile;

/**
 * Copying from one node to another, by kubo itself ({@code pin/add}) and through us, each block
 * verified: seconds until the last is pinned, and CPU-seconds of both nodes and of us. {@code
 * -Dcopy.bytes=1073741824} is the whole measure of a large one.
 */
class CopyBench extends KuboTestBase {
  private static final String KEY = "/key/swarm/psk/1.0.0/\n/base16/\n" + "beef".repeat(16) + "\n";
  private static final long LARGE = Long.getLong("copy.bytes", 256L << 20);
  private static final int SMALL_COUNT = Integer.getInteger("copy.count", 100);
  private static final int RUNS = Integer.getInteger("copy.runs", 2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BLOCKS_AT_ONCE = 8;

  /** What the kernel counts in a second, where nobody has built another kernel. */
  private static final double TICKS = 100;

  /** A content on the first node: its root, and its blocks in an order in which they may go. */
  private record Stored(Cid root, List<Cid> blocks) {}

  private static KuboContent content;
  private static PrivateNode first;
  private static PrivateNode second;
  private static KuboEndpoint gateway;
  private static long seed;

  @BeforeAll
  static void startAPair(@TempDir Path home) throws Exception {
    KuboLimits crowd =
        new KuboLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            16,
            100,
            1000,
            8 << 20,
            1 << 28,
            1 << 16);
    content = new KuboContent(vertx, crowd, Clocks.of(InstantSource.system()), options -> {});
    Optional<String> served = Optional.of("{\"NoFetch\": true, \"NoDNSLink\": true}");
    first = new PrivateNode(Files.createDirectory(home.resolve("a")), KEY, "{}", served);
    second = new PrivateNode(Files.createDirectory(home.resolve("b")), KEY, "{}", served);
    gateway = new KuboEndpoint(first.gateway(), Optional.empty());
    ready(first);
    String address = second.address(ready(second).peerId());
    answer(kubo.swarmConnect(first.endpoint(), List.of(address), AMPLE));
  }

  private static Identity ready(PrivateNode node) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> reply(kubo.id(node.endpoint(), AMPLE)).optional(), Optional::isPresent)
        .orElseThrow();
  }

  @AfterAll
  static void stopThePair() throws Exception {
    content.close();
    first.close();
    second.close();
  }

  private static Map<String, Function<Stored, CompletionStage<? extends Reply<?>>>> ways() {
    Map<String, Function<Stored, CompletionStage<? extends Reply<?>>>> ways = new LinkedHashMap<>();
    ways.put(
        "pin/add on the second node",
        dag -> content.pinAdd(second.endpoint(), dag.root(), "", done -> {}, PATIENCE).reply());
    ways.put(
        "CAR of the gateway, through us",
        dag -> copied(dag, sink -> content.gateway().car(gateway, all(dag), sink, PATIENCE)));
    ways.put(
        "CAR of dag/export, through us",
        dag -> copied(dag, sink -> content.dagExport(first.endpoint(), all(dag), sink, PATIENCE)));
    ways.put("blocks of the gateway, through us", CopyBench::byBlocks);
    return ways;
  }

  private static CarWanted all(Stored dag) {
    return CarWanted.all(dag.root());
  }

  private static CompletionStage<Reply<CarImport>> copied(
      Stored dag, Function<BlockSink, Transfer<CarTaken>> from) {
    return content.copy(dag.root(), from, second.endpoint(), PATIENCE).reply();
  }

  /** So many questions at once, and a CAR of what comes. */
  private static CompletionStage<Reply<CarImport>> byBlocks(Stored dag) {
    BytePipe pipe = new BytePipe(4 << 20);
    Transfer<CarImport> in = content.dagImport(second.endpoint(), pipe, true, PATIENCE);
    PipeSink sink = new PipeSink(dag.root(), pipe);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(dag.blocks().size());
    for (int at = 0; at < BLOCKS_AT_ONCE; at++) {
      nextBlock(dag, sink, pipe, next, left);
    }
    return in.reply();
  }

  private static void nextBlock(
      Stored dag, PipeSink sink, BytePipe pipe, AtomicInteger next, AtomicInteger left) {
    int index = next.getAndIncrement();
    if (index >= dag.blocks().size()) {
      return;
    }
    var told =
        content
            .gateway()
            .block(gateway, dag.blocks().get(index), PATIENCE)
            .thenAccept(
                reply -> {
                  synchronized (sink) {
                    reply
                        .optional()
                        .ifPresentOrElse(
                            sink::take, () -> pipe.fail(new IOException(reply.toString())));
                  }
                  if (left.decrementAndGet() == 0) {
                    pipe.end();
                  }
                  sink.whenRoom(() -> nextBlock(dag, sink, pipe, next, left));
                });
    assertThat(told).isNotNull();
  }

  @Test
  void manySmallContentsAtOnce() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      for (var way : ways().entrySet()) {
        List<Stored> stored = new ArrayList<>();
        for (int n = 0; n < SMALL_COUNT; n++) {
          stored.add(store(ImportProfile.UNIXFS_V0_2015, 1 << 20));
        }
        measure(SMALL_COUNT + " x 1 MiB: " + way.getKey(), stored, way.getValue());
      }
    }
  }

  @Test
  void oneLargeContent() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      for (var way : ways().entrySet()) {
        List<Stored> stored = List.of(store(ImportProfile.UNIXFS_V1_2025, LARGE));
        measure((LARGE >> 20) + " MiB: " + way.getKey(), stored, way.getValue());
      }
    }
  }

  private static void measure(
      String what, List<Stored> stored, Function<Stored, CompletionStage<? extends Reply<?>>> way)
      throws Exception {
    double[] before = cpu();
    long start = System.nanoTime();
    List<CompletionStage<? extends Reply<?>>> replies = stored.stream().map(way).toList();
    for (CompletionStage<? extends Reply<?>> reply : replies) {
      Reply<?> told = reply.toCompletableFuture().get(10, TimeUnit.MINUTES);
      assertThat(told).isInstanceOf(Answer.class);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double[] after = cpu();
    double a = after[0] - before[0];
    double b = after[1] - before[1];
    double us = after[2] - before[2];
    System.out.printf(
        "%-48s slowest %6.2f s; CPU-seconds: all %6.2f (from %5.2f, to %5.2f, we %5.2f)%n",
        what, seconds, a + b + us, a, b, us);
    for (Stored dag : stored) {
      assertThat(answer(content.pinOf(second.endpoint(), dag.root(), PinType.RECURSIVE, AMPLE)))
          .isPresent();
    }
  }

  /** Of the first node, of the second and of this process, in seconds. */
  private static double[] cpu() throws IOException {
    OperatingSystemMXBean us = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new double[] {cpu(first), cpu(second), us.getProcessCpuTime() / 1e9};
  }

  private static double cpu(PrivateNode node) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + node.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  /** New random bytes, put on the first node while they are built into blocks. */
  private static Stored store(ImportProfile profile, long size) throws Exception {
    BytePipe pipe = new BytePipe(4 << 20);
    Transfer<CarImport> transfer = content.dagImport(first.endpoint(), pipe, false, PATIENCE);
    List<Cid> blocks = new ArrayList<>();
    // Nothing is pinned here, so that its head may name any root.
    CarWriter car =
        new CarWriter(List.of(SampleDag.ofFile(1, 1).root()), bytes -> put(pipe, bytes));
    FileBuilder builder =
        new FileBuilder(profile, Attributes.NONE, block -> written(block, car, blocks));
    Random dice = new Random(seed++);
    byte[] piece = new byte[1 << 20];
    for (long at = 0; at < size; at += piece.length) {
      dice.nextBytes(piece);
      builder.write(ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, size - at)));
    }
    Cid root = builder.finish().cid();
    pipe.end();
    answer(transfer.reply());
    return new Stored(root, List.copyOf(blocks));
  }

  private static void written(Block block, CarWriter car, List<Cid> blocks) {
    blocks.add(block.cid());
    car.write(block);
  }

  private static void put(BytePipe pipe, ByteBuffer bytes) {
    try {
      pipe.put(bytes, PATIENCE);
    } catch (Exception late) {
      throw new AssertionError(late);
    }
  }
}
