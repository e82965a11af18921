package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentSheetTest {
  private static final ContentDetail.Policy POLICY =
      new ContentDetail.Policy("models", 2, 3, Duration.ofDays(7).toSeconds(), 5);
  private static final ContentDetail.Planned NOTHING =
      new ContentDetail.Planned(List.of(), Optional.empty(), Optional.empty());

  private static CopyAnswer proven(String node, String presence) {
    Instant at = Stories.at(3_600);
    return new CopyAnswer(
        node,
        "ipfs",
        Optional.of(presence),
        "proven",
        at,
        Optional.of(at),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  private static CopyAnswer fetching(Optional<Integer> percent, long rate) {
    return new CopyAnswer(
        "kubo-2",
        "ipfs",
        Optional.of("here"),
        "fetching",
        Stories.at(20),
        Optional.empty(),
        Optional.of(
            new CopyAnswer.Transfer(
                Optional.of("kubo-1"), 1 << 20, rate, percent, Optional.of(90L))),
        Optional.empty(),
        1,
        Optional.of(Stories.NOW.plusSeconds(120)));
  }

  private static ContentSheet sheet(
      Optional<String> verdict, Optional<ContentDetail.Planned> plan, CopyAnswer... copies) {
    ContentDetail detail =
        new ContentDetail(
            ContentStories.cid(1).toString(),
            Optional.of(Stories.at(6)),
            POLICY,
            Optional.of(3L << 20),
            verdict,
            "1 of 2 proven",
            Stories.at(900),
            List.of(
                new ContentDetail.Request("1", "", "bob", Stories.at(50), "pinning", ""),
                new ContentDetail.Request("2", "llama", "alice", Stories.at(90), "pinning", "")),
            List.of(copies),
            plan);
    return ContentSheet.of(detail, Optional.empty(), Stories.NOW, "plane-b leads");
  }

  @Test
  void saysHowItStandsUnderItsNameAndHowItIsKept() {
    ContentSheet sheet = sheet(Optional.of("at_risk"), Optional.of(NOTHING));
    assertThat(sheet.title()).isEqualTo("llama");
    assertThat(sheet.verdict()).isEqualTo("at risk");
    assertThat(sheet.css()).isEqualTo("bad");
    assertThat(sheet.kept())
        .isEqualTo("policy models: 2 to 3 copies, each proven every 7 d, priority 5");
    assertThat(sheet.size()).isEqualTo("3.0 MiB");
    assertThat(sheet.notice()).isEmpty();
  }

  @Test
  void aCopyOnItsWaySaysAllThatIsKnownOfIt() {
    ContentSheet.CopyLine line =
        sheet(Optional.of("pending"), Optional.of(NOTHING), fetching(Optional.of(33), 1 << 20))
            .copies()
            .get(0);
    assertThat(line.css()).isEqualTo("busy");
    assertThat(line.percent()).isEqualTo(33);
    assertThat(line.detail())
        .isEqualTo(
            "from kubo-1, 1.0 MiB (33 %), 1.0 MiB/s, 1 min 30 s left, 1 failed tries, tried again"
                + " in 2 min");
    assertThat(
            sheet(Optional.of("pending"), Optional.of(NOTHING), fetching(Optional.empty(), 0))
                .copies()
                .get(0)
                .percent())
        .isEqualTo(-1);
  }

  @Test
  void aCopyOnANodeThatIsGoneDoesNotLookWell() {
    List<ContentSheet.CopyLine> lines =
        sheet(
                Optional.of("at_risk"),
                Optional.of(NOTHING),
                proven("kubo-1", "here"),
                proven("kubo-2", "away"),
                proven("kubo-3", "gone"))
            .copies();
    assertThat(lines).extracting(ContentSheet.CopyLine::css).containsExactly("ok", "ok", "dim");
    assertThat(lines)
        .extracting(ContentSheet.CopyLine::detail)
        .containsExactly(
            "", "the node does not answer", "the node is gone, and the copy does not count");
  }

  @Test
  void saysWhatIsDoneAndWhatStandsInTheWayOrThatNothingNeedBe() {
    assertThat(sheet(Optional.of("fulfilled"), Optional.of(NOTHING)).next())
        .containsExactly("Nothing has to be done about it.");
    assertThat(
            sheet(Optional.of("pending"), Optional.of(NOTHING), fetching(Optional.of(1), 1)).next())
        .containsExactly("Copies are on their way; nothing else has to be begun.");
    ContentDetail.Planned plan =
        new ContentDetail.Planned(
            List.of("copy it to kubo-3 from kubo-1"),
            Optional.of(new ContentDetail.Barrier("no_target", "no node may take a copy")),
            Optional.empty());
    assertThat(sheet(Optional.of("at_risk"), Optional.of(plan)).next())
        .containsExactly(
            "The plan: copy it to kubo-3 from kubo-1.", "In the way: no node may take a copy.");
  }

  @Test
  void itsHistoryIsNewestFirst() {
    assertThat(
            sheet(Optional.of("at_risk"), Optional.of(NOTHING), proven("kubo-1", "here")).history())
        .extracting(ContentSheet.Event::what)
        .containsExactly("asked for by bob", "asked for by alice as llama", "proven on kubo-1");
  }

  @Test
  void fromTheJournalAloneItSaysWhoKnowsMore() {
    ContentSheet sheet = sheet(Optional.empty(), Optional.empty(), proven("kubo-1", "here"));
    assertThat(sheet.notice()).isEqualTo("plane-b leads");
    assertThat(sheet.verdict()).isEqualTo("not known here");
    assertThat(sheet.css()).isEqualTo("dim");
    assertThat(sheet.next()).isEmpty();
  }
}
