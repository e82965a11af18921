package org.kubosteward.roster;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plane said.
 *
 * @param tag its ETag, as it is sent back
 * @param age how long ago its round ended, as the plane said
 * @param heardAt when that was heard, by a clock that only goes forward, nanoseconds
 */
record ToldRoster(Roster roster, String tag, long round, Duration age, long heardAt) {
  /** Ages are told in whole seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /**
   * Reads an answer.
   *
   * @param before what was told before, which a 304 confirms
   * @throws IllegalArgumentException saying why it is of no use
   */
  static ToldRoster of(HttpResponse<Buffer> answer, Optional<ToldRoster> before, long now) {
    String tag = Optional.ofNullable(answer.getHeader("ETag")).orElse("");
    if (answer.statusCode() == 304 && before.isPresent()) {
      ToldRoster same = before.get();
      return new ToldRoster(same.roster(), same.tag(), same.round(), age(answer), now);
    }
    if (answer.statusCode() != 200) {
      throw new IllegalArgumentException(
          "it answers %d where a roster is asked for".formatted(answer.statusCode()));
    }
    RosterText.Told told = RosterText.told(answer.body() == null ? "" : answer.body().toString());
    return new ToldRoster(told.roster(), tag, told.round(), age(answer), now);
  }

  private static Duration age(HttpResponse<Buffer> answer) {
    String header = Optional.ofNullable(answer.getHeader("Age")).orElse("");
    if (!SECONDS.matcher(header).matches()) {
      throw new IllegalArgumentException("it does not say how old its roster is");
    }
    return Duration.ofSeconds(Long.parseLong(header));
  }

  /** How old it is by now. */
  Duration age(long now) {
    return age.plusNanos(Math.max(0, now - heardAt));
  }

  /** Whether its round ended clearly before that of the other: a plane that is cut off says so. */
  boolean olderThan(ToldRoster other) {
    return age.compareTo(other.age(heardAt).plus(ROUNDING)) > 0;
  }

  KeptRoster kept(long now, Optional<String> trouble) {
    return new KeptRoster(roster, round, age(now), trouble);
  }
}
