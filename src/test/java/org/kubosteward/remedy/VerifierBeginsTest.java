package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

/** What only begins something is settled by its answer, at once. */
class VerifierBeginsTest {
  private static Given atRisk() {
    return Given.that(Fleets.healthy(3))
        .finding(Given.warn(Code.CONTENT_AT_RISK, Subject.ofPolicy("models")));
  }

  private static List<AttemptVerdict> verdicts(Given given) {
    return new Verifier()
        .verify(
            given.attempts(), given.report(), given.fleet().picture(), given.policy(), given.now());
  }

  private static Given tried(Result result) {
    return atRisk()
        .tried(
            Batches.copying("kubo-1", "bafyone"), Duration.ofMillis(1), result, Verification.OPEN);
  }

  @Test
  void whatHasBegunIsSettledAlthoughTheTroubleIsStillThere() {
    assertThat(verdicts(tried(Result.DONE)))
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.attempt().verification()).isEqualTo(Verification.CURED);
              assertThat(verdict.why()).contains("followed by itself");
            });
  }

  @Test
  void whatBeganNothingCuredNothing() {
    for (Result result : List.of(Result.FAILED, Result.TIMED_OUT, Result.INTERRUPTED)) {
      assertThat(verdicts(tried(result)))
          .singleElement()
          .satisfies(
              verdict ->
                  assertThat(verdict.attempt().verification()).isEqualTo(Verification.NOT_CURED));
    }
  }

  @Test
  void whatStillRunsStaysOpen() {
    Given running = atRisk().running(Batches.dropping("kubo-1", "bafyone"), Duration.ofSeconds(5));

    assertThat(verdicts(running)).isEmpty();
  }
}
