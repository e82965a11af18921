package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;
import org.kubosteward.ipld.Multihash;

class BlockListTest {
  private static final int HEAD_BYTES = 4 + 1 + 1;
  private static final int CHECK_BYTES = 8;

  private static Multihash hash(HashFunction function, int number) {
    return function.name(("block " + number).getBytes(StandardCharsets.UTF_8));
  }

  private static Cid raw(int number) {
    return Cid.of(Cid.RAW, hash(HashFunction.SHA2_256, number));
  }

  private static Cid zero(int number) {
    return Cid.decode(hash(HashFunction.SHA2_256, number).bytes());
  }

  private static BlockList of(Cid... cids) {
    BlockListBuilder builder = BlockList.builder();
    for (Cid cid : cids) {
      builder.add(cid);
    }
    return builder.done();
  }

  private static List<Cid> cids(BlockList list) {
    BlockCursor cursor = list.cursor();
    return IntStream.range(0, list.count())
        .mapToObj(
            at -> {
              assertThat(cursor.next()).isTrue();
              assertThat(cursor.index()).isEqualTo(at);
              return cursor.cid();
            })
        .toList();
  }

  @Test
  void blocksComeInTheOrderInWhichTheyWereAdded() {
    BlockList list = of(raw(3), raw(1), raw(2));

    assertThat(cids(list)).containsExactly(raw(3), raw(1), raw(2));
    assertThat(list.count()).isEqualTo(3);
    assertThat(list.first()).contains(raw(3));
  }

  @Test
  void everyKindOfNameIsKeptAsItIs() {
    Cid[] kinds = {
      raw(1),
      zero(2),
      Cid.of(Cid.DAG_PB, hash(HashFunction.SHA2_256, 3)),
      Cid.of(0x71, hash(HashFunction.SHA2_256, 4)),
      Cid.of(0x0129, hash(HashFunction.SHA2_256, 5)),
      Cid.of(0x0200, hash(HashFunction.BLAKE3, 6)),
      Cid.of(Cid.RAW, hash(HashFunction.SHA2_512, 7)),
      Cid.of(Cid.RAW, hash(HashFunction.BLAKE2B_256, 8)),
      Cid.of(Cid.RAW, new Multihash(Multihash.SHA2_256, Arrays.copyOf(new byte[] {9}, 20)))
    };

    BlockList list = of(kinds);

    assertThat(cids(list)).containsExactly(kinds);
    assertThat(cids(BlockList.decoded(list.encoded()))).containsExactly(kinds);
  }

  @Test
  void whatStandsInItsNameIsStoredNowhereAndNotListed() {
    Cid inline = Cid.of(Cid.RAW, HashFunction.IDENTITY.name(new byte[] {1, 2, 3}));

    BlockList list = of(inline);

    assertThat(list.count()).isZero();
    assertThat(list.first()).isEmpty();
    assertThat(list.cursor().next()).isFalse();
    assertThat(BlockList.decoded(list.encoded())).isEqualTo(list);
  }

