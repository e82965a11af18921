package org.kubosteward.console;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.content.Verdict;
import org.kubosteward.health.Code;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.MalformedCid;

/** A parameter of a query, as it came; each reader says what it allows. */
record QueryParameter(String name, @Nullable String raw) {
  private static final List<String> VERDICTS =
      Stream.of(Verdict.values()).map(ContentWords::label).toList();

  /** A number from 1 to {@code most}, or {@code usual} when it is not given. */
  int limit(int usual, int most) {
    if (raw == null) {
      return usual;
    }
    return number(raw).stream()
        .filter(n -> n >= 1 && n <= most)
        .findFirst()
        .orElseThrow(
            () -> wrong("is not a number from 1 to " + most + " (left out, it is " + usual + ")"));
  }

  /** A health code, or none when it is not given. */
  Optional<Code> code() {
    if (raw == null) {
      return Optional.empty();
    }
    return Optional.of(
        IntentRequest.code(raw)
            .orElseThrow(
                () ->
                    wrong(
                        "is not a code"
                            + Nearest.hint(raw, IntentRequest.CODES)
                            + "; the codes are "
                            + String.join(", ", IntentRequest.CODES))));
  }

  /** Any text that the record can hold, or none when it is not given or empty. */
  Optional<String> text() {
    if (raw != null && !Wording.keepable(raw)) {
      throw new Rejected(
          Problem.badRequest("the parameter " + name + " has a character that no name has"));
    }
    return Optional.ofNullable(raw).filter(text -> !text.isBlank());
  }

  /** A CID of any version and base, as contents are named by, or none when it is not given. */
  Optional<Cid> cid() {
    if (raw == null || raw.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cid.parse(raw).canonical());
    } catch (MalformedCid wrong) {
      throw wrong("is no CID: " + wrong.getMessage());
    }
  }

  /** What holds of a content, or none when it is not given. */
  Optional<Verdict> verdict() {
    if (raw == null || raw.isBlank()) {
      return Optional.empty();
    }
    return Stream.of(Verdict.values())
        .filter(verdict -> ContentWords.label(verdict).equals(raw))
        .findFirst()
        .or(
            () -> {
              throw wrong("is not one of " + VERDICTS + Nearest.hint(raw, VERDICTS));
            });
  }

  private static OptionalInt number(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException notANumber) {
      return OptionalInt.empty();
    }
  }

  private Rejected wrong(String why) {
    String shown = IntentRequest.shortened(String.valueOf(raw));
    return new Rejected(Problem.badRequest("the parameter " + name + "=" + shown + " " + why));
  }
}
