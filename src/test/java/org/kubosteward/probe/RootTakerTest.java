package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Roots;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multibase;
import org.kubosteward.ipld.Multihash;

final class RootTakerTest {
  private static final String ZERO = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn";
  private static final String ONE = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";

  @Test
  void oneContentIsOneRootHoweverItsCidIsWritten() {
    assertThat(taken(ZERO)).isEqualTo(taken(ONE)).isEqualTo(taken(base36(ONE)));
    assertThat(taken(ZERO, ONE).size()).isEqualTo(1);
    assertThat(taken(ZERO).keptByNoneOf(List.of(taken(cid(1), ONE)))).isZero();
  }

  /** Else the pin of one block would pass for a copy of all that hangs below it. */
  @Test
  void thePinOfABlockAloneIsNoPinOfWhatHangsBelowIt() {
    String block = Cid.of(Cid.RAW, Cid.parse(ONE).multihash()).toString();
    assertThat(taken(ONE).keptByNoneOf(List.of(taken(block)))).isEqualTo(1);
    assertThat(taken(block).keptByNoneOf(List.of(taken(ONE)))).isEqualTo(1);
  }

  @Test
  void thousandsAreToldApart() {
    String[] cids = IntStream.range(0, 30_000).mapToObj(RootTakerTest::cid).toArray(String[]::new);
    Roots roots = taken(cids);
    assertThat(roots.told()).isTrue();
    assertThat(roots.size()).isEqualTo(30_000);
    assertThat(roots.keptByNoneOf(List.of(taken(cid(7))))).isEqualTo(29_999);
  }

  @Test
  void whatThereIsNoRoomForIsNotHeld() {
    RootTaker taker = new RootTaker(size -> size <= 1_000);
    IntStream.range(0, 300).mapToObj(RootTakerTest::cid).forEach(taker);
    assertThat(taker.roots().size()).isEqualTo(300);
    assertThat(taker.held()).isEqualTo(512);
    IntStream.range(300, 600).mapToObj(RootTakerTest::cid).forEach(taker);
    assertThat(taker.roots().told()).isFalse();
    assertThat(taker.held()).isZero();
  }

  @Test
  void aRootThatIsNoCidCannotBeCompared() {
    assertThat(taken(ZERO, "bafyone").told()).isFalse();
    assertThat(taken("bafyone", ZERO).told()).isFalse();
    assertThat(taken()).isEqualTo(Roots.of());
  }

  private static String base36(String cid) {
    return Cid.parse(cid).text(Multibase.BASE36);
  }

  private static String cid(int number) {
    byte[] digest = new byte[32];
    for (int at = 0; at < Integer.BYTES; at++) {
      digest[at] = (byte) (number >>> (Byte.SIZE * at));
    }
    return Cid.of(Cid.DAG_PB, new Multihash(Multihash.SHA2_256, digest)).toString();
  }

  private static Roots taken(String... cids) {
    RootTaker taker = new RootTaker(size -> true);
    List.of(cids).forEach(taker);
    return taker.roots();
  }
}
