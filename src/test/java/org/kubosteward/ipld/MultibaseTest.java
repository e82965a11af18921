package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MultibaseTest {
  /** From the tests of the multibase specification, where each base has them. */
  @ParameterizedTest
  @CsvSource({
    "BASE32,yes mani !,pfsxgidnmfxgsibb",
    "BASE36,yes mani !,2lcpzo5yikidynfl",
    "BASE58BTC,yes mani !,7paNL19xttacUY",
    "BASE64URL,yes mani !,eWVzIG1hbmkgIQ",
    "BASE58BTC,Decentralize everything!!,UXE7GvtEk8XTXs1GF8HSGbVA9FCX9SEBPe",
    "BASE32,Decentralize everything!!,irswgzloorzgc3djpjssazlwmvzhs5dinfxgoijb"
  })
  void bytesAreWrittenAsTheSpecificationHasThem(Multibase base, String bytes, String text) {
    assertThat(base.encode(bytes.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThat(new String(base.decode(text), StandardCharsets.UTF_8)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"BASE58BTC,1,''", "BASE36,0,''", "BASE58BTC,11,7paNL19xttacUY"})
  void zerosInFrontStayAsMany(Multibase base, String zeros, String rest) {
    byte[] bytes = base.decode(zeros + rest);
    for (int at = 0; at < zeros.length(); at++) {
      assertThat(bytes[at]).isZero();
    }
    assertThat(bytes).hasSize(zeros.length() + base.decode(rest).length);
    assertThat(base.encode(bytes)).isEqualTo(zeros + rest);
  }

  @ParameterizedTest
  @EnumSource
  void eachIsFoundByItsPrefixAndNothingIsEmpty(Multibase base) {
    assertThat(Multibase.of(base.prefix())).contains(base);
    assertThat(base.encode(new byte[0])).isEmpty();
    assertThat(base.decode("")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aCharacterOfAnotherAlphabetIsNamed(Multibase base) {
    assertThatThrownBy(() -> base.decode("22\n"))
        .isInstanceOf(MalformedCid.class)
        .hasMessageContaining("character 3 behind the prefix, U+000A, is none of base");
  }

  @Test
  void bitsThatNoByteHasAreNotReadOver() {
    assertThat(Multibase.BASE32.decode("aa")).containsExactly(0);
    assertThatThrownBy(() -> Multibase.BASE32.decode("ab")).isInstanceOf(MalformedCid.class);
    assertThatThrownBy(() -> Multibase.BASE32.decode("a")).isInstanceOf(MalformedCid.class);
    assertThatThrownBy(() -> Multibase.BASE64URL.decode("AB")).isInstanceOf(MalformedCid.class);
    assertThat(Multibase.of('x')).isEmpty();
  }
}
