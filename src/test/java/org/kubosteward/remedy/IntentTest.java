package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Intent.Kind;

final class IntentTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  @ParameterizedTest(name = "a resume of [{0} {1}] ends a pause of [{2} {3}]: {4}")
  @CsvSource({
    ",,,,true",
    "kubo-1,,kubo-1,,true",
    "kubo-1,COLLECT_GARBAGE,kubo-1,COLLECT_GARBAGE,true",
    ",,kubo-1,,false",
    "kubo-1,,,,false",
    "kubo-1,,kubo-2,,false",
    "kubo-1,,kubo-1,COLLECT_GARBAGE,false",
    ",COLLECT_GARBAGE,,RESTART_POD,false"
  })
  void aResumeEndsThePausesOfItsOwnReach(
      @Nullable String node,
      @Nullable ActionKind action,
      @Nullable String pausedNode,
      @Nullable ActionKind pausedAction,
      boolean ends) {
    Intent pause = wish(Kind.PAUSE, pausedNode, pausedAction, null);

    assertThat(wish(Kind.RESUME, node, action, null).ends(pause)).isEqualTo(ends);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "PAUSE", mode = EnumSource.Mode.EXCLUDE)
  void aResumeEndsNothingElse(Kind other) {
    assertThat(wish(Kind.RESUME).ends(wish(other))).isFalse();
  }

  @Test
  void anAcknowledgementTakesThePlaceOfOneOfTheSameThingsOnly() {
    Intent seen = wish(Kind.ACKNOWLEDGE, "kubo-1", null, Code.NODE_HUNG);

    assertThat(seen.ends(wish(Kind.ACKNOWLEDGE, "kubo-1", null, Code.NODE_HUNG))).isTrue();
    assertThat(seen.ends(wish(Kind.ACKNOWLEDGE, "kubo-2", null, Code.NODE_HUNG))).isFalse();
    assertThat(seen.ends(wish(Kind.ACKNOWLEDGE, "kubo-1", null, Code.NODE_DOWN))).isFalse();
    assertThat(seen.ends(wish(Kind.ACKNOWLEDGE, "kubo-1", ActionKind.RESTART_POD, Code.NODE_HUNG)))
        .isFalse();
    assertThat(seen.ends(wish(Kind.PAUSE, "kubo-1", null, Code.NODE_HUNG))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSE", "MUTE", "APPROVE"})
  void allElseEndsNothingAndLastsAsLongAsItWasAskedFor(Kind kind) {
    Intent asked = wish(kind);

    for (Kind other : Kind.values()) {
      assertThat(asked.ends(wish(other))).isFalse();
    }
    assertThat(asked.bounded()).isEqualTo(asked);
  }

  @Test
  void aResumeIsOverAtOnce() {
    assertThat(wish(Kind.RESUME).bounded().activeAt(AT)).isFalse();
  }

  @Test
  void anAcknowledgementIsOverAfterThirtyDaysOrSooner() {
    Intent asked = wish(Kind.ACKNOWLEDGE);
    Instant soon = AT.plus(Duration.ofDays(2));

    assertThat(asked.bounded().expiresAt()).contains(AT.plus(Duration.ofDays(30)));
    assertThat(Given.expiring(asked, soon).bounded().expiresAt()).contains(soon);
  }

  @Test
  void theJournalGivesItAnIdAndAlertmanagerASilenceAndNothingElseChanges() {
    Intent asked = Given.expiring(wish(Kind.PAUSE, "kubo-1", null, null), AT.plusSeconds(60));
    Intent.Pause written = ((Intent.Pause) asked.withId(42)).silenced(Optional.of("5f0c"));

    assertThat(written.id()).isEqualTo(42);
    assertThat(written.silence()).contains("5f0c");
    assertThat(written)
        .usingRecursiveComparison()
        .ignoringFields("asked.id", "silence")
        .isEqualTo(asked);
  }

  @Test
  void aMuteWithoutACodeAndAnApprovalWithoutNodeOrActionMeanNothing() {
    Intent.Asked asked = new Intent.Asked(7, "ada", "known", AT, Optional.empty());
    Optional<String> node = Optional.of("kubo-1");
    Optional<ActionKind> action = Optional.of(ActionKind.RESTART_POD);

    assertThat(Intent.of(Kind.MUTE, asked, node, action, Optional.empty())).isEmpty();
    assertThat(Intent.of(Kind.APPROVE, asked, Optional.empty(), action, Optional.empty()))
        .isEmpty();
    assertThat(Intent.of(Kind.APPROVE, asked, node, Optional.empty(), Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatItIsAboutAsItWasAsked(Kind kind) {
    Intent.Asked asked = new Intent.Asked(7, "ada", "known", AT, Optional.empty());
    Optional<String> node = Optional.of("kubo-1");
    Optional<ActionKind> action = Optional.of(ActionKind.RESTART_POD);
    Optional<Code> code = Optional.of(Code.NODE_HUNG);
    Intent intent = Intent.of(kind, asked, node, action, code).orElseThrow();

    assertThat(intent.kind()).isEqualTo(kind);
    assertThat(intent.asked()).isEqualTo(asked);
    assertThat(intent.node()).isEqualTo(node);
    assertThat(intent.action()).isEqualTo(kind == Kind.MUTE ? Optional.empty() : action);
    assertThat(intent.code())
        .isEqualTo(kind == Kind.MUTE || kind == Kind.ACKNOWLEDGE ? code : Optional.empty());
    assertThat(intent.with(asked)).isEqualTo(intent);
  }

  @Test
  void concernsAnActionThatTouchesItsNodeFromEitherSide() {
    Intent node = wish(Kind.PAUSE, "kubo-2", null, null);
    Intent kind = wish(Kind.PAUSE, null, ActionKind.RESTART_POD, null);

    assertThat(node.concerns(Given.reconnect("kubo-1", "kubo-2"))).isTrue();
    assertThat(node.concerns(Given.reconnect("kubo-2", "kubo-1"))).isTrue();
    assertThat(node.concerns(Given.collect("kubo-1"))).isFalse();
    assertThat(kind.concerns(Given.restart("kubo-1"))).isTrue();
    assertThat(kind.concerns(Given.collect("kubo-1"))).isFalse();
  }

  private static Intent wish(Kind kind) {
    boolean approve = kind == Kind.APPROVE;
    return wish(
        kind,
        approve ? "kubo-1" : null,
        approve ? ActionKind.RESTART_POD : null,
        kind == Kind.MUTE ? Code.NODE_HUNG : null);
  }

  private static Intent wish(
      Kind kind, @Nullable String node, @Nullable ActionKind action, @Nullable Code code) {
    return Intents.asked(
        7,
        kind,
        Optional.ofNullable(node),
        Optional.ofNullable(action),
        Optional.ofNullable(code),
        "ada",
        "known",
        AT,
        Optional.empty());
  }
}
