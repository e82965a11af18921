package org.kubosteward.pinning;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Rejected;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.PinQuery;

/** Reads the parameters of a list of pin objects, each with what it allows. */
final class PinQueryText {
  private static final int LAST_YEAR = 9_999;

  private PinQueryText() {}

  /** CIDs, with commas between them or one a parameter. */
  static Set<Cid> cids(List<String> values) {
    Set<Cid> cids = new LinkedHashSet<>();
    words(values).forEach(text -> cids.add(PinText.cid("cid", text)));
    if (cids.size() > PinQuery.CIDS_MOST) {
      throw PinText.wrong("cid: ask for at most %d at once".formatted(PinQuery.CIDS_MOST));
    }
    return cids;
  }

  /** A name; empty when it is not given. */
  static Optional<String> name(@Nullable String value) {
    if (value != null && value.length() > PinRequest.NAME_MOST) {
      throw PinText.wrong(
          "name: it has %d characters; a name has at most %d"
              .formatted(value.length(), PinRequest.NAME_MOST));
    }
    return Optional.ofNullable(value).map(name -> PinText.keepable("name", name));
  }

  /** How a name is compared; exactly when it is not given. */
  static PinQuery.Match match(@Nullable String value) {
    return value == null ? PinQuery.Match.EXACT : constant("match", value, PinQuery.Match.values());
  }

  /** Statuses; what is pinned when none is given. */
  static Set<PinStatus> statuses(List<String> values) {
    Set<PinStatus> statuses = EnumSet.noneOf(PinStatus.class);
    words(values).forEach(word -> statuses.add(constant("status", word, PinStatus.values())));
    return statuses.isEmpty() ? EnumSet.of(PinStatus.PINNED) : statuses;
  }

  /** A time of RFC 3339; empty when it is not given. */
  static Optional<Instant> time(String what, @Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(value);
      if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
        return Optional.of(time.toInstant());
      }
    } catch (DateTimeException notATime) {
      // Refused below.
    }
    throw PinText.wrong(
        "%s: '%s' is no time such as 2026-11-23T08:00:00.123Z"
            .formatted(what, PinText.shown(value)));
  }

  /** How many rows at the most. */
  static int limit(@Nullable String value) {
    if (value == null) {
      return PinQuery.LIMIT_USUAL;
    }
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= PinQuery.LIMIT_MOST) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below.
    }
    throw PinText.wrong(
        "limit: '%s' is no number from 1 to %d"
            .formatted(PinText.shown(value), PinQuery.LIMIT_MOST));
  }

  /**
   * The query of all of these.
   *
   * @throws Rejected with 400 when they are too many
   */
  static PinQuery query(
      Set<Cid> cids,
      Optional<String> name,
      PinQuery.Match match,
      Set<PinStatus> statuses,
      Optional<Instant> before,
      Optional<Instant> after,
      int limit,
      Map<String, String> meta) {
    if (meta.size() > PinQuery.META_MOST) {
      throw PinText.wrong("meta: ask for at most %d entries at once".formatted(PinQuery.META_MOST));
    }
    return new PinQuery(cids, name, match, statuses, before, after, limit, meta);
  }

  private static Stream<String> words(List<String> values) {
    return values.stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .filter(word -> !word.isEmpty());
  }

  private static <E extends Enum<E>> E constant(String what, String word, E[] all) {
    return Arrays.stream(all)
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                PinText.wrong(
                    "%s: there is no '%s'; there are %s"
                        .formatted(
                            what,
                            PinText.shown(word),
                            Arrays.stream(all)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }
}
