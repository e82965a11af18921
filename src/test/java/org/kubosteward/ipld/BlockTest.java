package org.kubosteward.ipld;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockTest {
  private static final byte[] HELLO = "hello world".getBytes(UTF_8);

  /** As `ipfs block put` names it. */
  private static final Cid OF_HELLO =
      Cid.parse("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");

  @Test
  void theRightBytesAreTaken() {
    Block block = Block.verified(OF_HELLO, HELLO.clone());
    assertThat(block.cid()).isEqualTo(OF_HELLO);
    assertThat(block.size()).isEqualTo(11);
    assertThat(block.data()).isEqualTo(ByteBuffer.wrap(HELLO));
    assertThat(block).hasToString(OF_HELLO + " (11 bytes)");
    assertThat(Block.of(Cid.RAW, HashFunction.SHA2_256, HELLO))
        .isEqualTo(block)
        .hasSameHashCodeAs(block);
  }

  @Test
  void everyFlippedBitIsFound() {
    for (int bit = 0; bit < HELLO.length * Byte.SIZE; bit++) {
      byte[] flipped = HELLO.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> Block.verified(OF_HELLO, flipped))
          .isInstanceOf(CorruptBlock.class)
          .hasMessage("block %s: the 11 bytes have another hash", OF_HELLO);
    }
  }

  @Test
  void everyCutIsFound() {
    for (int size = 0; size < HELLO.length; size++) {
      byte[] cut = java.util.Arrays.copyOf(HELLO, size);
      assertThatThrownBy(() -> Block.verified(OF_HELLO, cut)).isInstanceOf(CorruptBlock.class);
    }
  }

  @Test
  void whatCannotBeCheckedIsRefused() {
    Cid sha1 = Cid.of(Cid.RAW, new Multihash(0x11, new byte[20]));
    assertThatThrownBy(() -> Block.verified(sha1, HELLO))
        .isInstanceOf(Unsupported.class)
        .hasMessageContaining("is named by hash 0x11, which is not computed here");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void aBlockIsNoLargerThanEveryoneReads(HashFunction hash) {
    Block largest = Block.of(Cid.RAW, hash, new byte[2 << 20]);
    assertThat(Block.verified(largest.cid(), new byte[2 << 20])).isEqualTo(largest);
    assertThatThrownBy(() -> Block.of(Cid.RAW, hash, new byte[(2 << 20) + 1]))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("has 2097153 bytes; 2097152 are read");
    assertThatThrownBy(() -> Block.verified(largest.cid(), new byte[(2 << 20) + 1]))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void nobodyWritesToABlock() {
    ByteBuffer data = Block.verified(OF_HELLO, HELLO.clone()).data();
    assertThatThrownBy(() -> data.put(0, (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void aBlockOfVersionZeroIsDagPbUnderSha256() {
    Block zero = Block.zero(new byte[] {0x0a, 0x02, 0x08, 0x01});
    assertThat(zero.cid()).hasToString("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");
    assertThat(
            Block.of(Cid.DAG_PB, HashFunction.SHA2_256, new byte[] {0x0a, 0x02, 0x08, 0x01}).cid())
        .hasToString("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354");
  }

  @Test
  void aBlockWithinItsCidNeedsNoStore() {
    Cid inline = Cid.of(Cid.RAW, HashFunction.IDENTITY.name(HELLO));
    assertThat(Block.within(inline).orElseThrow().data()).isEqualTo(ByteBuffer.wrap(HELLO));
    assertThat(Block.verified(inline, HELLO.clone()).size()).isEqualTo(11);
    assertThatThrownBy(() -> Block.verified(inline, new byte[11])).isInstanceOf(CorruptBlock.class);
    assertThatThrownBy(() -> Block.verified(inline, new byte[12])).isInstanceOf(CorruptBlock.class);
    assertThat(Block.within(OF_HELLO)).isEmpty();
  }
}
