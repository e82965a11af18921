package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HoursTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void withoutWindowsEveryHourIsOpen() {
    assertThat(Hours.always().include(Instant.parse("2026-11-22T03:00:00Z"))).isTrue();
    assertThat(Hours.always().opens(Instant.parse("2026-11-22T03:00:00Z"))).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "2026-11-23T07:59:59Z, false", // a Monday
    "2026-11-23T08:00:00Z, true",
    "2026-11-23T17:59:59Z, true",
    "2026-11-23T18:00:00Z, false",
    "2026-11-27T12:00:00Z, true",
    "2026-11-28T12:00:00Z, false",
    "2026-11-29T12:00:00Z, false",
  })
  void aWorkingWeekHoldsFromItsFirstInstantToBeforeItsLast(Instant now, boolean open) {
    assertThat(Hours.parse("Mon-Fri 08:00-18:00", UTC).include(now)).isEqualTo(open);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "2026-11-28T21:59:00Z, false",
    "2026-11-28T22:00:00Z, true",
    "2026-11-29T01:59:00Z, true", // the Sunday after
    "2026-11-29T02:00:00Z, false",
    "2026-11-29T23:00:00Z, false",
  })
  void aWindowThatEndsBeforeItBeginsEndsOnTheNextDay(Instant now, boolean open) {
    assertThat(Hours.parse("sat 22:00-02:00", UTC).include(now)).isEqualTo(open);
  }

  @Test
  void aWindowOfTwentyFourHoursIsOneFromAnHourToTheSame() {
    Hours sunday = Hours.parse("Sun 00:00-00:00", UTC);

    assertThat(sunday.include(Instant.parse("2026-11-29T00:00:00Z"))).isTrue();
    assertThat(sunday.include(Instant.parse("2026-11-29T23:59:59Z"))).isTrue();
    assertThat(sunday.include(Instant.parse("2026-11-30T00:00:00Z"))).isFalse();
  }

  @Test
  void daysMayRunOverTheEndOfTheWeek() {
    Hours weekend = Hours.parse("Sat-Mon 06:00-07:00", UTC);

    assertThat(weekend.include(Instant.parse("2026-11-29T06:30:00Z"))).isTrue();
    assertThat(weekend.include(Instant.parse("2026-11-30T06:30:00Z"))).isTrue();
    assertThat(weekend.include(Instant.parse("2026-12-01T06:30:00Z"))).isFalse();
  }

  @Test
  void severalWindowsAreOpenOneByOne() {
    Hours two = Hours.parse("Mon 08:00-09:00, Tue 10:00-11:00", UTC);

    assertThat(two.include(Instant.parse("2026-11-23T08:30:00Z"))).isTrue();
    assertThat(two.include(Instant.parse("2026-11-24T10:30:00Z"))).isTrue();
    assertThat(two.include(Instant.parse("2026-11-24T08:30:00Z"))).isFalse();
  }

  @Test
  void theClockOfThePlaceCountsAlsoWhenItIsPutForward() {
    Hours morning = Hours.parse("Mon-Sun 08:00-09:00", BERLIN);

    assertThat(morning.include(Instant.parse("2026-03-28T07:30:00Z"))).isTrue();
    assertThat(morning.include(Instant.parse("2026-03-29T06:30:00Z"))).isTrue();
    assertThat(morning.include(Instant.parse("2026-03-29T07:30:00Z"))).isFalse();
  }

  @Test
  void theNextOpeningIsTheEarliestThatIsStillToCome() {
    Hours two = Hours.parse("Mon-Fri 08:00-18:00, Sat 22:00-02:00", BERLIN);

    assertThat(two.opens(Instant.parse("2026-11-23T17:30:00Z")))
        .contains(ZonedDateTime.parse("2026-11-24T08:00:00+01:00[Europe/Berlin]"));
    assertThat(two.opens(Instant.parse("2026-11-27T17:30:00Z")))
        .contains(ZonedDateTime.parse("2026-11-28T22:00:00+01:00[Europe/Berlin]"));
    assertThat(two.opens(Instant.parse("2026-11-29T01:00:00Z")))
        .contains(ZonedDateTime.parse("2026-11-30T08:00:00+01:00[Europe/Berlin]"));
  }

  @Test
  void aWindowOnceAWeekIsFoundThoughItHasJustBegun() {
    assertThat(Hours.parse("Mon 08:00-09:00", UTC).opens(Instant.parse("2026-11-23T08:00:00Z")))
        .contains(ZonedDateTime.parse("2026-11-30T08:00:00Z[UTC]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "always",
        "08:00-18:00",
        "Mon 08:00",
        "Mon 8-18",
        "Montag 08:00-18:00",
        "Mon-Fri 08:00-25:00",
        "Mon-Fri 08:00-12:00-13:00",
        "- 08:00-18:00",
        "Mon-Tue-Wed 08:00-18:00",
        "Mon-Fri 08:00-18:00,",
      })
  void whatIsNoWindowIsNamedWithAnExample(String text) {
    assertThatThrownBy(() -> Hours.parse(text, UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no window; one reads, for example, Mon-Fri 08:00-18:00");
  }
}
