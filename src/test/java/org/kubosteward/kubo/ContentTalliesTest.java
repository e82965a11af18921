package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

/** What kubo 0.43 says of imports and pins, a line each. */
class ContentTalliesTest {
  private static final Cid CID = Block.of(Cid.RAW, HashFunction.SHA2_256, new byte[] {1}).cid();
  private static final Cid OTHER = Block.of(Cid.RAW, HashFunction.SHA2_256, new byte[] {2}).cid();
  private static final String STATS = "{\"Stats\":{\"BlockCount\":3,\"BlockBytesCount\":700}}";

  private static String root(Cid cid, String error) {
    return "{\"Root\":{\"Cid\":{\"/\":\"%s\"},\"PinErrorMsg\":\"%s\"}}".formatted(cid, error);
  }

  private static void unfit(FaultKind kind, String what, Runnable step) {
    assertThatThrownBy(step::run)
        .hasMessageContaining(what)
        .isInstanceOfSatisfying(
            UnusableAnswerException.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
  }

  @Test
  void anImportTellsItsRootsAndWhatItRead() {
    ImportTally tally = new ImportTally();
    List.of(root(CID, ""), root(OTHER, ""), STATS).forEach(tally::line);
    assertThat(tally.end()).isEqualTo(new CarImport(3, 700, List.of(CID, OTHER)));
  }

  @Test
  void aRootThatWasNotPinnedIsAFaultThoughOthersWere() {
    ImportTally tally = new ImportTally();
    List.of(root(CID, ""), root(OTHER, "context deadline exceeded"), STATS).forEach(tally::line);
    unfit(FaultKind.TIMED_OUT, "not pinned: context deadline exceeded", tally::end);
    ImportTally full = new ImportTally();
    List.of(root(CID, "write: no space left on device"), STATS).forEach(full::line);
    unfit(FaultKind.NO_SPACE, "no space left", full::end);
  }

  @Test
  void anImportThatDoesNotTellWhatItReadIsMalformed() {
    ImportTally tally = new ImportTally();
    tally.line(root(CID, ""));
    unfit(FaultKind.MALFORMED, "Stats is missing", tally::end);
    unfit(
        FaultKind.MALFORMED,
        "a CID is none",
        () -> tally.line("{\"Root\":{\"Cid\":{\"/\":\"nonsense\"},\"PinErrorMsg\":\"\"}}"));
    unfit(
        FaultKind.REJECTED, "stop", () -> tally.line("{\"Message\":\"stop\",\"Type\":\"error\"}"));
  }

  @Test
  void aPinGetsOnOnlyWhileItsCountsGrow() {
    List<PinProgress> seen = new ArrayList<>();
    PinAddTally tally = new PinAddTally(seen::add);
    assertThat(tally.progress(1000)).as("lines alone are nothing").isZero();
    tally.line("{}");
    tally.line("{\"Progress\":13,\"Bytes\":3000609}");
    long first = tally.progress(2000);
    tally.line("{\"Progress\":13,\"Bytes\":3000609}");
    assertThat(tally.progress(3000)).isEqualTo(first);
    tally.line("{\"Progress\":14}");
    assertThat(seen)
        .as("a kubo that tells no bytes counts blocks all the same")
        .containsExactly(new PinProgress(13, 3000609), new PinProgress(14, 0));
    tally.line("{\"Pins\":[\"%s\"]}".formatted(CID));
    assertThat(tally.end()).isEqualTo(new PinProgress(14, 0));
  }

  @Test
  void aPinThatEndsWithoutSayingSoIsNone() {
    PinAddTally tally = new PinAddTally(progress -> {});
    tally.line("{\"Progress\":13}");
    unfit(FaultKind.MALFORMED, "without naming what is pinned", tally::end);
    tally.line("{\"Pins\":[]}");
    unfit(FaultKind.MALFORMED, "without naming what is pinned", tally::end);
    unfit(FaultKind.LATE_ERROR, "pin: gone", () -> tally.endedBy("pin: gone"));
    unfit(FaultKind.MALFORMED, "Progress", () -> tally.line("{\"Progress\":-1}"));
  }

  @Test
  void aPinThatIsHeldHasATypeAndMayHaveAName() {
    HeldPinTally named = new HeldPinTally(CID, PinType.RECURSIVE);
    named.line("{\"Cid\":\"%s\",\"Type\":\"recursive\",\"Name\":\"model\"}".formatted(CID));
    assertThat(named.end()).contains(new HeldPin(PinType.RECURSIVE, "model"));
    HeldPinTally nameless = new HeldPinTally(CID, PinType.DIRECT);
    assertThat(nameless.end()).isEmpty();
    nameless.line("{\"Cid\":\"%s\",\"Type\":\"direct\"}".formatted(CID));
    assertThat(nameless.end()).contains(new HeldPin(PinType.DIRECT, ""));
  }

  @Test
  void aPinOfSomethingElseIsNoAnswer() {
    HeldPinTally tally = new HeldPinTally(CID, PinType.RECURSIVE);
    unfit(
        FaultKind.MALFORMED,
        "not the one that was asked for",
        () -> tally.line("{\"Cid\":\"%s\",\"Type\":\"recursive\"}".formatted(OTHER)));
    unfit(
        FaultKind.MALFORMED,
        "Type is not recursive",
        () -> tally.line("{\"Cid\":\"%s\",\"Type\":\"indirect\"}".formatted(CID)));
  }
}
