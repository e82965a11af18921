package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of every CID, tried on thousands that are made from a seed. */
class CidPropertyTest {
  private static final int TRIES = 5_000;

  private final Random random = new Random(20261129);

  @Test
  void whatIsWrittenIsReadBackInEveryBaseAndAsBytes() {
    for (int i = 0; i < TRIES; i++) {
      Cid cid = any();
      assertThat(Cid.decode(cid.bytes())).isEqualTo(cid);
      assertThat(Cid.parse(cid.toString())).isEqualTo(cid);
      for (Multibase base : Multibase.values()) {
        Cid read = Cid.parse(cid.text(base));
        assertThat(read.multihash()).isEqualTo(cid.multihash());
        assertThat(read.codec()).isEqualTo(cid.codec());
      }
    }
  }

  /** There is one text of a CID in a base, so that texts of one base compare as their CIDs do. */
  @Test
  void aTextThatIsReadIsTheTextThatIsWritten() {
    for (int i = 0; i < TRIES; i++) {
      String changed = changed(any().text(any(Multibase.values())));
      try {
        Cid read = Cid.parse(changed);
        String again =
            read.version() == 0
                ? read.toString()
                : read.text(Multibase.of(changed.charAt(0)).orElseThrow());
        assertThat(again).isEqualTo(changed);
      } catch (MalformedCid refused) {
        assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
  }

  @Test
  void whateverComesIsReadOrRefusedAndNeverMore() {
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && random.nextBoolean()) {
        bytes[0] = 1;
        bytes[2] = (byte) (bytes.length - 3);
      }
      assertThatCode(() -> quietly(() -> Cid.decode(bytes))).doesNotThrowAnyException();
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "b" : "Qm");
      random.ints(random.nextInt(60), 0, 0x3ff).forEach(c -> text.append((char) c));
      assertThatCode(() -> quietly(() -> Cid.parse(text.toString()))).doesNotThrowAnyException();
    }
  }

  @Test
  void equalAreThoseOfEqualBytes() {
    Set<Cid> all = new HashSet<>();
    Set<String> bytes = new HashSet<>();
    for (int i = 0; i < TRIES; i++) {
      Cid cid = any();
      all.add(cid);
      bytes.add(Arrays.toString(cid.bytes()));
    }
    assertThat(all).hasSameSizeAs(bytes);
  }

  private static void quietly(Runnable reading) {
    try {
      reading.run();
    } catch (MalformedCid refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }

  private Cid any() {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return switch (random.nextInt(4)) {
      case 0 -> Cid.decode(zero(digest));
      case 1 -> Cid.of(Cid.RAW, new Multihash(Multihash.SHA2_256, digest));
      case 2 ->
          Cid.of(
              random.nextLong() & Long.MAX_VALUE,
              new Multihash(0xb220, Arrays.copyOf(digest, 20 + random.nextInt(13))));
      default ->
          Cid.of(
              Cid.DAG_PB,
              new Multihash(Multihash.IDENTITY, Arrays.copyOf(digest, random.nextInt(33))));
    };
  }

  private static byte[] zero(byte[] digest) {
    byte[] bytes = new byte[34];
    bytes[0] = 0x12;
    bytes[1] = 32;
    System.arraycopy(digest, 0, bytes, 2, 32);
    return bytes;
  }

  /** One character less, more, or another one, of those that stand in texts of CIDs. */
  private String changed(String text) {
    int at = random.nextInt(text.length());
    String one = String.valueOf(text.charAt(random.nextInt(text.length())));
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + one + text.substring(at);
      default -> text.substring(0, at) + one + text.substring(at + 1);
    };
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
