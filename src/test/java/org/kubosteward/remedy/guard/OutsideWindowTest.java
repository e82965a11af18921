package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Hours;

final class OutsideWindowTest {
  private final Guard guard = new OutsideWindow();

  private static Given within(String window) {
    return Given.full().window(Hours.parse(window, ZoneId.of("UTC")));
  }

  @Test
  void nothingThatCanHurtBeginsOutsideTheHours() {
    Given night = within("Mon 12:00-14:00");

    assertThat(night.veto(guard, Given.collect("kubo-1")))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .isEqualTo(
                        "outside the hours for disruptive actions; they may begin again in 4 h,"
                            + " at 2026-03-02T12:00Z[UTC]"));
    assertThat(night.veto(guard, Given.restart("kubo-1"))).isPresent();
    assertThat(night.veto(guard, Given.grow("kubo-1"))).isPresent();
  }

  @Test
  void nodesAreReconnectedAtAnyHour() {
    assertThat(within("Mon 12:00-14:00").veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .isEmpty();
    assertThat(within("Mon 12:00-14:00").veto(guard, Given.refresh("kubo-1", "kubo-2"))).isEmpty();
  }

  @Test
  void withinTheHoursItIsSilent() {
    assertThat(within("Mon-Sun 00:00-00:00").veto(guard, Given.collect("kubo-1"))).isEmpty();
  }

  @Test
  void asShippedThereAreNoHours() {
    assertThat(Given.full().veto(guard, Given.restart("kubo-1"))).isEmpty();
  }
}
