package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * What holds of all bytes: nothing but a {@link Refusal} is thrown, what is taken is what would be
 * written, and no walk does more than its bounds allow.
 */
class IpldPropertyTest {
  private static final WalkBounds SMALL = new WalkBounds(8, 200, 2_000, 200, 200);

  @Property(tries = 5000, seed = "20261129")
  void aDagPbNodeThatIsTakenIsTheOneThatWouldBeWritten(@ForAll("pieces") byte[] bytes) {
    Block block = Block.of(Cid.DAG_PB, HashFunction.SHA2_256, bytes);
    read(() -> PbNode.decode(block))
        .ifPresent(
            node -> {
              byte[] again = node.encode();
              boolean dataFirst = bytes.length > 0 && bytes[0] == 0x0a && !node.links().isEmpty();
              assertThat(again).hasSameSizeAs(bytes);
              assertThat(Arrays.equals(again, bytes)).isEqualTo(!dataFirst);
            });
  }

  @Property(tries = 5000, seed = "20261129")
  void aUnixfsMessageThatIsTakenSaysTheSameWhenItIsWritten(@ForAll("fields") byte[] bytes) {
    read(() -> UnixfsCodec.decode(new Bytes(bytes, 0, bytes.length, MalformedBlock::new)))
        .ifPresent(
            message -> {
              byte[] written = UnixfsCodec.encode(message);
              Bytes in = new Bytes(written, 0, written.length, MalformedBlock::new);
              assertThat(UnixfsCodec.decode(in)).isEqualTo(message);
            });
  }

  @Property(tries = 3000, seed = "20261129")
  void whateverABlockHoldsAWalkEnds(
      @ForAll("pieces") byte[] bytes, @ForAll("fields") byte[] unixfs) {
    PbNode around =
        new PbNode(
            List.of(Nodes.link("", Nodes.SOME), Nodes.link("00a", Nodes.SOME)),
            Optional.of(ByteBuffer.wrap(unixfs)));
    for (byte[] content : List.of(bytes, around.encode())) {
      Block block = Block.of(Cid.DAG_PB, HashFunction.SHA2_256, content);
      MemoryBlocks blocks = new MemoryBlocks();
      blocks.accept(block);
      blocks.accept(Nodes.raw("some"));
      UnixfsReader reader = new UnixfsReader(blocks, SMALL);
      List<Integer> given = new ArrayList<>();
      read(() -> run(() -> reader.read(block.cid(), ByteRange.ALL, x -> given.add(x.remaining()))));
      assertThat(given.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(2_000);
      read(() -> run(() -> reader.list(block.cid(), entry -> {})));
      read(() -> reader.resolve(block.cid(), "a/b"));
      read(() -> run(() -> reader.blocks(block.cid(), cid -> {})));
    }
  }

  @Property(tries = 5000, seed = "20261129")
  void dagCborIsReadOrRefused(@ForAll @Size(max = 60) byte[] bytes) {
    Block block = Block.of(DagCbor.CODEC, HashFunction.SHA2_256, bytes);
    read(() -> run(() -> DagCbor.links(block, link -> {})));
  }

  @Property(tries = 2000, seed = "20261129")
  void anyBytesAreNoCarOrAreCountedWithinItsBounds(@ForAll @Size(max = 200) byte[] bytes) {
    read(() -> run(() -> car(bytes, new Random(1))));
  }

  /** A changed CAR gives no block that its CID does not name, in whatever pieces it comes. */
  @Property(tries = 2000, seed = "20261129")
  void aChangedCarGivesNothingWrong(
      @ForAll @IntRange(max = 400) int size,
      @ForAll @Size(max = 4) List<@IntRange(max = 5000) Integer> places,
      @ForAll byte value,
      @ForAll long seed) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    MemoryBlocks blocks = new MemoryBlocks();
    Cid root = blocks.file(FileBuilderTest.tiny(ImportProfile.UNIXFS_V1_2025), content).cid();
    byte[] car = blocks.car(root);
    byte[] changed = seed % 2 == 0 ? car : CarReaderTest.second(car, 3, 3);
    for (int place : places) {
      changed[place % changed.length] = value;
    }
    read(() -> car(changed, new Random(seed)))
        .ifPresent(
            read -> {
              for (Block block : read.all().values()) {
                byte[] bytes = new byte[block.size()];
                block.data().get(bytes);
                assertThat(Block.verified(block.cid(), bytes)).isEqualTo(block);
              }
              read(() -> read.read(root)).ifPresent(got -> assertThat(got).isEqualTo(content));
            });
  }

