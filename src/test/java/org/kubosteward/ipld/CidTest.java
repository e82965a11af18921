package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {
  /** The empty directory of UnixFS, as kubo prints it in both versions. */
  private static final String ZERO = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn";

  private static final String ONE = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";
  private static final String HASH =
      "122059948439065f29619ef41280cbb932be52c56d99c5966b65e0111239f098bbef";

  @Test
  void bothVersionsOfOneHashAreTwoCidsAndTheSameContent() {
    Cid zero = Cid.parse(ZERO);
    Cid one = Cid.parse(ONE);
    assertThat(zero.version()).isZero();
    assertThat(one.version()).isEqualTo(1);
    assertThat(zero).isNotEqualTo(one);
    assertThat(zero.codec()).isEqualTo(one.codec()).isEqualTo(Cid.DAG_PB);
    assertThat(zero.multihash()).isEqualTo(one.multihash()).hasToString(HASH);
    assertThat(zero.multihash().fingerprint()).isEqualTo(0x59948439065f2961L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ONE,
        "zdj7WbTaiJT1fgatdet9Ei9iDB5hdCxkbVyhyh8YTUnXMiwYi",
        "k2jmtxtlhjl3fhmgndf92e48by79ryjuvqp3y2qgehpao6v3lurvnmcv",
        "uAXASIFmUhDkGXylhnvQSgMu5Mr5SxW2ZxZZrZeAREjnwmLvv"
      })
  void oneCidIsTheSameInEveryBase(String text) {
    Cid cid = Cid.parse(text);
    assertThat(cid).isEqualTo(Cid.parse(ONE)).hasSameHashCodeAs(Cid.parse(ONE)).hasToString(ONE);
    assertThat(cid.text(Multibase.of(text.charAt(0)).orElseThrow())).isEqualTo(text);
  }

  @Test
  void versionZeroIsWrittenAsKuboWritesItAndAsVersionOneInEveryBase() {
    assertThat(Cid.parse(ZERO)).hasToString(ZERO);
    assertThat(Cid.parse(ZERO).text(Multibase.BASE32)).isEqualTo(ONE);
    assertThat(Cid.parse(ZERO).bytes()).isEqualTo(HexFormat.of().parseHex(HASH));
    assertThat(Cid.decode(Cid.parse(ZERO).bytes())).isEqualTo(Cid.parse(ZERO));
  }

  @Test
  void aNameOfIpnsIsTheIdentityOfItsKey() {
    Cid name = Cid.parse("k51qzi5uqu5djzyqmlfi7xny8f0zff7zoki2ohk5t0vcom6d9krwkw028nucxw");
    assertThat(name.codec()).isEqualTo(0x72);
    assertThat(name.multihash().code()).isEqualTo(Multihash.IDENTITY);
    assertThat(name.multihash().digest()).hasSize(36);
    assertThat(name)
        .hasToString("bafzaajaiaejcbgi3aoqg7nskfuvt6nwsncjqchqgu6ubod4p42nnvbrbbtsgmvae");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|it is empty",
        "/ipfs/" + ZERO + "|it is a path; write the CID in it alone",
        "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3N|has 45 characters; version 0 has 46",
        ZERO + "/a|has 48 characters; version 0 has 46",
        "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3N0|'0', is none of base58btc",
        "Qmzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz|it begins with Qm, and is no SHA2-256",
        "z" + ZERO + "|it is of version 0, which has no prefix of a base",
        "12D3KooWL82SMoKuQuS3PELVsLTGU8P5gJRVfKYu6kXAQPTRqar7|neither Qm nor the prefix",
        "BAFYBEICZSSCDSBS7FFQZ55ASQDF3SMV6KLCW3GOFSZVWLYARCI47BGF354|neither Qm nor the prefix",
        "bAFYBEI|character 1 behind the prefix, 'A', is none of base32",
        "bafybei==|character 7 behind the prefix, '=', is none of base32",
        "b|it ends before the end of its version",
        "baeaq|it ends before the end of the code of its hash",
        "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf355|bits of no byte",
        "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf35|bits of no byte",
        "\"  " + ZERO + "\"|neither Qm nor the prefix",
        "b\u00e4|U+00E4, is none of base32"
      })
  void whatIsNoneIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> Cid.parse(text))
        .isInstanceOf(MalformedCid.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aTextThatNoCidIsLongEnoughForIsNotLookedAt() {
    assertThatThrownBy(() -> Cid.parse("b".repeat(Cid.MOST_CHARS + 1)))
        .hasMessage("it has 257 characters; a CID has at most 256");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it ends before the end of its version",
        "00|its version is 0; 1 is known",
        "02|its version is 2; 1 is known",
        "8100|its version is written in more bytes than it needs",
        "ffffffffffffffffff01|its version is longer than 9 bytes",
        "0170|it ends before the end of the code of its hash",
        "017012|it ends before the end of the length of its digest",
        "01701220aabb|its digest is said to have 32 bytes and has 2",
        "01701202aabbcc|its digest is said to have 2 bytes and has 3",
        "01701202aabb|the digest has 2 bytes; of hash 0x12 it has from 20 to 32",
        "1220aabb|its version is 18; 1 is known"
      })
  void bytesThatAreNoneAreRefusedWithTheReason(String hex, String reason) {
    assertThatThrownBy(() -> Cid.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(MalformedCid.class)
        .hasMessageContaining(reason);
  }

  @Test
  void everyWayToWriteACidHasOneCanonicalText() {
    Cid one = Cid.parse(ONE);
    for (Multibase base : Multibase.values()) {
      assertThat(Cid.parse(one.text(base)).canonical()).hasToString(one.canonical().toString());
    }
    Cid zero = Cid.parse("QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG");
    assertThat(zero.canonical())
        .hasToString("bafybeie5nqv6kd3qnfjupgvz34woh3oksc3iau6abmyajn7qvtf6d2ho34")
        .isEqualTo(zero.canonical().canonical())
        .isNotEqualTo(zero);
    assertThat(zero.canonical().multihash()).isEqualTo(zero.multihash());
    assertThat(Cid.of(Cid.RAW, zero.multihash()).canonical()).isNotEqualTo(zero.canonical());
  }

  @Test
  void aCodecIsNotBelowZero() {
    assertThatThrownBy(() -> Cid.of(-1, Cid.parse(ONE).multihash()))
        .isInstanceOf(MalformedCid.class);
  }
}
