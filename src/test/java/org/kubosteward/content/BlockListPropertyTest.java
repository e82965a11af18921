package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multihash;

/** What holds of every list, of blocks made from seeds. */
class BlockListPropertyTest {
  private static final long[] CODECS = {Cid.RAW, Cid.DAG_PB, 0x71, 0x0129, 0x51, 1L << 40};
  private static final long[] HASHES = {0x12, 0x13, 0x16, 0x1e, 0xb220, 0x1f};
  private static final int[] DIGESTS = {32, 64, 32, 32, 32, 128};

  private record Item(Cid cid, OptionalLong size) {}

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  private static Item item(Random dice) {
    int hash = dice.nextInt(3) > 0 ? 0 : dice.nextInt(HASHES.length);
    byte[] digest = new byte[dice.nextInt(8) == 0 ? 20 : DIGESTS[hash]];
    dice.nextBytes(digest);
    Multihash multihash = new Multihash(HASHES[hash], digest);
    boolean zero = hash == 0 && digest.length == 32 && dice.nextInt(3) == 0;
    Cid cid =
        zero
            ? Cid.decode(multihash.bytes())
            : Cid.of(CODECS[dice.nextInt(CODECS.length)], multihash);
    OptionalLong size =
        switch (dice.nextInt(4)) {
          case 0 -> OptionalLong.empty();
          case 1 -> OptionalLong.of(dice.nextInt(2 << 20));
          default -> OptionalLong.of(256 << 10);
        };
    return new Item(cid, size);
  }

  private static List<Item> items(long seed) {
    Random dice = new Random(seed);
    List<Item> items = new ArrayList<>();
    int count = dice.nextInt(5) == 0 ? dice.nextInt(20_000) : dice.nextInt(40);
    for (int i = 0; i < count; i++) {
      items.add(item(dice));
    }
    return items;
  }

  private static BlockList list(List<Item> items) {
    BlockListBuilder builder = BlockList.builder();
    for (Item item : items) {
      if (item.size().isPresent()) {
        builder.add(item.cid(), item.size().getAsLong());
      } else {
        builder.add(item.cid());
      }
    }
    return builder.done();
  }

  private static List<Item> read(BlockList list) {
    List<Item> items = new ArrayList<>();
    BlockCursor cursor = list.cursor();
    while (cursor.next()) {
      items.add(new Item(cursor.cid(), cursor.size()));
      assertThat(cursor.fingerprint()).isEqualTo(cursor.cid().multihash().fingerprint());
      assertThat(cursor.hasBelow()).isEqualTo(cursor.cid().codec() != Cid.RAW);
    }
    return items;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsReadIsWhatWasAdded(long seed) {
    List<Item> items = items(seed);

    BlockList list = list(items);
    BlockList again = BlockList.decoded(list.encoded());

    assertThat(read(list)).isEqualTo(items);
    assertThat(read(again)).isEqualTo(items);
    assertThat(again).isEqualTo(list).hasSameHashCodeAs(list).hasToString(list.toString());
    assertThat(again.encoded()).isEqualTo(list.encoded());
    assertThat(again.count()).isEqualTo(items.size());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSumIsKnownWhenEverySizeIs(long seed) {
    List<Item> items = items(seed);
    boolean all = items.stream().allMatch(item -> item.size().isPresent());
    long sum = items.stream().mapToLong(item -> item.size().orElse(0)).sum();

    assertThat(list(items).bytes()).isEqualTo(all ? OptionalLong.of(sum) : OptionalLong.empty());
  }

  /** Whatever bytes come, they are a list or are refused, and nothing else happens. */
  @ParameterizedTest
  @MethodSource("seeds")
  void damagedBytesAreRefusedInOneWay(long seed) {
    Random dice = new Random(seed);
    byte[] bytes = list(items(seed)).encoded();
    for (int round = 0; round < 200; round++) {
      byte[] bad = bytes.clone();
      int flips = 1 + dice.nextInt(4);
      for (int i = 0; i < flips; i++) {
        bad[dice.nextInt(bad.length)] ^= (byte) (1 << dice.nextInt(Byte.SIZE));
      }
      assertThat(refused(bad) || Arrays.equals(bad, bytes)).isTrue();
    }
  }

  private static boolean refused(byte[] bytes) {
    try {
      BlockList.decoded(bytes);
      return false;
    } catch (MalformedBlockList expected) {
      return true;
    }
  }

  /** Also those that somebody has given the right check. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsReadOfForgedBytesCanBeGoneThrough(long seed) {
    Random dice = new Random(seed);
    byte[] bytes = list(items(seed)).encoded();
    for (int round = 0; round < 200; round++) {
      byte[] forged = bytes.clone();
      forged[4 + dice.nextInt(forged.length - 12)] = (byte) dice.nextInt(256);
      BlockListReader reader = new BlockListReader();
      reader.stand(forged, Math.min(7, forged.length - 8), forged.length - 8);
      assertThatCode(
              () -> {
                try {
                  while (!reader.atEnd()) {
                    reader.entry();
                    reader.cid();
                    reader.fingerprint();
                  }
                } catch (MalformedBlockList refused) {
                  assertThat(refused).hasMessageNotContaining("null");
                }
              })
          .doesNotThrowAnyException();
    }
  }
}
