package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarReaderTest {
  private final MemoryBlocks blocks = new MemoryBlocks();
  private final Cid root =
      blocks.file(FileBuilderTest.tiny(ImportProfile.UNIXFS_V1_2025), bytes(95)).cid();
  private final byte[] car = blocks.car(root);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 36, 37, 38, 64, 1000, 100_000})
  void theSizeOfThePiecesInWhichItArrivesChangesNothing(int piece) {
    for (byte[] bytes : List.of(car, second(car, 0, 0), second(car, 100, 77))) {
      List<Block> found = new ArrayList<>();
      CarReader reader = new CarReader(CarBounds.SHIPPED, found::add);
      for (int at = 0; at < bytes.length; at += piece) {
        reader.feed(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
      }
      reader.finish();
      assertThat(reader.roots()).containsExactly(root);
      assertThat(reader.blocks()).isEqualTo(blocks.all().size());
      assertThat(found).containsExactlyElementsOf(blocks.all().values());
      MemoryBlocks read = new MemoryBlocks();
      found.forEach(read);
      assertThat(read.read(root)).isEqualTo(bytes(95));
    }
  }

  @Test
  void eachBlockIsGivenOutAsSoonAsItsLastByteIsThere() {
    List<Block> found = new ArrayList<>();
    CarReader reader = new CarReader(CarBounds.SHIPPED, found::add);
    List<Integer> counts = new ArrayList<>();
    for (byte one : car) {
      reader.feed(ByteBuffer.wrap(new byte[] {one}));
      counts.add(found.size());
    }
    int first = 1 + CarHeader.encode(List.of(root)).length + 1 + 36 + 10;
    assertThat(counts.get(first - 2)).isZero();
    assertThat(counts.get(first - 1)).isEqualTo(1);
  }

  /**
   * A flip in the roots names another root, and one in a codec another CID of the same bytes: the
   * reader cannot tell, and whoever asked for a root can.
   */
  @Test
  void everyFlippedBitIsFoundByTheReaderOrByAWalk() {
    int passed = 0;
    for (int bit = 0; bit < car.length * Byte.SIZE; bit++) {
      byte[] flipped = car.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      if (reads(flipped)) {
        passed++;
        MemoryBlocks read = MemoryBlocks.ofCar(flipped);
        if (rootsOf(flipped).equals(List.of(root))) {
          assertThatThrownBy(() -> read.reader().blocks(root, read::need))
              .as("bit %d", bit)
              .isInstanceOf(MissingBlock.class);
        } else {
          assertThat(read.read(root)).isEqualTo(bytes(95));
        }
      }
    }
    assertThat(passed).as("the digest of the root").isGreaterThanOrEqualTo(256);
  }

  /** A stream that ends between two blocks is a CAR; that it is not all of a DAG, a walk tells. */
  @Test
  void everyCutIsFoundByTheReaderOrByAWalk() {
    for (int size = 0; size < car.length; size++) {
      byte[] cut = Arrays.copyOf(car, size);
      if (reads(cut)) {
        MemoryBlocks part = MemoryBlocks.ofCar(cut);
        assertThatThrownBy(() -> part.reader().blocks(root, part::need))
            .isInstanceOf(MissingBlock.class);
      }
    }
  }

  @Test
  void everyCutOfVersionTwoIsFoundButOneInItsIndex() {
    byte[] whole = second(car, 5, 40);
    for (int size = 0; size < whole.length; size++) {
      assertThat(reads(Arrays.copyOf(whole, size)))
          .as("%d of %d", size, whole.length)
          .isEqualTo(size >= whole.length - 40);
    }
  }

  @Test
  void aLieOfVersionTwoAboutItsSizesIsFound() {
    refused(MalformedCar.class, "begins at 50", outer(50, car.length, car));
    refused(MalformedCar.class, "begins at -1", outer(-1, car.length, car));
    refused(MalformedCar.class, "has 0 bytes", outer(51, 0, car));
    refused(MalformedCar.class, "has -1 bytes", outer(51, -1, car));
    refused(MalformedCar.class, "begins at", outer(Long.MAX_VALUE, 2, car));
    refused(MalformedCar.class, "ends in the middle", outer(51, car.length + 1, car));
    refused(
        MalformedCar.class, "reaches beyond the CAR that it is in", outer(51, car.length - 1, car));
    refused(
        MalformedCar.class, "has another of version 2 in it", outer(51, 1000, second(car, 0, 0)));
    refused(
        MalformedCar.class,
        "its head: it has 1 fields and version 3",
        HexFormat.of().parseHex("0aa16776657273696f6e03"));
  }

  @Test
  void itsBoundsHold() {
    long size = car.length;
    read(new CarBounds(1000, blocks.all().size(), size), car);
    assertThatThrownBy(() -> read(new CarBounds(1000, blocks.all().size() - 1, size), car))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("the CAR has more than");
    assertThatThrownBy(() -> read(new CarBounds(1000, 1000, size - 1), car))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("the CAR has more than %d bytes", size - 1);
    assertThatThrownBy(() -> read(new CarBounds(50, 1000, size), car))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("a part of the CAR is to have 58 bytes; 50 are read");
  }

  /** Nothing is allocated for what is only claimed. */
  @Test
  void aLengthThatNobodyReadsIsRefusedBeforeItsBytesCome() {
    refused(LimitExceeded.class, "is to have 268435455 bytes", HexFormat.of().parseHex("ffffff7f"));
    refused(MalformedCar.class, "more than 32 bits", HexFormat.of().parseHex("ffffffffffff7f"));
    refused(MalformedCar.class, "in more bytes than it needs", HexFormat.of().parseHex("8a00"));
    refused(MalformedCar.class, "has no bytes", new byte[] {0});
    refused(MalformedCar.class, "has no bytes", Bytes.joined(car, new byte[] {0}));
    refused(MalformedCar.class, "ends in the middle, behind block 0", new byte[0]);
    byte[] large = Varint.of((2 << 20) + 161);
    refused(LimitExceeded.class, "is to have 2097313 bytes", Bytes.joined(car, large));
  }

  @Test
  void aSectionThatIsNoBlockIsRefusedWithItsNumber() {
    int next = blocks.all().size() + 1;
    refused(
        MalformedCar.class,
        "block %d of the CAR: its CID: it says that its version is 3".formatted(next),
        Bytes.joined(car, new byte[] {2, 3, 0}));
    refused(
        MalformedCar.class,
        "block %d of the CAR: it ends before the end of its codec".formatted(next),
        Bytes.joined(car, new byte[] {1, 1}));
    refused(
        MalformedCar.class,
        "its digest has 32 bytes, and 1 are left",
        Bytes.joined(car, new byte[] {5, 1, 0x55, 0x12, 0x20, 9}));
    refused(
        MalformedCar.class,
        "it begins as version 0 does",
        Bytes.joined(car, new byte[] {3, 0x12, 0x21, 9}));
    byte[] unknown = Cid.of(Cid.RAW, new Multihash(0x11, new byte[20])).bytes();
    refused(
        Unsupported.class,
        "is named by hash 0x11",
        Bytes.joined(car, new byte[] {(byte) unknown.length}, unknown));
  }

  @Test
  void blocksOfBothVersionsAndOfCidsThatHoldThemAreRead() {
    List<Block> all =
        List.of(
            Block.zero(new byte[] {0x0a, 0x02, 0x08, 0x01}),
            Block.of(Cid.RAW, HashFunction.IDENTITY, new byte[128]),
            Block.of(Cid.RAW, HashFunction.BLAKE3, new byte[0]),
            Block.of(Cid.RAW, HashFunction.SHA2_512, new byte[Block.MOST_BYTES]));
    MemoryBlocks memory = new MemoryBlocks();
    all.forEach(memory);
    assertThat(MemoryBlocks.ofCar(memory.car(all.get(0).cid())).all().values())
        .containsExactlyElementsOf(all);
  }

  /** As kubo writes one of nothing but a head. */
  @Test
  void aCarWithoutRootsAndBlocksIsOne() {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    CarWriter writer = new CarWriter(List.of(), bytes -> MemoryBlocks.write(bytes, out));
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("11a265726f6f7473806776657273696f6e01");
    assertThat(reads(out.toByteArray())).isTrue();
    writer.write(Nodes.raw("some"));
    assertThat(reads(out.toByteArray())).isTrue();
  }

  private static void read(CarBounds bounds, byte[] bytes) {
    CarReader reader = new CarReader(bounds, block -> {});
    reader.feed(ByteBuffer.wrap(bytes));
    reader.finish();
  }

  private static boolean reads(byte[] bytes) {
    try {
      read(CarBounds.SHIPPED, bytes);
      return true;
    } catch (Refusal refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return false;
    }
  }

  private static List<Cid> rootsOf(byte[] bytes) {
    CarReader reader = new CarReader(CarBounds.SHIPPED, block -> {});
    reader.feed(ByteBuffer.wrap(bytes));
    return reader.roots();
  }

  private static void refused(Class<? extends Refusal> kind, String why, byte[] bytes) {
    assertThatThrownBy(() -> read(CarBounds.SHIPPED, bytes))
        .isInstanceOf(kind)
        .hasMessageContaining(why);
  }

  /** Version 2 around it, with so many bytes before it and of an index behind it. */
  static byte[] second(byte[] inner, int padding, int index) {
    return Bytes.joined(
        outer(51 + padding, inner.length, Bytes.joined(new byte[padding], inner)), new byte[index]);
  }

  private static byte[] outer(long offset, long size, byte[] rest) {
    ByteBuffer header = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    header.position(16);
    header.putLong(offset).putLong(size);
    byte[] pragma = HexFormat.of().parseHex("0aa16776657273696f6e02");
    return Bytes.joined(pragma, header.array(), rest);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
