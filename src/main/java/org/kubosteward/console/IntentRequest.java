package org.kubosteward.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;

/**
 * What somebody asks for, checked. Every field that is wrong is named at once, so that nobody has
 * to correct one after the other at night.
 *
 * <ul>
 *   <li>{@code pause}, {@code resume}: a node, an action, both, or neither for the whole fleet.
 *       {@code silence} makes the silence in Alertmanager as well, and then it must end.
 *   <li>{@code mute}: a code, and an end within {@link #MUTE_MOST}; a node or the whole fleet. It
 *       is for what is there, as bad as it is now; a {@code sticky} one is for whatever comes.
 *   <li>{@code approve}: a node and an action; holds for {@link #APPROVAL_USUAL} unless it says
 *       otherwise, {@link #APPROVAL_MOST} at most.
 *   <li>{@code acknowledge}: a code, a node, an action, or several of them. An action without a
 *       node switches one on again that failed too often in the whole fleet.
 * </ul>
 */
final class IntentRequest {
  /** Nobody remembers a mute after a month, and what it hides has become normal. */
  static final Duration MUTE_MOST = Duration.ofDays(30);

  /** A yes is about the situation that somebody saw. */
  static final Duration APPROVAL_USUAL = Duration.ofHours(1);

  /** The longest time for which a yes is believed. */
  static final Duration APPROVAL_MOST = Duration.ofDays(1);

  /** Databases hold no year beyond some thousand; what shall hold for longer has no end. */
  static final Duration END_MOST = Duration.ofDays(3_650);

  /** A reason is a sentence or two; a report belongs elsewhere. */
  static final int REASON_MOST = 500;

  static final List<String> CODES = Stream.of(Code.values()).map(Code::name).toList();
  static final List<String> KINDS =
      Stream.of(Intent.Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
  static final List<String> ACTIONS =
      Stream.of(ActionKind.values()).map(ActionKind::label).toList();
  private static final Set<String> FIELDS =
      Set.of(
          "kind",
          "node",
          "action",
          "code",
          "reason",
          "expiresIn",
          "expiresAt",
          "sticky",
          "silence");
  private static final int SHOWN = 60;
  private static final String TOO_FAR =
      " is more than ten years ahead; leave it out where there is to be no end";

  private final Map<String, String> fields;
  private final Set<String> nodes;
  private final Instant now;
  private final List<Problem.FieldError> errors = new ArrayList<>();

  private IntentRequest(Map<String, String> fields, Set<String> nodes, Instant now) {
    this.fields = new TreeMap<>(fields);
    this.fields.values().removeIf(String::isBlank);
    this.nodes = nodes;
    this.now = now;
  }

  /**
   * The intent that the fields ask for; its id is the journal's to give.
   *
   * @param nodes the names of the nodes that there are
   * @throws Rejected naming every field that is wrong
   */
  static Intent read(Map<String, String> fields, Set<String> nodes, String author, Instant now) {
    return new IntentRequest(fields, nodes, now).intent(author);
  }

  /** Whether such a switch is on in these fields. */
  static boolean on(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "").strip().equals("true");
  }

  private Intent intent(String author) {
    fields.keySet().stream()
        .filter(name -> !FIELDS.contains(name))
        .forEach(name -> wrong(shortened(name), "is not a field" + Nearest.hint(name, FIELDS)));
    Optional<Intent.Kind> kind = kind();
    Optional<String> node = node();
    Optional<ActionKind> action = action();
    Optional<Code> code = codeField();
    String reason = reason();
    onOrOff("sticky");
    onOrOff("silence");
    Optional<Instant> expiresAt = expiry();
    kind.ifPresent(k -> expect(k, expiresAt));
    if (!errors.isEmpty() || kind.isEmpty()) {
      throw new Rejected(Problem.invalid(errors));
    }
    Optional<Instant> end =
        kind.get() == Intent.Kind.APPROVE
            ? expiresAt.or(() -> Optional.of(now.plus(APPROVAL_USUAL)))
            : expiresAt;
    return Intent.of(kind.get(), new Intent.Asked(0, author, reason, now, end), node, action, code)
        .orElseThrow();
  }

  private void expect(Intent.Kind kind, Optional<Instant> expiresAt) {
    if (kind != Intent.Kind.MUTE) {
      unused("sticky", kind);
    }
    if (kind != Intent.Kind.PAUSE) {
      unused("silence", kind);
    }
    switch (kind) {
      case PAUSE -> {
        unused("code", kind);
        if (on(fields, "silence")) {
          needed("expiresIn", "expiresAt", "a silence must end, and so must the pause it is for");
          unused("action", "a silence is about a node or the fleet, not about one kind of action");
        }
      }
      case RESUME -> {
        unused("code", kind);
        withoutEnd("a resume ends pauses for good");
      }
      case MUTE -> {
        unused("action", kind);
        needed("code", "a mute is about one code; one of " + String.join(", ", CODES));
        if (!given("expiresIn") && !given("expiresAt")) {
          wrong("expiresIn", "a mute must end; give " + ExpiresIn.FORM + ", at most 30d");
        }
        noLaterThan(MUTE_MOST, "a mute lasts 30d at most", expiresAt);
      }
      case APPROVE -> {
        unused("code", kind);
        needed("node", "an approval is for one node");
        needed("action", "an approval is for one action; one of " + String.join(", ", ACTIONS));
        noLaterThan(APPROVAL_MOST, "an approval lasts 1d at most", expiresAt);
      }
      case ACKNOWLEDGE -> {
        if (!given("code") && !given("node") && !given("action")) {
          wrong("code", "say what you have seen: a code, a node or an action");
        }
        withoutEnd("what was seen stays seen");
      }
    }
  }

