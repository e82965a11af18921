package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultihashTest {
  @ParameterizedTest
  @CsvSource({
    "0x11,20,20",
    "0x12,20,32",
    "0x13,20,64",
    "0x15,20,48",
    "0x16,20,32",
    "0x1e,20,128",
    "0xb214,20,20",
    "0xb220,20,32",
    "0xb240,20,64",
    "0xb260,20,32",
    "0x00,0,128"
  })
  void aDigestIsAsLongAsItsHashAllows(String hex, int least, int most) {
    long code = Long.decode(hex);
    assertThat(new Multihash(code, new byte[least]).digest()).hasSize(least);
    assertThat(new Multihash(code, new byte[most]).digest()).hasSize(most);
    assertThatThrownBy(() -> new Multihash(code, new byte[most + 1]))
        .hasMessageContaining("of hash 0x%x it has from %d to %d".formatted(code, least, most));
    if (least > 0) {
      assertThatThrownBy(() -> new Multihash(code, new byte[least - 1]))
          .isInstanceOf(MalformedCid.class);
    }
  }

  @Test
  void noHashHasACodeBelowZero() {
    assertThatThrownBy(() -> new Multihash(-1, new byte[32])).isInstanceOf(MalformedCid.class);
  }

  @Test
  void whatIsDoneToTheBytesAroundItDoesNotChangeIt() {
    byte[] digest = new byte[32];
    Multihash hash = new Multihash(Multihash.SHA2_256, digest);
    digest[0] = 1;
    hash.digest()[1] = 1;
    hash.bytes()[2] = 1;
    assertThat(hash).isEqualTo(new Multihash(Multihash.SHA2_256, new byte[32]));
  }

  @Test
  void whatIsNoHashHasNoFingerprintThatItsAuthorChose() {
    Multihash one = identity("12345678 and this");
    Multihash other = identity("12345678 and that");
    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    assertThat(identity("").fingerprint())
        .as("the first bytes of the SHA-256 of nothing")
        .isEqualTo(0xe3b0c44298fc1c14L);
  }

  @Test
  void theyHaveAnOrderInWhichEqualOnesAreEqual() {
    byte[] high = new byte[32];
    high[0] = (byte) 0x80;
    Multihash low = new Multihash(Multihash.SHA2_256, new byte[32]);
    assertThat(low).isLessThan(new Multihash(Multihash.SHA2_256, high));
    assertThat(low).isEqualByComparingTo(new Multihash(Multihash.SHA2_256, new byte[32]));
    assertThat(new Multihash(0x16, new byte[32])).isGreaterThan(low).isNotEqualTo(low);
  }

  private static Multihash identity(String content) {
    return new Multihash(Multihash.IDENTITY, content.getBytes(StandardCharsets.UTF_8));
  }
}
