package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;
import org.kubosteward.ipld.Multibase;

/** The blocks of refs/local, however its bytes are cut. */
class RefIntakeTest {
  private final List<String> told = new ArrayList<>();
  private final RefIntake intake =
      new RefIntake(512, hash -> told.add(HexFormat.of().formatHex(hash)));

  private static Cid cid(long codec, HashFunction hash, String of) {
    return Block.of(codec, hash, of.getBytes(StandardCharsets.UTF_8)).cid();
  }

  private static String line(String ref) {
    return "{\"Ref\":\"" + ref + "\",\"Err\":\"\"}\n";
  }

  private static Buffer buffer(String text) {
    return Buffer.buffer(text);
  }

  @Test
  void everyLineIsToldByItsHashWhateverTheCuts() {
    Random dice = new Random(1);
    List<String> expected = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (int n = 0; n < 500; n++) {
      Cid cid = cid(Cid.RAW, HashFunction.SHA2_256, "block " + n);
      expected.add(cid.multihash().toString());
      body.append(line(cid.toString()));
    }
    String all = body.toString();
    for (int from = 0; from < all.length(); ) {
      int to = Math.min(all.length(), from + 1 + dice.nextInt(300));
      intake.take(buffer(all.substring(from, to)));
      from = to;
    }
    assertThat(intake.end()).isEqualTo(500);
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void linesOfAnotherFormAreReadToo() {
    Cid blake = cid(Cid.RAW, HashFunction.BLAKE2B_256, "of another hash");
    Cid wide = cid(0x0129, HashFunction.SHA2_256, "of a codec of two bytes");
    Cid pb = cid(Cid.DAG_PB, HashFunction.SHA2_256, "in version 1");
    Cid zero = Block.zero(new byte[] {1}).cid();
    intake.take(buffer(line(blake.toString()) + line(wide.toString()) + line(zero.toString())));
    intake.take(buffer(line(pb.text(Multibase.BASE58BTC))));
    intake.take(buffer("{\"Err\":\"\", \"Ref\" : \"" + pb + "\"}\n\n"));
    intake.take(buffer(line(pb.toString()).strip()));
    assertThat(intake.end()).as("the last one has no end of a line").isEqualTo(6);
    String same = pb.multihash().toString();
    assertThat(told)
        .containsExactly(
            blake.multihash().toString(),
            wide.multihash().toString(),
            zero.multihash().toString(),
            same,
            same,
            same);
  }

  @Test
  void whatIsNoCidIsMalformedAndNeverTold() {
    String good = cid(Cid.RAW, HashFunction.SHA2_256, "good").toString();
    for (String bad :
        List.of(
            good.substring(0, good.length() - 1) + "1",
            good.substring(0, good.length() - 1),
            good.toUpperCase(java.util.Locale.ROOT),
            good.substring(0, good.length() - 1) + oddBits(good.charAt(good.length() - 1)),
            "")) {
      assertThatThrownBy(() -> intake.take(buffer(line(bad))))
          .as(bad)
          .isInstanceOfSatisfying(
              UnusableAnswerException.class,
              unfit -> assertThat(unfit.kind()).isEqualTo(FaultKind.MALFORMED));
    }
    assertThat(told).isEmpty();
  }

  /** The same last letter, but for a bit that stands for nothing. */
  private static char oddBits(char last) {
    String letters = "abcdefghijklmnopqrstuvwxyz234567";
    return letters.charAt(letters.indexOf(last) | 1);
  }

  @Test
  void anErrorInALineOrInTheTrailerIsAFault() {
    assertThatThrownBy(() -> intake.take(buffer("{\"Ref\":\"\",\"Err\":\"disk on fire\"}\n")))
        .hasMessageContaining("kubo says: disk on fire");
    assertThatThrownBy(() -> intake.endedBy("closed"))
        .isInstanceOfSatisfying(
            UnusableAnswerException.class,
            unfit -> assertThat(unfit.kind()).isEqualTo(FaultKind.LATE_ERROR));
  }

  @Test
  void aLineWithoutEndIsTooLarge() {
    assertThatThrownBy(() -> intake.take(buffer("x".repeat(513))))
        .isInstanceOfSatisfying(
            UnusableAnswerException.class,
            unfit -> assertThat(unfit.kind()).isEqualTo(FaultKind.TOO_LARGE));
  }
}