  private Optional<Intent.Kind> kind() {
    Optional<Intent.Kind> kind =
        text("kind")
            .filter(KINDS::contains)
            .map(known -> Intent.Kind.valueOf(known.toUpperCase(Locale.ROOT)));
    if (kind.isEmpty()) {
      unknown("kind", KINDS);
    }
    return kind;
  }

  private Optional<String> node() {
    Optional<String> node = text("node").filter(nodes::contains);
    if (given("node") && node.isEmpty()) {
      wrong("node", quoted("node") + " is no node of this fleet" + hint("node", nodes));
    }
    return node;
  }

  private Optional<ActionKind> action() {
    Optional<ActionKind> action = text("action").flatMap(ActionKind::of);
    if (given("action") && action.isEmpty()) {
      unknown("action", ACTIONS);
    }
    return action;
  }

  private Optional<Code> codeField() {
    Optional<Code> code = text("code").flatMap(IntentRequest::code);
    if (given("code") && code.isEmpty()) {
      unknown("code", CODES);
    }
    return code;
  }

  private String reason() {
    String reason = text("reason").orElse("");
    if (reason.isEmpty()) {
      wrong("reason", "say why, for whoever reads it at night");
    } else if (!Wording.keepable(reason)) {
      wrong("reason", "has a character that cannot be kept (NUL, or half of one)");
    } else if (!Wording.readable(reason)) {
      wrong("reason", "has no letter and no digit that anybody could read");
    } else if (reason.length() > REASON_MOST) {
      wrong("reason", "has " + reason.length() + " characters; at most " + REASON_MOST);
    }
    return reason;
  }

  private Optional<Instant> expiry() {
    if (given("expiresIn") && given("expiresAt")) {
      wrong("expiresAt", "give either expiresIn or expiresAt");
    }
    if (given("expiresAt")) {
      Optional<Instant> at = text("expiresAt").flatMap(IntentRequest::instant);
      if (at.isEmpty()) {
        wrong("expiresAt", quoted("expiresAt") + " is no time; write 2026-11-23T08:00:00Z");
      } else if (!at.get().isAfter(now)) {
        wrong("expiresAt", quoted("expiresAt") + " has passed; it is " + now);
      } else if (at.get().isAfter(now.plus(END_MOST))) {
        wrong("expiresAt", quoted("expiresAt") + TOO_FAR);
        return Optional.empty();
      }
      return at;
    }
    Optional<Duration> span = text("expiresIn").flatMap(ExpiresIn::parse);
    if (given("expiresIn") && span.isEmpty()) {
      wrong("expiresIn", quoted("expiresIn") + " is no time span; give " + ExpiresIn.FORM);
    }
    if (span.filter(s -> s.compareTo(END_MOST) > 0).isPresent()) {
      wrong("expiresIn", quoted("expiresIn") + TOO_FAR);
      return Optional.empty();
    }
    return span.map(now::plus);
  }

  /** If it expired, what it ended would silently begin anew. */
  private void withoutEnd(String because) {
    if (given("expiresIn") || given("expiresAt")) {
      wrong(given("expiresIn") ? "expiresIn" : "expiresAt", because + "; leave it out");
    }
  }

  private void noLaterThan(Duration most, String otherwise, Optional<Instant> expiresAt) {
    if (expiresAt.filter(at -> at.isAfter(now.plus(most))).isPresent()) {
      wrong(given("expiresAt") ? "expiresAt" : "expiresIn", otherwise);
    }
  }

  private void needed(String field, String why) {
    if (!given(field)) {
      wrong(field, "is missing: " + why);
    }
  }

  private void needed(String field, String otherwise, String why) {
    if (!given(field) && !given(otherwise)) {
      wrong(field, "is missing: " + why);
    }
  }

  private void unused(String field, Intent.Kind kind) {
    unused(field, kind.name().toLowerCase(Locale.ROOT) + " takes none");
  }

  private void unused(String field, String why) {
    if (given(field)) {
      wrong(field, why);
    }
  }

  private void onOrOff(String field) {
    if (text(field).filter(t -> !Set.of("true", "false").contains(t)).isPresent()) {
      wrong(field, quoted(field) + " is neither true nor false");
    }
  }

  private void unknown(String field, List<String> allowed) {
    String found = given(field) ? quoted(field) + " is none of " : "is missing: one of ";
    wrong(field, found + String.join(", ", allowed) + hint(field, allowed));
  }

  private String hint(String field, java.util.Collection<String> names) {
    return text(field).map(typed -> Nearest.hint(typed, names)).orElse("");
  }

  private void wrong(String field, String detail) {
    errors.add(new Problem.FieldError(field, detail));
  }

  private boolean given(String field) {
    return fields.containsKey(field);
  }

  private Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(String::strip);
  }

  private String quoted(String field) {
    return text(field).map(value -> "\"" + shortened(value) + "\"").orElse("");
  }

  /** The code of that name. */
  static Optional<Code> code(String name) {
    return CODES.contains(name) ? Optional.of(Code.valueOf(name)) : Optional.empty();
  }

  /** What somebody typed, short enough to be repeated to them. */
  static String shortened(String typed) {
    return typed.length() <= SHOWN ? typed : typed.substring(0, SHOWN) + "...";
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
