package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The answers that are counted line by line and never held. */
class LinesTest {

  private static <T> Lines<T> fed(Lines.Tally<T> tally, String body, int chunk) {
    Lines<T> lines = new Lines<>(4096, tally);
    Buffer bytes = Buffer.buffer(body);
    for (int at = 0; at < bytes.length(); at += chunk) {
      lines.take(bytes.getBuffer(at, Math.min(bytes.length(), at + chunk)));
    }
    return lines;
  }

  @Test
  void countsTheBlocksThatOneCallRemoves() {
    String line = Recorded.text("block-rm.json").strip() + "\n";

    assertThat(fed(new RmTally(), line + line, 7).end()).isEqualTo(2);
    assertThat(fed(new RmTally(), "", 1).end()).isZero();
  }

  @Test
  void oneBlockThatIsPinnedMakesTheRemovalARefusal() {
    Lines<Long> lines =
        fed(
            new RmTally(),
            Recorded.text("block-rm.json").strip()
                + "\n"
                + Recorded.text("block-rm-pinned.json").strip(),
            11);

    assertThat(catchThrowableOfType(UnusableAnswerException.class, lines::end).kind())
        .isEqualTo(FaultKind.REJECTED);
  }

  @Test
  void aRemovalThatWaitedBehindAPinIsATimeOut() {
    Lines<Long> lines = fed(new RmTally(), Recorded.text("block-rm-timed-out.json"), 11);

    assertThat(catchThrowableOfType(UnusableAnswerException.class, lines::end).kind())
        .isEqualTo(FaultKind.TIMED_OUT);
  }

  @Test
  void countsPinsHoweverTheyAreCutIntoChunks() {
    String recorded = Recorded.text("pin-ls.ndjson");
    for (int chunk : new int[] {1, 7, 88, 4096}) {
      assertThat(fed(new PinTally(cid -> {}), recorded, chunk).end()).isEqualTo(3);
    }
    assertThat(fed(new PinTally(cid -> {}), recorded.stripTrailing(), 5).end()).isEqualTo(3);
    assertThat(fed(new PinTally(cid -> {}), Recorded.text("pin-ls-none.ndjson"), 5).end()).isZero();
  }

  @Test
  void countsAHundredThousandPins() {
    String pin = "{\"Cid\":\"bafkreidslqqccrmhwdonl67q3stdpecks6quf2e7\",\"Type\":\"recursive\"}\n";
    assertThat(fed(new PinTally(cid -> {}), pin.repeat(100_000), 8192).end()).isEqualTo(100_000);
  }

  @Test
  void aLineThatIsNoPinIsNotCounted() {
    assertThat(unfit(FaultKind.MALFORMED, "{\"Type\":\"recursive\"}\n"))
        .isEqualTo("Cid is missing");
    assertThat(unfit(FaultKind.MALFORMED, "{\"Cid\":\"\"}\n")).isEqualTo("Cid is empty");
    unfit(FaultKind.MALFORMED, "{\"Cid\":\"a\"}{\"Cid\":\"b\"}\n");
    assertThat(unfit(FaultKind.REJECTED, "{\"Message\":\"closed\",\"Type\":\"error\"}\n"))
        .isEqualTo("kubo says: closed");
  }

  private static String unfit(FaultKind kind, String body) {
    UnusableAnswerException unfit =
        catchThrowableOfType(
            UnusableAnswerException.class, () -> fed(new PinTally(cid -> {}), body, 9).end());
    assertThat(unfit.kind()).isEqualTo(kind);
    return String.valueOf(unfit.getMessage());
  }

  @Test
  void aLineHasABound() {
    UnusableAnswerException unfit =
        catchThrowableOfType(
            UnusableAnswerException.class,
            () -> fed(new PinTally(cid -> {}), "x".repeat(4097), 100));
    assertThat(unfit.kind()).isEqualTo(FaultKind.TOO_LARGE);
  }

  @Test
  void countsWhatGarbageCollectionRemoved() {
    GcOutcome outcome = fed(new GcTally(), Recorded.text("repo-gc.ndjson"), 50).end();
    assertThat(outcome.removed()).isEqualTo(6);
    assertThat(outcome.complete()).isTrue();
    assertThat(fed(new GcTally(), "", 1).end().removed()).isZero();
  }

  @Test
  void anAbortedCollectionTellsItsErrorsAndNotTheSumOfThem() {
    GcOutcome outcome =
        fed(new GcTally(), Recorded.text("repo-gc-aborted.ndjson"), 50)
            .endedBy("encountered errors during gc run");
    assertThat(outcome.removed()).isZero();
    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.errorCount()).isEqualTo(2);
    assertThat(outcome.errors().get(0)).startsWith("could not retrieve links for bafybeihvktkq3y");
    assertThat(outcome.errors().get(1))
        .isEqualTo("garbage collection aborted: could not retrieve some links");
  }

  @Test
  void aTrailerWithoutErrorsBeforeItIsTheError() {
    GcOutcome outcome =
        fed(new GcTally(), Recorded.text("repo-gc.ndjson"), 50).endedBy("datastore closed");
    assertThat(outcome.removed()).isEqualTo(6);
    assertThat(outcome.errors()).containsExactly("datastore closed");
    UnusableAnswerException late =
        catchThrowableOfType(
            UnusableAnswerException.class,
            () -> fed(new GcTally(), "", 1).endedBy("context deadline exceeded"));
    assertThat(late.kind()).isEqualTo(FaultKind.TIMED_OUT);
  }

  @Test
  void keepsTheFirstErrorsAndCountsAll() {
    String error = "{\"Key\":null,\"Error\":\"" + "e".repeat(1000) + "\"}\n";
    GcOutcome outcome = fed(new GcTally(), error.repeat(100), 4096).end();
    assertThat(outcome.errorCount()).isEqualTo(100);
    assertThat(outcome.errors()).hasSize(GcOutcome.MOST_ERRORS);
    assertThat(outcome.errors().get(0)).hasSize(300);
  }

  @Test
  void picksTheProcessOutOfTheMetrics() {
    ProcessMetrics read = fed(new MetricsTally(), Recorded.text("metrics.txt"), 100).end();
    assertThat(read.startedAt())
        .hasValueSatisfying(
            at ->
                assertThat(at)
                    .isBetween(
                        Instant.parse("2026-11-23T15:00:00Z"),
                        Instant.parse("2026-11-23T17:00:00Z")));
    assertThat(read.openFds().orElseThrow()).isBetween(10L, 100L);
    assertThat(read.maxFds()).hasValue(20_000);
    assertThat(read.residentBytes().orElseThrow()).isGreaterThan(30_000_000);
  }

  @Test
  void someProcessSamplesMayBeMissingButNotAll() {
    ProcessMetrics some = fed(new MetricsTally(), "process_open_fds 7\nprocess_x 1\n", 3).end();
    assertThat(some.openFds()).hasValue(7);
    assertThat(some.startedAt()).isEmpty();
    assertThat(some.maxFds()).isEmpty();
    UnusableAnswerException none =
        catchThrowableOfType(
            UnusableAnswerException.class,
            () -> fed(new MetricsTally(), "go_threads 7\n", 3).end());
    assertThat(none.kind()).isEqualTo(FaultKind.MALFORMED);
    UnusableAnswerException word =
        catchThrowableOfType(
            UnusableAnswerException.class,
            () -> fed(new MetricsTally(), "process_open_fds many\n", 3).end());
    assertThat(word.getMessage()).isEqualTo("process_open_fds is not a number");
  }
}