  @Property(tries = 500, seed = "20261129")
  void whatIsBuiltIsReadInEveryPart(
      @ForAll @IntRange(max = 3000) int size,
      @ForAll @IntRange(min = 1, max = 64) int chunk,
      @ForAll @IntRange(min = 2, max = 9) int links,
      @ForAll boolean raw,
      @ForAll @IntRange(min = -10, max = 3010) int from,
      @ForAll @IntRange(max = 3010) int to) {
    ImportProfile profile =
        new ImportProfile(
            "any", raw ? 1 : 0, chunk, links, raw, ImportProfile.Estimate.BLOCK, 300, 16);
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    MemoryBlocks blocks = new MemoryBlocks();
    Subtree built = blocks.file(profile, content);
    assertThat(built.size()).isEqualTo(size);
    assertThat(blocks.read(built.cid())).isEqualTo(content);
    int begin = from < 0 ? Math.max(0, size + from) : Math.min(from, size);
    int end = Math.max(begin, Math.min(to, size));
    assertThat(blocks.read(built.cid(), new ByteRange(from, to)))
        .isEqualTo(Arrays.copyOfRange(content, begin, end));
  }

  /** Bytes that look like dag-pb at first sight: some whole fields, with some bytes changed. */
  @Provide
  Arbitrary<byte[]> pieces() {
    byte[] cid = Nodes.SOME.bytes();
    byte[] link = new PbNode(List.of(Nodes.link("a", Nodes.SOME)), Optional.empty()).encode();
    byte[] data = new PbNode(List.of(), Optional.of(Nodes.bytes("xyz"))).encode();
    byte[] bare = Bytes.joined(new byte[] {0x12, (byte) (cid.length + 2), 0x0a, 36}, cid);
    return changed(
        Arbitraries.of(List.of(link, data, bare, new byte[] {0x0a, 0}, new byte[] {0x18, 1})));
  }

  /** The same of UnixFS. */
  @Provide
  Arbitrary<byte[]> fields() {
    return changed(
        Arbitraries.of(
            List.of(
                new byte[] {0x08, 0x02},
                new byte[] {0x08, 0x05},
                new byte[] {0x08, 0x01},
                new byte[] {0x12, 0x01, 'a'},
                new byte[] {0x18, 0x05},
                new byte[] {0x20, 0x04},
                new byte[] {0x22, 0x01, 0x04},
                new byte[] {0x28, 0x22, 0x30, 0x08},
                new byte[] {0x38, 0x7f},
                new byte[] {0x42, 0x02, 0x08, 0x01})));
  }

  private static Arbitrary<byte[]> changed(Arbitrary<byte[]> pieces) {
    Arbitrary<byte[]> whole =
        pieces.list().ofMaxSize(5).map(parts -> Bytes.joined(parts.toArray(byte[][]::new)));
    Arbitrary<Integer> changes = Arbitraries.integers().between(0, 2);
    return Combinators.combine(whole, changes, Arbitraries.randomValue(Random::nextLong))
        .as(IpldPropertyTest::change);
  }

  private static byte[] change(byte[] whole, int changes, long seed) {
    Random random = new Random(seed);
    byte[] changed = whole.clone();
    for (int i = 0; i < changes && changed.length > 0; i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    boolean cut = changes == 2 && changed.length > 0;
    return cut ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
  }

  private static MemoryBlocks car(byte[] bytes, Random random) {
    MemoryBlocks blocks = new MemoryBlocks();
    CarReader reader = new CarReader(new CarBounds(200, 1000, 100_000), blocks);
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(100));
      reader.feed(ByteBuffer.wrap(bytes, at, size));
      at += size;
    }
    reader.finish();
    return blocks;
  }

  private static boolean run(Runnable action) {
    action.run();
    return true;
  }

  /**
   * What it gives, unless it refuses; that it says why is checked, and nothing else may be thrown.
   */
  private static <T> Optional<T> read(java.util.function.Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (Refusal refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }
}
