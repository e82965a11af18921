package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.HealthPolicy.Hold;

/** The room's vocabulary: codes, subjects, evidence, reports, thresholds. */
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "1073741824, 1.0 GiB",
    "-2048, -2.0 KiB",
    "9223372036854775807, 8192.0 PiB"
  })
  void bytesReadAsPeopleReadThem(long bytes, String text) {
    assertThat(Evidence.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.949, 94 %", "0.95, 95 %", "0.57, 57 %", "0.999, 99 %", "1.5, 150 %"})
  void aRatioIsRoundedDownSoThatItNeverLooksPastItsMark(double ratio, String text) {
    assertThat(Evidence.percent(ratio)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "200, 3 min 20 s",
    "3600, 1 h",
    "3660, 1 h 1 min",
    "90061, 25 h 1 min"
  })
  void aSpanReadsAsPeopleReadIt(long seconds, String text) {
    assertThat(Evidence.span(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void evidenceIsInNameOrderAndGrowsByCopy() {
    Evidence one = Evidence.of("peers", 3);
    Evidence two = one.and("at_least", 5);

    assertThat(one.entries()).containsExactly(Map.entry("peers", "3"));
    assertThat(two.entries().keySet()).containsExactly("at_least", "peers");
  }

  @Test
  void subjectsReadAsPeopleNameThem() {
    assertThat(Subject.of(Fleets.id("kubo-1"))).hasToString("kubo-1");
    assertThat(Subject.of(Fleets.link("kubo-1", "kubo-2"))).hasToString("kubo-1>kubo-2");
    assertThat(Subject.fleet()).hasToString("fleet");
  }

  @Test
  void aSubjectKnowsTheNodesThatItConcerns() {
    Link link = Fleets.link("kubo-1", "kubo-2");

    assertThat(Subject.of(link).nodes()).containsExactlyInAnyOrder(link.from(), link.to());
    assertThat(Subject.of(link).node()).contains(link.to());
    assertThat(Subject.of(link.from()).nodes()).containsExactly(link.from());
    assertThat(Subject.fleet().nodes()).isEmpty();
    assertThat(Subject.fleet().node()).isEmpty();
  }

  @Test
  void subjectsThatReadAlikeAreStillTwo() {
    NodeId here = new NodeId("a", "kubo-0");
    NodeId there = new NodeId("b", "kubo-0");
    NodeId oddly = new NodeId("a", "kubo-0>kubo-0");
    List<Subject> alike =
        List.of(
            Subject.of(here),
            Subject.of(there),
            Subject.of(new NodeId("a", "fleet")),
            Subject.fleet(),
            Subject.of(new Link(here, there)),
            Subject.of(new Link(there, here)),
            Subject.of(oddly));

    assertThat(new TreeSet<>(alike)).hasSize(alike.size());
    for (Subject one : alike) {
      for (Subject other : alike) {
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(Integer.signum(one.compareTo(other)))
            .isEqualTo(-Integer.signum(other.compareTo(one)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeSaysWhatItMeansInASentence(Code code) {
    assertThat(code.meaning()).endsWith(".").hasSizeGreaterThan(20);
    assertThat(code.hold().raiseAfter()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(code.hold().clearAfter()).isGreaterThanOrEqualTo(Duration.ZERO);
  }

  @Test
  void theStatusIsTheWorstOfTheFindings() {
    assertThat(report().status()).isEqualTo(Status.OK);
    assertThat(report(Level.CANNOT_TELL).status()).isEqualTo(Status.UNKNOWN);
    assertThat(report(Level.CANNOT_TELL, Level.WARN).status()).isEqualTo(Status.WARN);
    assertThat(report(Level.CANNOT_TELL, Level.WARN, Level.CRIT).status()).isEqualTo(Status.ERR);
  }

  @Test
  void aReportHasACodeOnlyWhenItIsTold() {
    assertThat(report(Level.CANNOT_TELL).has(Code.NODE_DOWN)).isFalse();
    assertThat(report(Level.WARN).has(Code.NODE_DOWN)).isTrue();
    assertThat(report(Level.WARN).has(Code.NODE_HUNG)).isFalse();
  }

  @Test
  void aReportIsResumedFromItsFindings() {
    HealthReport resumed =
        HealthReport.resumed(Fleets.START, report(Level.CRIT, Level.CANNOT_TELL).findings());

    assertThat(resumed.watches()).hasSize(1);
    assertThat(resumed.doubts()).hasSize(1);
    assertThat(resumed.watches().values()).allMatch(HealthReport.Watch::open);
    assertThat(resumed.findings()).hasSize(2);
  }

  @Test
  void aFindingIsStaleWhenItSaysSo() {
    assertThat(finding(Level.WARN, Evidence.of("fill", "90 %")).stale()).isFalse();
    assertThat(finding(Level.WARN, Evidence.of(Finding.STALE, "no answer")).stale()).isTrue();
  }

  @Test
  void aThresholdThatIsNoRatioIsRefusedByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> marks(0, 0.95))
        .withMessageContaining("steward.health.repo-near-full");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> marks(0.85, 95))
        .withMessageContaining("steward.health.repo-full");
  }

  @Test
  void aRepositoryMayBeAllowedToFillWhollyAndADiskNotBeJudgedAtAll() {
    assertThat(marks(0.85, 1).repoFull()).isEqualTo(1);
    assertThat(shares(0, 1).diskMinRatio()).isZero();
    assertThat(shares(1, 0).inodesMinRatio()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shares(-0.01, 0.05))
        .withMessageContaining("steward.health.disk-min-ratio");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shares(0.05, 1.01))
        .withMessageContaining("steward.health.inodes-min-ratio");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.95, 0.96})
  void nearlyFullMustBeLessThanFull(double near) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> marks(near, 0.95))
        .withMessageContaining("must be less than");
  }

  @Test
  void aHoldOfTheSettingsGoesBeforeTheShippedOne() {
    Hold mine = new Hold(Duration.ofMinutes(1), Duration.ofMinutes(2));
    HealthPolicy p = HealthPolicy.shipped();
    HealthPolicy policy =
        new HealthPolicy(
            1,
            0.85,
            0.95,
            0.05,
            1,
            0.05,
            0.05,
            p.gcStuckAfter(),
            2,
            p.silentOneIn(),
            p.lagMax(),
            p.clockStepMax(),
            p.clockSkewMax(),
            Map.of(Code.NODE_DOWN, mine));

    assertThat(policy.hold(Code.NODE_DOWN)).isEqualTo(mine);
    assertThat(policy.hold(Code.NODE_HUNG)).isEqualTo(Code.NODE_HUNG.hold());
    assertThat(p.hold(Code.NODE_DOWN)).isEqualTo(Code.NODE_DOWN.hold());
  }

  private static HealthPolicy marks(double near, double full) {
    return policy(near, full, 0.05, 0.05);
  }

  private static HealthPolicy shares(double disk, double inodes) {
    return policy(0.85, 0.95, disk, inodes);
  }

  private static HealthPolicy policy(double near, double full, double disk, double inodes) {
    HealthPolicy p = HealthPolicy.shipped();
    return new HealthPolicy(
        1,
        near,
        full,
        0.05,
        1,
        disk,
        inodes,
        p.gcStuckAfter(),
        2,
        p.silentOneIn(),
        p.lagMax(),
        p.clockStepMax(),
        p.clockSkewMax(),
        Map.of());
  }

  private static HealthReport report(Level... levels) {
    List<Finding> findings =
        Stream.of(levels).map(level -> finding(level, new Evidence(new TreeMap<>()))).toList();
    return new HealthReport(Fleets.START, findings, new TreeMap<>());
  }

  private static Finding finding(Level level, Evidence evidence) {
    return new Finding(
        Code.NODE_DOWN,
        Subject.of(Fleets.id("kubo-" + level)),
        level,
        Fleets.START,
        evidence.entries());
  }
}
