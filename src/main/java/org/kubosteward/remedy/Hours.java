package org.kubosteward.remedy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The hours of a week in which somebody is there: an action that can hurt begins only then.
 *
 * @param windows when; empty means at any time
 * @param zone whose clock the windows are read by
 */
public record Hours(List<Window> windows, ZoneId zone) {
  /** A window that opens once a week opens within eight days, whatever the clock does. */
  private static final int DAYS_AHEAD = 8;

  public Hours {
    windows = List.copyOf(windows);
  }

  /** At any time, as shipped. */
  public static Hours always() {
    return new Hours(List.of(), ZoneId.of("UTC"));
  }

  /**
   * Reads windows such as {@code Mon-Fri 08:00-18:00, Sat 22:00-02:00}; one that ends before it
   * begins ends on the next day.
   *
   * @throws IllegalArgumentException naming the part that is not understood
   */
  public static Hours parse(String text, ZoneId zone) {
    return new Hours(
        Stream.of(text.split(",", -1)).map(String::strip).map(Window::parse).toList(), zone);
  }

  /** Whether an action may begin at that instant. */
  public boolean include(Instant now) {
    ZonedDateTime there = now.atZone(zone);
    return windows.isEmpty()
        || windows.stream()
            .anyMatch(
                window ->
                    window.holds(there.toLocalDate(), there)
                        || window.holds(there.toLocalDate().minusDays(1), there));
  }

  /** The next opening after that instant; empty when every instant is open. */
  public Optional<ZonedDateTime> opens(Instant now) {
    ZonedDateTime there = now.atZone(zone);
    return IntStream.rangeClosed(0, DAYS_AHEAD)
        .mapToObj(there.toLocalDate()::plusDays)
        .flatMap(
            day ->
                windows.stream()
                    .filter(w -> w.days().contains(day.getDayOfWeek()))
                    .map(w -> w.begin(day, zone)))
        .filter(begin -> begin.isAfter(there))
        .min(Comparator.comparing(ZonedDateTime::toInstant));
  }

  /**
   * From a time of some days to a time of the same day or the next.
   *
   * @param days on which it begins
   * @param from its first instant
   * @param to the first instant after it; on the next day when it is not after {@code from}
   */
  public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Window {
      days = Set.copyOf(days);
    }

    ZonedDateTime begin(LocalDate day, ZoneId zone) {
      return day.atTime(from).atZone(zone);
    }

    boolean holds(LocalDate day, ZonedDateTime at) {
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      return days.contains(day.getDayOfWeek())
          && !at.isBefore(begin(day, at.getZone()))
          && at.isBefore(last.atTime(to).atZone(at.getZone()));
    }

    static Window parse(String text) {
      String[] parts = text.split("\\s+", -1);
      String[] times = parts.length == 2 ? parts[1].split("-", -1) : new String[0];
      if (times.length != 2) {
        throw unclear(text);
      }
      try {
        return new Window(days(parts[0]), LocalTime.parse(times[0]), LocalTime.parse(times[1]));
      } catch (DateTimeException e) {
        throw unclear(text);
      }
    }

    private static Set<DayOfWeek> days(String text) {
      String[] ends = text.split("-", -1);
      if (ends.length > 2) {
        throw unclear(text);
      }
      DayOfWeek last = day(ends[ends.length - 1], text);
      Set<DayOfWeek> days = EnumSet.of(last);
      for (DayOfWeek day = day(ends[0], text); day != last; day = day.plus(1)) {
        days.add(day);
      }
      return days;
    }

    private static DayOfWeek day(String name, String text) {
      return Stream.of(DayOfWeek.values())
          .filter(day -> day.name().substring(0, 3).equals(name.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() -> unclear(text));
    }

    private static IllegalArgumentException unclear(String text) {
      return new IllegalArgumentException(
          "\"%s\" is no window; one reads, for example, Mon-Fri 08:00-18:00".formatted(text));
    }
  }
}
