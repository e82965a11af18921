package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {
  /** As the authors of the hash and of its Go version publish them; kubo uses the latter. */
  @ParameterizedTest
  @CsvSource({
    "'',0000000000000000",
    "hello,cbd8a7b341bd9b02",
    "'hello, world',342fac623a5ebc8e",
    "19 Jan 2038 at 3:14:07 AM,b89e5988b737affc",
    "The quick brown fox jumps over the lazy dog.,cd99481f9ee902c9"
  })
  void theHashIsThePublishedOne(String text, String hex) {
    assertThat("%016x".formatted(Murmur3.x64Of(Utf8.bytes(text)))).isEqualTo(hex);
  }

  @Test
  void theFirstBitsLeadFirst() {
    HamtPath path = new HamtPath("hello", 256);
    assertThat(path.slot(0)).isEqualTo(0xcb);
    assertThat(path.slot(1)).isEqualTo(0xd8);
    assertThat(path.slot(7)).isEqualTo(0x02);
    assertThat(path.depth()).isEqualTo(8).isEqualTo(HamtPath.depth(256));
  }

  /** 1100 1011 1101 1000 1010 0111 1011 ... */
  @Test
  void inNarrowShardsTheBitsOfABytePartIntoMoreThanOne() {
    HamtPath path = new HamtPath("hello", 8);
    assertThat(path.slot(0)).isEqualTo(0b110);
    assertThat(path.slot(1)).isEqualTo(0b010);
    assertThat(path.slot(2)).isEqualTo(0b111);
    assertThat(path.depth()).isEqualTo(21);
    HamtPath wide = new HamtPath("hello", 1024);
    assertThat(wide.slot(0)).isEqualTo(0b11_0010_1111);
    assertThat(wide.slot(1)).isEqualTo(0b01_1000_1010);
    assertThat(wide.depth()).isEqualTo(6);
  }

  @Test
  void pathsAreSortedAsTheyLead() {
    HamtPath low = new HamtPath("", 256);
    HamtPath high = new HamtPath("hello", 256);
    assertThat(low).isLessThan(high);
    assertThat(high).isEqualTo(new HamtPath("hello", 256)).isNotEqualTo(new HamtPath("hello", 8));
    assertThat(high).hasSameHashCodeAs(new HamtPath("hello", 256));
  }

  @Test
  void aNameBelongsWhereItsHashLeads() {
    HamtPath path = new HamtPath("hello", 256);
    assertThat(path.leads(java.util.List.of())).isTrue();
    assertThat(path.leads(java.util.List.of(0xcb, 0xd8))).isTrue();
    assertThat(path.leads(java.util.List.of(0xcb, 0xd9))).isFalse();
    assertThat(path.leads(java.util.List.of(0xd8))).isFalse();
  }
}
