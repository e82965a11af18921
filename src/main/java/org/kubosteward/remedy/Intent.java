package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;

/**
 * What an operator asked for. The next round reads it; nothing else happens on its arrival.
 *
 * @param id given by the journal
 * @param node the node it is about; empty means the whole fleet
 * @param action the kind of action it is about; empty means all
 * @param code the code it is about (mute and acknowledge)
 * @param author the name of the token that asked
 * @param reason for people, required
 * @param expiresAt when it ends by itself; empty means never
 * @param extent of a mute, what it covered when it was made: it holds no longer than it gets no
 *     worse; empty for a mute that holds whatever comes
 * @param silence of a pause, the id of the silence that was made with it in Alertmanager
 */
public record Intent(
    long id,
    Kind kind,
    Optional<String> node,
    Optional<ActionKind> action,
    Optional<Code> code,
    String author,
    String reason,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Extent> extent,
    Optional<String> silence) {
  /** Attempts that failed so long ago, of a trouble that is still there, count anew. */
  private static final Duration ACKNOWLEDGED_FOR = Duration.ofDays(30);

  /** One that is no mute with an extent and has no silence. */
  public Intent(
      long id,
      Kind kind,
      Optional<String> node,
      Optional<ActionKind> action,
      Optional<Code> code,
      String author,
      String reason,
      Instant createdAt,
      Optional<Instant> expiresAt) {
    this(
        id,
        kind,
        node,
        action,
        code,
        author,
        reason,
        createdAt,
        expiresAt,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * How bad it was when somebody muted it.
   *
   * @param findings how many there were
   * @param worst the level of the worst of them
   */
  public record Extent(int findings, Level worst) {
    /** Of these findings; empty when there are none. */
    static Optional<Extent> of(List<Finding> findings) {
      return findings.stream()
          .map(Finding::level)
          .max(Comparator.naturalOrder())
          .map(worst -> new Extent(findings.size(), worst));
    }
  }

  /** What can be asked. */
  public enum Kind {
    /** No action on the node, of the kind, or at all. */
    PAUSE,
    /** Ends the pauses of the same reach, at once. */
    RESUME,
    /** The code goes on being judged, but alerts and the verdict leave it out. */
    MUTE,
    /** Yes, do the proposed action. */
    APPROVE,
    /** I have seen it: attempts may begin anew. */
    ACKNOWLEDGE
  }

  /** Whether its node and its kind of action, where it names them, are those of the action. */
  public boolean concerns(Action deed) {
    return node.map(name -> deed.nodes().stream().anyMatch(n -> n.name().equals(name))).orElse(true)
        && action.map(kind -> kind == deed.kind()).orElse(true);
  }

  /** The same under that id. */
  public Intent withId(long given) {
    return with(given, expiresAt, extent, silence);
  }

  /** The same mute, for as long as it gets no worse than these findings are now. */
  public Intent measured(List<Finding> findings) {
    return with(id, expiresAt, Extent.of(findings.stream().filter(this::mutes).toList()), silence);
  }

  /** The same pause with the silence that was made for it. */
  public Intent silenced(String silenceId) {
    return with(id, expiresAt, extent, Optional.of(silenceId));
  }

  /**
   * Whether that one, which was asked for earlier, is over when this one is asked for: a resume
   * ends the pauses of the same reach, and an acknowledgement takes the place of one of the same
   * things. Which was earlier only the journal can tell, as clocks step.
   */
  public boolean ends(Intent earlier) {
    return switch (kind) {
      case RESUME ->
          earlier.kind == Kind.PAUSE && node.equals(earlier.node) && action.equals(earlier.action);
      case ACKNOWLEDGE ->
          earlier.kind == Kind.ACKNOWLEDGE
              && node.equals(earlier.node)
              && action.equals(earlier.action)
              && code.equals(earlier.code);
      case PAUSE, MUTE, APPROVE -> false;
    };
  }

  /**
   * The same with the end that its kind has: a resume is over once it has ended what it ends, and
   * an acknowledgement after {@link #ACKNOWLEDGED_FOR}, so that what is in force stays a short
   * list.
   */
  public Intent bounded() {
    return switch (kind) {
      case RESUME -> until(createdAt);
      case ACKNOWLEDGE -> until(createdAt.plus(ACKNOWLEDGED_FOR));
      case PAUSE, MUTE, APPROVE -> this;
    };
  }

  private Intent until(Instant end) {
    Optional<Instant> sooner = expiresAt.filter(end::isAfter);
    return with(id, Optional.of(sooner.orElse(end)), extent, silence);
  }

  private Intent with(
      long number, Optional<Instant> end, Optional<Extent> covered, Optional<String> quiet) {
    return new Intent(
        number, kind, node, action, code, author, reason, createdAt, end, covered, quiet);
  }

  /** Whether it still holds at {@code now}. */
  public boolean activeAt(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }

  /**
   * Whether this is a mute that is about the finding: its code, on its node or everywhere. Whether
   * it still holds, {@link Mutes} says.
   */
  public boolean mutes(Finding finding) {
    Optional<String> about = finding.subject().node().map(NodeId::name);
    return kind == Kind.MUTE
        && code.filter(muted -> muted == finding.code()).isPresent()
        && (node.isEmpty() || node.equals(about));
  }
}
