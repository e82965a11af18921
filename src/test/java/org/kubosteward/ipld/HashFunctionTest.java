package org.kubosteward.ipld;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HashFunctionTest {
  /** The digests of "abc" that the authors of the hashes publish. */
  @ParameterizedTest
  @CsvSource({
    "IDENTITY,0003616263",
    "SHA2_256,1220ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA2_512,1340ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a8"
        + "36ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "SHA3_224,171ce642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
    "SHA3_256,16203a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    "SHA3_384,1530ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f5"
        + "39f1edf228376d25",
    "SHA3_512,1440b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c9"
        + "1a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
    "BLAKE2B_256," + "a0e40220bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
    "BLAKE3,1e206437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
  })
  void theDigestIsThePublishedOne(HashFunction hash, String hex) {
    assertThat(hash.name("abc".getBytes(UTF_8))).hasToString(hex);
  }

  @ParameterizedTest
  @EnumSource
  void itsOwnNameMatchesAndNoOtherBytesDo(HashFunction hash) {
    byte[] bytes = "twenty bytes or more of content".getBytes(UTF_8);
    Multihash name = hash.name(bytes);
    assertThat(name.code()).isEqualTo(hash.code());
    assertThat(HashFunction.of(hash.code())).contains(hash);
    assertThat(hash.matches(name, bytes, 0)).isTrue();
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(hash.matches(name, bytes, 0)).as("bit %d", bit).isFalse();
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }
    assertThat(hash.matches(name, java.util.Arrays.copyOf(bytes, bytes.length - 1), 0)).isFalse();
    assertThat(hash.matches(name, java.util.Arrays.copyOf(bytes, bytes.length + 1), 0)).isFalse();
  }

  /** go-multihash cuts digests, and kubo takes them from 20 bytes on. */
  @Test
  void aDigestThatWasCutShortNamesTheSameBytes() {
    byte[] bytes = "abc".getBytes(UTF_8);
    Multihash cut =
        new Multihash(0x12, HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223b00361a3"));
    assertThat(HashFunction.SHA2_256.matches(cut, bytes, 0)).isTrue();
    assertThat(HashFunction.SHA2_256.matches(cut, "abd".getBytes(UTF_8), 0)).isFalse();
  }

  /** The first 131 bytes of the output for no input, in the vectors of BLAKE3, begin so. */
  @Test
  void blake3GivesAsManyBytesAsTheNameHas() {
    Multihash name =
        new Multihash(
            0x1e,
            HexFormat.of()
                .parseHex(
                    "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
                        + "e00f03e7b69af26b7faaf09fcd333050338ddfe085b8cc869ca98b206c08243a"));
    assertThat(HashFunction.BLAKE3.matches(name, new byte[0], 0)).isTrue();
    assertThat(HashFunction.BLAKE3.matches(name, new byte[1], 0)).isFalse();
  }

  @Test
  void whatIsItsOwnNameIsShort() {
    assertThat(HashFunction.IDENTITY.name(new byte[128]).digest()).hasSize(128);
    assertThatThrownBy(() -> HashFunction.IDENTITY.name(new byte[129]))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("129 bytes are to stand in a CID, which takes 128: choose a hash");
  }

  @Test
  void aHashThatIsNotComputedHereIsNone() {
    assertThat(HashFunction.of(0x11)).isEmpty();
    assertThat(HashFunction.of(Long.MAX_VALUE)).isEmpty();
  }
}
