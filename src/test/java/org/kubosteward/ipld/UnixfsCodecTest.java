package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnixfsCodecTest {
  @Test
  void anEmptyFileAndAnEmptyDirectoryAreWrittenAsKuboWritesThem() {
    assertThat(hex(UnixfsData.file(Optional.empty(), List.of(), Attributes.NONE)))
        .isEqualTo("08021800");
    assertThat(hex(UnixfsData.of(UnixfsType.DIRECTORY, Attributes.NONE))).isEqualTo("0801");
  }

  @Test
  void theFieldsComeInTheirOrder() {
    UnixfsData all =
        new UnixfsData(
            UnixfsType.FILE,
            Optional.of(Nodes.bytes("ab")),
            OptionalLong.of(302),
            List.of(300L, 0L),
            OptionalLong.of(0x22),
            OptionalLong.of(256),
            new Attributes(OptionalInt.of(0644), Optional.of(Instant.ofEpochSecond(5, 7))));
    String written =
        "0802"
            + "12026162"
            + "18ae02"
            + "20ac02"
            + "2000"
            + "2822"
            + "308002"
            + "38a403"
            + "4207"
            + "0805"
            + "1507000000";
    assertThat(hex(all)).isEqualTo(written);
    assertThat(decode(written)).isEqualTo(all);
  }

  @Test
  void aListOfNumbersIsReadInBothFormsOfProtobuf() {
    assertThat(decode("0802" + "2001" + "20ac02").blockSizes()).containsExactly(1L, 300L);
    assertThat(decode("0802" + "220301ac02").blockSizes()).containsExactly(1L, 300L);
    assertThat(decode("0802" + "2001" + "220102").blockSizes()).containsExactly(1L, 2L);
  }

  @Test
  void aTimeBeforeTheEpochHasTenBytes() {
    UnixfsData old =
        UnixfsData.of(
            UnixfsType.DIRECTORY,
            new Attributes(OptionalInt.empty(), Optional.of(Instant.ofEpochSecond(-1))));
    assertThat(hex(old)).isEqualTo("0801" + "420b" + "08ffffffffffffffffff01");
    assertThat(decode(hex(old))).isEqualTo(old);
    UnixfsData halfASecondBefore =
        UnixfsData.of(
            UnixfsType.DIRECTORY,
            new Attributes(OptionalInt.empty(), Optional.of(Instant.ofEpochMilli(-500))));
    assertThat(decode(hex(halfASecondBefore))).isEqualTo(halfASecondBefore);
  }

  @Test
  void allBitsOfAModeAreKeptAndThePermissionsGivenOut() {
    Attributes attributes = decode("0802" + "38ffffffff0f").attributes();
    assertThat(attributes.mode()).hasValue(-1);
    assertThat(attributes.permissions()).hasValue(07777);
    assertThat(attributes.any()).isTrue();
    assertThat(Attributes.NONE.any()).isFalse();
    assertThat(Attributes.NONE.permissions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | its UnixFS does not say its type",
        "1800 | its UnixFS does not say its type",
        "0806 | its UnixFS is of type 6",
        "08020802 | field 1 of wire type 0, unknown or twice",
        "080212001200 | field 2 of wire type 2, unknown or twice",
        "080218001800 | field 3 of wire type 0, unknown or twice",
        "080228222822 | field 5 of wire type 0, unknown or twice",
        "0802308002308002 | field 6 of wire type 0, unknown or twice",
        "080238013801 | field 7 of wire type 0, unknown or twice",
        "080242020800420208 | field 8 has 2 bytes, and 1 are left",
        "08024202080042020800 | field 8 of wire type 2, unknown or twice",
        "08024800 | field 9 of wire type 0, unknown or twice",
        "08021000 | field 2 of wire type 0, unknown or twice",
        "0a00 | field 1 of wire type 2, unknown or twice",
        "080218ffffffffffffffffff01 | more than 63 bits in field 3 of wire type 0",
        "080220ffffffffffffffffff01 | more than 63 bits in field 4 of wire type 0",
        "08023880808080808001 | its mode has more than 32 bits",
        "08024200 | its mtime has no seconds",
        "0802420515ffffffff | its mtime has no seconds",
        "08024207080015ffffffff | its mtime has 4294967295 nanoseconds",
        "0802420708001500ca9a3b | its mtime has 1000000000 nanoseconds",
        "0802420408000801 | its mtime has field 1 of wire type 0, unknown or twice",
        "0802420408001000 | its mtime has field 2 of wire type 0, unknown or twice",
        "08024209" + "08ffffffffffffff7f" + " | its mtime is no time that is known",
        "0802" + "2202" + "8000" + " | the sizes of its parts is written in more bytes",
        "0802" + "4203" + "080515" + " | field 2 has 4 bytes, and 0 are left"
      })
  void whatIsNotUnixfsIsRefusedAndSaidWhy(String hex, String why) {
    assertThatThrownBy(() -> decode(hex.strip()))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining(why.strip());
  }

  private static String hex(UnixfsData message) {
    return HexFormat.of().formatHex(UnixfsCodec.encode(message));
  }

  private static UnixfsData decode(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return UnixfsCodec.decode(new Bytes(bytes, 0, bytes.length, MalformedBlock::new));
  }
}
