package org.kubosteward.remedy;

import java.time.Instant;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;

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
    Optional<Instant> expiresAt) {

  /** What can be asked. */
  public enum Kind {
    /** No action on the node, of the kind, or at all. */
    PAUSE,
    /** Ends the pauses of the same reach. */
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

  /** Whether it still holds at {@code now}. */
  public boolean activeAt(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }

  /** Whether this is a mute that covers the finding: its code, on its node or everywhere. */
  public boolean mutes(Finding finding) {
    Optional<String> about = finding.subject().node().map(NodeId::name);
    return kind == Kind.MUTE
        && code.filter(muted -> muted == finding.code()).isPresent()
        && (node.isEmpty() || node.equals(about));
  }
}
