package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Presence.AWAY;
import static org.kubosteward.content.Presence.GONE;
import static org.kubosteward.content.Presence.HERE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;

class AttendanceTest {
  private static final Duration GRACE = Duration.ofMinutes(5);
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO = Fleets.id("kubo-2");

  @Test
  void aNodeThatAnswersIsHere() {
    Attendance attendance = seen(Attendance.nobody(), 0, Fleets.threeHealthy());

    assertThat(attendance.presence(ONE, GRACE, at(0))).isEqualTo(HERE);
    assertThat(attendance.awaySince(ONE)).isEmpty();
    assertThat(attendance.returns(ONE, at(0))).isZero();
  }

  @Test
  void aNodeThatDoesNotAnswerIsAwayUntilTheGraceIsOver() {
    Attendance attendance = seen(Attendance.nobody(), 0, Fleets.threeHealthy());
    attendance = seen(attendance, 1, Fleets.threeHealthy().down("kubo-1"));
    attendance = seen(attendance, 4, Fleets.threeHealthy().down("kubo-1"));

    assertThat(attendance.awaySince(ONE)).contains(at(1));
    assertThat(attendance.presence(ONE, GRACE, at(1))).isEqualTo(AWAY);
    assertThat(attendance.presence(ONE, GRACE, at(6).minusMillis(1))).isEqualTo(AWAY);
    assertThat(attendance.presence(ONE, GRACE, at(6))).isEqualTo(GONE);
    assertThat(attendance.presence(TWO, GRACE, at(6))).isEqualTo(HERE);
  }

  @Test
  void withoutAGraceItIsGoneAtOnce() {
    Attendance attendance = seen(Attendance.nobody(), 0, Fleets.threeHealthy().down("kubo-1"));

    assertThat(attendance.presence(ONE, Duration.ZERO, at(0))).isEqualTo(GONE);
  }

  @Test
  void whoReturnsIsHereAndTheNextAbsenceBeginsAnew() {
    Attendance attendance = seen(Attendance.nobody(), 0, Fleets.threeHealthy().down("kubo-1"));
    attendance = seen(attendance, 4, Fleets.threeHealthy());

    assertThat(attendance.presence(ONE, GRACE, at(4))).isEqualTo(HERE);
    assertThat(attendance.returns(ONE, at(4))).isEqualTo(1);

    attendance = seen(attendance, 5, Fleets.threeHealthy().down("kubo-1"));
    assertThat(attendance.awaySince(ONE)).contains(at(5));
    assertThat(attendance.presence(ONE, GRACE, at(9))).isEqualTo(AWAY);
  }

  @Test
  void returnsAreForgottenAfterTheWindowAndCountedOnlySoFar() {
    Attendance attendance = Attendance.nobody();
    for (int minute = 0; minute < 20; minute += 2) {
      attendance = seen(attendance, minute, Fleets.threeHealthy().down("kubo-1"));
      attendance = seen(attendance, minute + 1, Fleets.threeHealthy());
    }

    assertThat(attendance.returns(ONE, at(20))).isEqualTo(Attendance.FLAPS);
    assertThat(attendance.returns(ONE, at(78))).isEqualTo(1);
    assertThat(attendance.returns(ONE, at(79))).isZero();
    attendance = seen(attendance, 90, Fleets.threeHealthy());
    assertThat(attendance.returns(ONE, at(20))).isZero();
  }

  @Test
  void aNodeThatWasNotAskedIsNoMoreAwayThanBefore() {
    Attendance attendance = seen(Attendance.nobody(), 0, Fleets.threeHealthy());
    Fleets notAsked = Fleets.threeHealthy().without("kubo-1", Question.VERSION, Why.NOT_ASKED);

    attendance = seen(attendance, 1, notAsked);
    assertThat(attendance.presence(ONE, GRACE, at(1))).isEqualTo(HERE);

    attendance = seen(attendance, 2, Fleets.threeHealthy().down("kubo-1"));
    attendance = seen(attendance, 3, notAsked);
    assertThat(attendance.awaySince(ONE)).contains(at(2));
  }

  @Test
  void aHolderThatThePictureDoesNotNameIsAwayFromThenOn() {
    Attendance attendance =
        Attendance.nobody().after(picture(0, Fleets.threeHealthy()), List.of(Given.node(9)));

    assertThat(attendance.presence(Given.node(9), GRACE, at(0))).isEqualTo(AWAY);
    attendance = attendance.after(picture(5, Fleets.threeHealthy()), List.of(Given.node(9)));
    assertThat(attendance.presence(Given.node(9), GRACE, at(5))).isEqualTo(GONE);
  }

  @Test
  void whomNobodyNamesAndNobodyHoldsCopiesOnIsForgotten() {
    Attendance attendance =
        Attendance.nobody().after(picture(0, Fleets.threeHealthy()), List.of(Given.node(9)));
    Attendance later = attendance.after(picture(1, Fleets.threeHealthy()), List.of());

    assertThat(later).isEqualTo(seen(Attendance.nobody(), 1, Fleets.threeHealthy()));
    assertThat(later).hasSameHashCodeAs(seen(Attendance.nobody(), 1, Fleets.threeHealthy()));
    assertThat(later.toString()).doesNotContain("kubo-9");
  }

  @Test
  void whoWasNeverHeardOfIsAway() {
    assertThat(Attendance.nobody().presence(ONE, Duration.ZERO, at(0))).isEqualTo(AWAY);
  }

  private static Attendance seen(Attendance before, int minute, Fleets fleet) {
    return before.after(picture(minute, fleet), List.of());
  }

  private static FleetSnapshot picture(int minute, Fleets fleet) {
    return fleet.after(Duration.ofMinutes(minute)).picture();
  }

  private static Instant at(int minute) {
    return Fleets.START.plus(Duration.ofMinutes(minute));
  }
}
