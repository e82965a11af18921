package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DagCborTest {
  /** A CID of five bytes that stand within it. */
  private static final String LINK = "d82a" + "4a" + "00" + "015500050001020304";

  @Test
  void linksAreFoundWhereverTheyStand() {
    assertThat(links(LINK)).hasSize(1);
    assertThat(links("83" + LINK + LINK + LINK)).hasSize(3);
    assertThat(links("a2" + "6161" + LINK + "6162" + "81" + "a1" + "6163" + LINK)).hasSize(2);
    assertThat(links(LINK)).containsExactly(Cid.decode(hex("015500050001020304")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "17",
        "1818",
        "18ff",
        "190100",
        "1a00010000",
        "1b0000000100000000",
        "1bffffffffffffffff",
        "20",
        "3bffffffffffffffff",
        "40",
        "4401020304",
        "60",
        "6161",
        "80",
        "a0",
        "f4",
        "f5",
        "f6",
        "fb3ff8000000000000",
        "8200f6"
      })
  void whatHasNoLinksIsReadToItsEnd(String cbor) {
    assertThat(links(cbor)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | it ends before the end of an item",
        "0000 | 1 bytes stand behind its DAG-CBOR",
        "81 | a list has 1 items, and 0 bytes are left",
        "8281 | a list has 2 items, and 1 bytes are left",
        "5f4100ff | an item has no length",
        "9fff | a list has no length",
        "bfff | a list has no length",
        "5801 | an item is written in more bytes than it needs",
        "590001 | an item is written in more bytes than it needs",
        "5a00000001 | an item is written in more bytes than it needs",
        "5b0000000000000001 | an item is written in more bytes than it needs",
        "5bffffffffffffffff | is too large",
        "5b7fffffffffffffff | an item has 9223372036854775807 bytes, and 0 are left",
        "9b7fffffffffffffff | a list has 9223372036854775807 items, and 0 bytes are left",
        "bb7fffffffffffffff | a list has 9223372036854775807 items, and 0 bytes are left",
        "bb400000000000000000 | a list has 4611686018427387904 items, and 1 bytes are left",
        "a1 | a list has 1 items, and 0 bytes are left",
        "a100 | it ends before the end of an item",
        "c0 | a link has another tag than 42",
        "d82b40 | a link has another tag than 42",
        "d82a00 | a link is of type 0 of CBOR, not of 2",
        "d82a40 | it ends before the end of a link",
        "d82a4101 | a link does not begin with a zero byte",
        "d82a4100 | a link is no CID",
        "d82a49000155000500010203 | a link is no CID",
        "f7 | simple value or float 23",
        "f0 | simple value or float 16",
        "f93c00 | simple value or float 25",
        "fa3fc00000 | simple value or float 26",
        "1c | a number has no length",
        "18 | a number has 1 bytes, and 0 are left"
      })
  void whatDagCborHasNotIsRefused(String cbor, String why) {
    assertThatThrownBy(() -> links(cbor.strip()))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining(why.strip());
  }

  @Test
  void depthIsBounded() {
    assertThat(links("81".repeat(256) + "00")).isEmpty();
    assertThatThrownBy(() -> links("81".repeat(257) + "00"))
        .hasMessageContaining("its DAG-CBOR is more than 256 deep");
    assertThatThrownBy(() -> links("81".repeat(1_000_000) + "00"))
        .isInstanceOf(MalformedBlock.class);
  }

  private static List<Cid> links(String cbor) {
    List<Cid> links = new ArrayList<>();
    DagCbor.links(Block.of(DagCbor.CODEC, HashFunction.SHA2_256, hex(cbor)), links::add);
    return links;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
