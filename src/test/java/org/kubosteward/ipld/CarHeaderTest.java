package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarHeaderTest {
  private static final Cid CID = Cid.decode(HexFormat.of().parseHex("015500050001020304"));

  @Test
  void theHeadOfOneRootIsTheOneThatAllWrite() {
    String written = "a265726f6f747381" + "d82a4a00015500050001020304" + "6776657273696f6e01";
    assertThat(HexFormat.of().formatHex(CarHeader.encode(List.of(CID)))).isEqualTo(written);
    assertThat(decode(written)).isEqualTo(new CarHeader(1, List.of(CID)));
  }

  @Test
  void theHeadOfVersionTwoHasNoRoots() {
    assertThat(decode("a16776657273696f6e02")).isEqualTo(new CarHeader(2, List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 23, 24, 255, 256, 65_535, 65_536})
  void asManyRootsAsThereAreAreWrittenAndRead(int roots) {
    List<Cid> cids = Collections.nCopies(roots, Nodes.SOME);
    assertThat(CarHeader.decode(CarHeader.encode(cids))).isEqualTo(new CarHeader(1, cids));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | it ends before the end of it",
        "80 | it is of type 4 of CBOR, not of 5",
        "a0 | it ends before the end of a name of a field",
        "a16776657273696f6e01 | it has 1 fields and version 1",
        "a16776657273696f6e03 | it has 1 fields and version 3",
        "a265726f6f7473806776657273696f6e02 | it has 2 fields and version 2",
        "a265726f6f7473806776657273696f6e00 | it has 2 fields and version 0",
        "a26776657273696f6e0165726f6f747380 | a field is not 'roots', or not in its place",
        "a365726f6f7473806776657273696f6e01 | a field is not 'version', or not in its place",
        "a265726f6f7473a06776657273696f6e01 | the list of roots is of type 5 of CBOR, not of 4",
        "a265726f6f7473f66776657273696f6e01 | the list of roots is of type 7 of CBOR",
        "a265726f6f747381006776657273696f6e01 | a root is of type 0 of CBOR, not of 6",
        "a265726f6f74738180 | a root is of type 4 of CBOR, not of 6",
        "a265726f6f74739bffffffffffffffff | the list of roots is written in more bytes",
        "a265726f6f74739b7fffffffffffffff | it ends before the end of a root",
        "a265726f6f7473806776657273696f6e1801 | the version is written in more bytes than it needs",
        "a265726f6f7473806776657273696f6e0100 | 1 bytes stand behind it",
        "a265726f6f7473806776657273696f6e | it ends before the end of the version",
        "a27f65726f6f7473ff80 | a name of a field has no length"
      })
  void anyOtherFormIsRefusedAndSaidWhy(String hex, String why) {
    assertThatThrownBy(() -> decode(hex.strip()))
        .isInstanceOf(MalformedCar.class)
        .hasMessageStartingWith("its head: ")
        .hasMessageContaining(why.strip());
  }

  private static CarHeader decode(String hex) {
    return CarHeader.decode(HexFormat.of().parseHex(hex));
  }
}
