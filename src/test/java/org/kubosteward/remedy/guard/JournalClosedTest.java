package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class JournalClosedTest {
  private final Guard guard = new JournalClosed();

  @Test
  void refusesEverythingThatCannotBeRecorded() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .journalClosed()
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("journal cannot be written")
                    .as("says why")
                    .endsWith("its disk is full"));
    assertThat(Given.full().journalClosed().veto(guard, Given.collect("kubo-1"))).isPresent();
  }

  @Test
  void letsPassWhileTheJournalIsOpen() {
    assertThat(Given.full().veto(guard, Given.collect("kubo-1"))).isEmpty();
  }
}
