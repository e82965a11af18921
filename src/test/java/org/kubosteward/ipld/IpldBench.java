package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gigabytes a CPU-second of building, of verifying a CAR and of reading a file, beside {@code ipfs
 * add --only-hash} of the same bytes. {@code -Dipld.bytes=1073741824} is the whole measure.
 */
class IpldBench {
  private static final long BYTES = Long.getLong("ipld.bytes", 1L << 30);
  private static final int PIECE = 64 << 10;
  private static final int RUNS = 3;

  /** Held in memory, and read as often as it takes. */
  private static final long PART = 64 << 20;

  /** What the kernel counts in a second, where nobody has built another kernel. */
  private static final double TICKS = 100;

  private Path dir;

  @BeforeEach
  void place(@TempDir Path empty) {
    dir = empty;
  }

  @Test
  void buildingBesideKubo() throws Exception {
    Path file = dir.resolve("file");
    write(file);
    for (ImportProfile profile :
        List.of(ImportProfile.UNIXFS_V0_2015, ImportProfile.UNIXFS_V1_2025)) {
      OfflineKubo kubo = new OfflineKubo(dir.resolve(profile.name()), profile.name());
      for (int run = 0; run < RUNS; run++) {
        double before = childTicks();
        String theirs = kubo.run("add", "-Q", "--only-hash", file.toString());
        double kuboSeconds = (childTicks() - before) / TICKS;
        Subtree ours = timed("build " + profile.name(), () -> build(profile, file));
        say("ipfs add --only-hash " + profile.name(), kuboSeconds);
        assertThat(ours.cid()).hasToString(theirs);
      }
    }
    say("largest heap in use, MB: %d".formatted(peakHeap() >> 20));
  }

  @Test
  void verifyingAndReading() {
    ImportProfile profile = ImportProfile.UNIXFS_V1_2025;
    List<Block> blocks = new ArrayList<>();
    Map<Cid, byte[]> bytes = new HashMap<>();
    FileBuilder builder =
        new FileBuilder(
            profile,
            Attributes.NONE,
            block -> {
              blocks.add(block);
              byte[] copy = new byte[block.size()];
              block.data().get(copy);
              bytes.put(block.cid(), copy);
            });
    long size = Math.min(BYTES, PART);
    fill(size, builder::write);
    Cid root = builder.finish().cid();
    BlockSource unverified =
        cid -> Optional.ofNullable(bytes.get(cid)).map(found -> Block.verified(cid, found));
    int times = (int) (BYTES / size);
    for (int run = 0; run < RUNS; run++) {
      timed("verify a CAR", () -> verify(root, blocks, times));
      timed("read a file, each block verified", () -> read(root, unverified, times));
    }
  }

  private static long verify(Cid root, List<Block> blocks, int times) {
    CarReader reader = new CarReader(CarBounds.SHIPPED, block -> {});
    CarWriter writer = new CarWriter(List.of(root), bytes -> inPieces(bytes, reader));
    for (int i = 0; i < times; i++) {
      blocks.forEach(writer::write);
    }
    reader.finish();
    return reader.blocks();
  }

  private static void inPieces(ByteBuffer bytes, CarReader reader) {
    while (bytes.hasRemaining()) {
      int size = Math.min(PIECE, bytes.remaining());
      reader.feed(bytes.slice().limit(size));
      bytes.position(bytes.position() + size);
    }
  }

  private static long read(Cid root, BlockSource source, int times) {
    UnixfsReader reader = new UnixfsReader(source, WalkBounds.SHIPPED);
    long[] read = {0};
    for (int i = 0; i < times; i++) {
      reader.read(root, ByteRange.ALL, bytes -> read[0] += bytes.remaining());
    }
    assertThat(read[0]).isEqualTo(Math.min(BYTES, PART) * times);
    return read[0];
  }

  private static Subtree build(ImportProfile profile, Path file) {
    FileBuilder builder = new FileBuilder(profile, Attributes.NONE, block -> {});
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int size = in.read(piece); size > 0; size = in.read(piece)) {
        builder.write(ByteBuffer.wrap(piece, 0, size));
      }
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
    return builder.finish();
  }

  private static <T> T timed(String what, Supplier<T> work) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    T result = work.get();
    say(what, (system.getProcessCpuTime() - before) / 1e9);
    return result;
  }

  private static void say(String what, double cpuSeconds) {
    say(
        "%s: %.2f CPU-seconds, %.2f GB a CPU-second"
            .formatted(what, cpuSeconds, BYTES / 1e9 / cpuSeconds));
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** CPU of all processes that were waited for, user and system. */
  private static double childTicks() throws Exception {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return Double.parseDouble(fields.get(13)) + Double.parseDouble(fields.get(14));
  }

  private static void write(Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      fill(
          BYTES,
          bytes -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            try {
              out.write(copy);
            } catch (java.io.IOException broken) {
              throw new java.io.UncheckedIOException(broken);
            }
          });
    }
  }

  private static void fill(long size, java.util.function.Consumer<ByteBuffer> sink) {
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = new SeededStream(9, size)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        sink.accept(ByteBuffer.wrap(buffer, 0, read));
      }
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