  @Test
  void sizesAreKnownOneByOneAndTheirSumWhenAllAre() {
    BlockList some = BlockList.builder().add(raw(1), 10).add(raw(2)).add(raw(3), 10).done();
    BlockList all = BlockList.builder().add(raw(1), 10).add(raw(2), 0).add(raw(3), 7).done();

    assertThat(some.bytes()).isEmpty();
    assertThat(all.bytes()).hasValue(17);
    BlockCursor cursor = some.cursor();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.size()).hasValue(10);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.size()).isEmpty();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.size()).hasValue(10);
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.next()).as("it stays at the end").isFalse();
  }

  @Test
  void aUsualBlockTakesThirtyThreeBytesAndItsSizeThreeMoreWhenItIsAnother() {
    BlockListBuilder even = BlockList.builder();
    BlockListBuilder odd = BlockList.builder();
    for (int number = 0; number < 1_000; number++) {
      even.add(raw(number), 256 << 10);
      odd.add(raw(number), (256 << 10) - number);
    }

    assertThat(even.done().encoded()).hasSizeBetween(33_000, 33_030);
    assertThat(odd.done().encoded()).hasSizeBetween(36_000, 36_030);
  }

  @Test
  void aListOfManyBlocksIsReadAsItWasBuilt() {
    int many = 40_000;
    BlockListBuilder builder = BlockList.builder();
    for (int number = 0; number < many; number++) {
      builder.add(raw(number), number % 5);
    }
    BlockList list = builder.done();

    assertThat(list.segments).as("held in pieces").hasSizeGreaterThan(1);
    BlockList read = BlockList.decoded(list.encoded());
    assertThat(read).isEqualTo(list);
    assertThat(read.bytes()).hasValue(2L * many);
    assertThat(cids(read)).isEqualTo(IntStream.range(0, many).mapToObj(n -> raw(n)).toList());
  }

  @Test
  void aBuilderGoesOnWithoutChangingWhatItGave() {
    BlockListBuilder builder = BlockList.builder().add(raw(1), 5);
    BlockList one = builder.done();

    BlockList two = builder.add(raw(2), 5).done();

    assertThat(cids(one)).containsExactly(raw(1));
    assertThat(cids(two)).containsExactly(raw(1), raw(2));
    assertThat(builder.count()).isEqualTo(2);
  }

  @Test
  void fingerprintsAreThoseOfTheHashes() {
    Cid unusual = Cid.of(Cid.RAW, hash(HashFunction.SHA3_256, 2));
    BlockCursor cursor = of(raw(1), unusual, zero(1)).cursor();

    assertThat(cursor.next()).isTrue();
    assertThat(cursor.fingerprint()).isEqualTo(raw(1).multihash().fingerprint());
    assertThat(cursor.hasBelow()).isFalse();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.fingerprint()).isEqualTo(unusual.multihash().fingerprint());
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.fingerprint()).isEqualTo(raw(1).multihash().fingerprint());
    assertThat(cursor.hasBelow()).isTrue();
  }

  @Test
  void equalAreListsOfTheSameBlocksInTheSameOrder() {
    assertThat(of(raw(1), raw(2))).isEqualTo(of(raw(1), raw(2)));
    assertThat(of(raw(1), raw(2))).hasSameHashCodeAs(of(raw(1), raw(2)));
    assertThat(of(raw(1), raw(2))).isNotEqualTo(of(raw(2), raw(1)));
    assertThat(of(raw(1))).isNotEqualTo(of(raw(1), raw(2)));
    assertThat(of(raw(1))).isNotEqualTo(BlockList.builder().add(raw(1), 3).done());
    assertThat(of(zero(1))).isNotEqualTo(of(raw(1)));
    assertThat(of(raw(1))).isNotEqualTo("a list");
  }

  @Test
  void aSizeThatNoBlockHasIsRefused() {
    BlockListBuilder builder = BlockList.builder();

    assertThatThrownBy(() -> builder.add(raw(1), Block.MOST_BYTES + 1L))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("2097153 bytes");
    assertThatThrownBy(() -> builder.add(raw(1), -1)).isInstanceOf(InvalidSpec.class);
    assertThat(builder.count()).isZero();
  }

  @Test
  void itSaysWhatItIs() {
    BlockList list = BlockList.builder().add(raw(1), 3).done();
    BlockCursor cursor = list.cursor();

    assertThat(list).hasToString("1 blocks, 3 bytes, of " + raw(1));
    assertThat(cursor).hasToString("before the first block");
    assertThat(cursor.next()).isTrue();
    assertThat(cursor).hasToString("at block 0, " + raw(1));
  }

  @Test
  void oneFlippedBitAnywhereIsNoticed() {
    byte[] good = BlockList.builder().add(zero(1), 40).add(raw(2), 40).add(raw(3)).done().encoded();

    for (int at = 0; at < good.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> BlockList.decoded(bad)).isInstanceOf(MalformedBlockList.class);
      }
    }
  }

  @Test
  void aListThatIsCutShortOrTooLongIsRefused() {
    byte[] good = of(raw(1), raw(2)).encoded();

    for (int size = 0; size < good.length; size++) {
      byte[] cut = Arrays.copyOf(good, size);
      assertThatThrownBy(() -> BlockList.decoded(cut)).isInstanceOf(MalformedBlockList.class);
    }
    byte[] more = Arrays.copyOf(good, good.length + 1);
    assertThatThrownBy(() -> BlockList.decoded(more)).isInstanceOf(MalformedBlockList.class);
  }

  @Test
  void aLaterVersionIsToldByItsNumber() throws Exception {
    byte[] later = of(raw(1)).encoded();
    later[3] = 2;

    assertThatThrownBy(() -> BlockList.decoded(checked(later)))
        .isInstanceOf(MalformedBlockList.class)
        .hasMessage("it is of version 2; 1 is known");
  }

  @Test
  void whatItSaysOfItselfMustBeSo() throws Exception {
    byte[] count = of(raw(1), raw(2)).encoded();
    count[4] = 3;
    byte[] held = of(raw(1), raw(2)).encoded();
    held[5]--;

    assertThatThrownBy(() -> BlockList.decoded(checked(count)))
        .hasMessage("it says 3 blocks, and has 2");
    assertThatThrownBy(() -> BlockList.decoded(checked(held)))
        .hasMessageContaining("it says 2 blocks in 65 bytes");
  }

  @Test
  void aBlockIsReadInTheOneFormInWhichItIsWritten() throws Exception {
    // Codec 4 is none; bit 6 is none; two sizes; as large as one that was never told.
    for (int how : new int[] {4, 0x40, 0x30, 0x20}) {
      byte[] bytes = of(raw(1)).encoded();
      bytes[HEAD_BYTES] = (byte) how;
      assertThatThrownBy(() -> BlockList.decoded(checked(bytes)))
          .as("0x%x", how)
          .isInstanceOf(MalformedBlockList.class);
    }
  }

  @Test
  void aLongFormOfWhatHasAShortOneIsRefused() throws Exception {
    Cid rare = Cid.of(0x0129, hash(HashFunction.SHA2_256, 1));
    byte[] codec = of(rare).encoded();
    codec[HEAD_BYTES + 1] = (byte) (Cid.RAW | 0x80);
    codec[HEAD_BYTES + 2] = 0;
    byte[] number = of(rare).encoded();
    number[HEAD_BYTES + 1] = (byte) 0xf1;
    number[HEAD_BYTES + 2] = 0;

    assertThatThrownBy(() -> BlockList.decoded(checked(codec)))
        .hasMessageContaining("longer than it need be");
    assertThatThrownBy(() -> BlockList.decoded(checked(number)))
        .isInstanceOf(MalformedBlockList.class);
  }

  @Test
  void sameSizesAreNotWrittenTwice() throws Exception {
    byte[] bytes = BlockList.builder().add(raw(1), 5).add(raw(2), 6).done().encoded();
    int second = HEAD_BYTES + 34;
    assertThat(bytes[second + 1]).isEqualTo((byte) 6);
    bytes[second + 1] = 5;

    assertThatThrownBy(() -> BlockList.decoded(checked(bytes)))
        .isInstanceOf(MalformedBlockList.class);
  }

  @Test
  void aDigestThatNoHashGivesIsRefused() throws Exception {
    Cid shorter = Cid.of(Cid.RAW, new Multihash(0x13, new byte[64]));
    byte[] bytes = of(shorter).encoded();
    bytes[HEAD_BYTES + 1] = 0x14; // SHA3-512 has 64 bytes too
    assertThat(BlockList.decoded(checked(bytes)).count()).isEqualTo(1);
    bytes[HEAD_BYTES + 1] = 0x11; // SHA-1 has not

    assertThatThrownBy(() -> BlockList.decoded(checked(bytes)))
        .hasMessageContaining("a block has no name");
  }

  @Test
  void bytesOfSomethingElseAreNoList() {
    assertThatThrownBy(
            () -> BlockList.decoded("a text of some length".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("it does not begin as a list of blocks does");
  }

  /** The same with the right check at its end, as one has it who writes it so on purpose. */
  private static byte[] checked(byte[] bytes) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(bytes, 0, bytes.length - CHECK_BYTES);
    byte[] whole = bytes.clone();
    System.arraycopy(digest.digest(), 0, whole, bytes.length - CHECK_BYTES, CHECK_BYTES);
    return whole;
  }
}
