package org.kubosteward.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.kubosteward.access.Caller;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.Scope;

/** A key that somebody asks for: read whole, with every field that is wrong. */
record KeyRequest(String name, Set<Scope> scopes, Optional<Instant> expiresAt) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");
  private static final Set<String> FIELDS = Set.of("name", "scopes", "expiresIn", "expiresAt");

  /** Longer is never; whoever means never leaves the end out. */
  private static final Duration MOST = Duration.ofDays(3_650);

  /**
   * Reads the fields. Nobody gives a scope that they lack.
   *
   * @param fields the scopes are words with commas or spaces between them
   * @throws Rejected with 400 and every field that is wrong, or 403 for a scope of somebody else
   */
  static KeyRequest read(Map<String, String> fields, Caller maker, Instant now) {
    List<Problem.FieldError> wrong = new ArrayList<>();
    new TreeSet<>(fields.keySet())
        .stream()
            .filter(field -> !FIELDS.contains(field))
            .forEach(field -> wrong.add(new Problem.FieldError(field, "there is no such field")));
    String name = fields.getOrDefault("name", "").strip();
    if (!NAME.matcher(name).matches()) {
      wrong.add(
          new Problem.FieldError(
              "name", "give letters, digits and . _ - inside, 64 at most; it is on the record"));
    }
    Set<Scope> scopes = scopes(fields.getOrDefault("scopes", ""), wrong);
    Optional<Instant> end = end(fields, now, wrong);
    if (!wrong.isEmpty()) {
      throw new Rejected(Problem.invalid(wrong));
    }
    refuseMore(scopes, maker);
    return new KeyRequest(name, scopes, end);
  }

  private static void refuseMore(Set<Scope> scopes, Caller maker) {
    List<String> lacking =
        scopes.stream().filter(scope -> !maker.may(scope)).map(Scope::label).toList();
    if (!lacking.isEmpty()) {
      throw new Rejected(
          Problem.of(
              403,
              "Forbidden",
              "%s lacks the scope %s, and nobody gives a key more than they have"
                  .formatted(maker.name(), String.join(" and ", lacking))));
    }
  }

  private static Set<Scope> scopes(String text, List<Problem.FieldError> wrong) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : text.split("[,\\s]+", -1)) {
      try {
        if (!word.isEmpty()) {
          scopes.add(Scope.named(word));
        }
      } catch (IllegalArgumentException unknown) {
        wrong.add(new Problem.FieldError("scopes", String.valueOf(unknown.getMessage())));
      }
    }
    if (scopes.isEmpty() && wrong.stream().noneMatch(error -> error.field().equals("scopes"))) {
      wrong.add(new Problem.FieldError("scopes", "a key without a scope opens nothing; give some"));
    }
    return scopes;
  }

  private static Optional<Instant> end(
      Map<String, String> fields, Instant now, List<Problem.FieldError> wrong) {
    String in = fields.getOrDefault("expiresIn", "").strip();
    String at = fields.getOrDefault("expiresAt", "").strip();
    String field = at.isEmpty() ? "expiresIn" : "expiresAt";
    if (in.isEmpty() && at.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> end =
        at.isEmpty()
            ? ExpiresIn.parse(in).filter(span -> span.compareTo(MOST) <= 0).map(now::plus)
            : instant(at).filter(end1 -> end1.isAfter(now) && !end1.isAfter(now.plus(MOST)));
    if (end.isEmpty() || !(in.isEmpty() || at.isEmpty())) {
      wrong.add(
          new Problem.FieldError(
              field,
              "give either expiresIn, %s, or expiresAt, such as %s; 3650d from now at the most"
                  .formatted(ExpiresIn.FORM, now.plus(Duration.ofDays(90)))));
    }
    return end;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
