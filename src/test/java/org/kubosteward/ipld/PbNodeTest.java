package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PbNodeTest {
  private static final String CID = "0a09015500050001020304";

  /** The vectors of ipld/codec-fixtures: names, bytes and CIDs as all implementations have them. */
  @ParameterizedTest
  @CsvSource({
    "bafybeihyivpglm6o6wrafbe36fp5l67abmewk7i2eob5wacdbhz7as5obe,1,false,"
        + "12240a2212207521fe19c374a97759226dc5c0c8e674e73950e81b211f7dd3b6b30883a08a51",
    "bafybeibh647pmxyksmdm24uad6b5f7tx4dhvilzbg2fiqgzll4yek7g7y4,2,true,"
        + "12340a2212208ab7a6c5e74737878ac73863cb76739d15d4666de44e5756bf55a2f9e9ab5f431209736f6d65"
        + "206c696e6b1880c2d72f12370a2212208ab7a6c5e74737878ac73863cb76739d15d4666de44e5756bf55a2f9"
        + "e9ab5f44120f736f6d65206f74686572206c696e6b18080a09736f6d652064617461",
    "bafybeigcsevw74ssldzfwhiijzmg7a35lssfmjkuoj2t5qs5u5aztj47tq,4,true,"
        + "12390a221220b4397c02da5513563d33eef894bf68f2ccdf1bdfc14a976956ab3d1c72f735a0120e61756469"
        + "6f5f6f6e6c792e6d346118cda88f0b12310a221220025c13fcd1a885df444f64a4a82a26aea867b1148c68cb"
        + "671e83589f971149321208636861742e74787418e40712340a2212205d44a305b9b328ab80451d0daa72a12a"
        + "7bf2763c5f8bbe327597a31ee40d1e48120c706c61796261636b2e6d3375187412360a2212202539ed6e85f2"
        + "a6f9097db9d76cffd49bf3042eb2e3e8e9af4a3ce842d49dea22120a7a6f6f6d5f302e6d70341897fb859201"
        + "0a020801",
    "bafybeibazl2z4vqp2tmwcfag6wirmtpnomxknqcgrauj7m2yisrz3qjbom,0,true,0a050001020304",
    "bafybeiaqfni3s5s2k2r6rgpxz4hohdsskh44ka5tk6ztbjerqpvxwfkwaq,0,true,0a00",
    "bafybeia53f5n75ituvc3yupuf7tdnxf6fqetrmo2alc6g6iljkmk7ys5mm,1,false,"
        + "120b0a09015500050001020304",
    "bafybeifq4hcxma3kjljrpxtunnljtc6tvbkgsy3vldyfpfbx2lij76niyu,1,false,"
        + "12160a090155000500010203041209736f6d65206e616d65",
    "bafybeie7fstnkm4yshfwnmpp7d3mlh4f4okmk7a54d6c3ffr755q7qzk44,1,false,"
        + "120d0a090155000500010203041200",
    "bafybeiezymjvhwfuharanxmzxwuomzjjuzqjewjolr4phaiyp6l7qfwo64,1,false,"
        + "12140a0901550005000102030418ffffffffffffff0f",
    "bafybeichjs5otecmbvwh5azdr4jc45mp2qcofh2fr54wjdxhz4znahod2i,1,false,"
        + "120d0a090155000500010203041800",
    "bafybeia2qk4u55f2qj7zimmtpulejgz7urp7rzs44cvledcaj42gltkk3u,0,true,0a03010203",
    "bafybeiahfgovhod2uvww72vwdgatl5r6qkoeegg7at2bghiokupfphqcku,3,false,"
        + "120b0a0901550005000102030412100a09015500050001020304120362617212100a09015500050001020304"
        + "1203666f6f",
    "bafybeidrg2f6slbv4yzydqtgmsi2vzojajnt7iufcreynfpxndca4z5twm,3,false,"
        + "120b0a09015500050001020304120e0a09015500050001020304120161120e0a090155000500010203041201"
        + "61",
    "bafybeieube7zxmzoc5bgttub2aqofi6xdzimv5munkjseeqccn36a6v6j4,2,false,"
        + "120e0a09015500050001020304120161120e0a09015500050001020304120161"
  })
  void thePublishedVectorsAreReadAndWritten(String cid, int links, boolean data, String hex) {
    Block block = Block.verified(Cid.parse(cid), HexFormat.of().parseHex(hex));
    PbNode node = PbNode.decode(block);
    assertThat(node.links()).hasSize(links);
    assertThat(node.data().isPresent()).isEqualTo(data);
    assertThat(HexFormat.of().formatHex(node.encode())).isEqualTo(hex);
  }

  @Test
  void aNodeOfNothingIsOne() {
    Block block =
        Block.verified(
            Cid.parse("bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"), new byte[0]);
    assertThat(PbNode.decode(block)).isEqualTo(new PbNode(List.of(), Optional.empty()));
  }

  /** What is not written differs from what is written empty: the hash does. */
  @Test
  void whatIsNotWrittenIsNotWrittenAgain() {
    PbLink bare = PbNode.decode(dagPb("120b" + CID)).links().get(0);
    assertThat(bare.name()).isEmpty();
    assertThat(bare.tsize()).isEmpty();
    assertThat(bare.nameOrEmpty()).isEmpty();
    PbLink empty = PbNode.decode(dagPb("120f" + CID + "12001800")).links().get(0);
    assertThat(empty.name()).contains("");
    assertThat(empty.tsize()).hasValue(0);
    assertThat(empty).isNotEqualTo(bare);
  }

  @Test
  void theFormWithTheDataFirstIsReadAndNeverWritten() {
    PbNode old = PbNode.decode(dagPb("0a0101" + "120b" + CID));
    assertThat(old.links()).hasSize(1);
    assertThat(HexFormat.of().formatHex(old.encode())).isEqualTo("120b" + CID + "0a0101");
  }

  /** The first nine are the negative vectors of ipld/codec-fixtures. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1200 | a link has no CID",
        "12000a050001020304 | a link has no CID",
        "12020a00 | the CID of a link is none",
        "12021200 | a link begins with field 2 of wire type 2 instead of its CID",
        "120b1209736f6d65206e616d65 | a link begins with field 2 of wire type 2",
        "12021800 | a link begins with field 3 of wire type 0",
        "120318f207 | a link begins with field 3 of wire type 0",
        "120b0a090155000500010203040a0101120b0a09015500050001020304"
            + " | its data stand between its links",
        "0a01010a0101 | it has data twice",
        "1a0101 | field 3 of wire type 2 is no field of a dag-pb node",
        "0801 | field 1 of wire type 0 is no field",
        "0a02 | field 1 has 2 bytes, and 0 are left",
        "0a8000 | the length of field 1 is written in more bytes than it needs",
        "8a0000 | the number of a field is written in more bytes than it needs",
        "0200 | a field has the number 0",
        "0b | field 1 is of wire type 3",
        "0980000000 | field 1 is of wire type 1",
        "0a | it ends before the end of the length of field 1",
        "0affffffffffffffffff | the length of field 1 is longer than 9 bytes",
        "0affffffffffffffff7f | field 1 has 9223372036854775807 bytes, and 0 are left",
        "12160a090155000500010203040a09015500050001020304 | a link has field 1 of wire type 2",
        "12110a09015500050001020304120161120162 | a link has field 2 of wire type 2",
        "120f0a0901550005000102030418001800 | a link has field 3 of wire type 0",
        "12100a090155000500010203041800120161 | a link has field 2 of wire type 2",
        "120d0a090155000500010203042000 | a link has field 4 of wire type 0",
        "120e0a090155000500010203041201ff | the name of a link is no UTF-8",
        "120e0a09015500050001020304188000 | field 3 is written in more bytes than it needs"
      })
  void whatIsNotInTheOneFormIsRefusedAndSaidWhy(String hex, String why) {
    Block block = dagPb(hex.strip());
    assertThatThrownBy(() -> PbNode.decode(block))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageStartingWith("block " + block.cid())
        .hasMessageContaining(why.strip());
  }

  @Test
  void anotherCodecIsNotReadAsThisOne() {
    assertThatThrownBy(() -> PbNode.decode(Nodes.raw("x")))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining("has codec 0x55 and is no dag-pb");
  }

  @Test
  void everyReaderOfTheDataBeginsAtItsFirstByte() {
    PbNode node = new PbNode(List.of(), Optional.of(Nodes.bytes("abc")));
    assertThat(Nodes.text(node.data().orElseThrow())).isEqualTo("abc");
    assertThat(Nodes.text(node.data().orElseThrow())).isEqualTo("abc");
    ByteBuffer data = node.data().orElseThrow();
    assertThat(data.isReadOnly()).isTrue();
  }

  private static Block dagPb(String hex) {
    return Nodes.dagPb(HexFormat.of().parseHex(hex));
  }
}
