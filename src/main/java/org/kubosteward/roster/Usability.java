package org.kubosteward.roster;

import java.net.URI;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;

/**
 * Whether a node is to be asked for content. What only makes it worse than others is no reason to
 * leave it out: a code that is not named here costs nothing at WARN, and at CRIT makes the node a
 * last resort.
 *
 * @param findings those that concern the node, the worst first
 * @param blind whether the plane cannot trust what it sees: then no node is ruled out on its word
 */
record Usability(NodeView view, List<Finding> findings, boolean blind) {
  /** Whoever asks such a node waits in vain. */
  private static final Set<Code> SILENT = EnumSet.of(Code.NODE_DOWN, Code.NODE_HUNG);

  /** Such a node may answer, late or without what it should hold. */
  private static final Set<Code> DOUBTFUL =
      EnumSet.of(
          Code.NODE_API_UNREACHABLE,
          Code.NODE_SLOW,
          Code.NODE_OFFLINE_MODE,
          Code.NODE_NOT_SERVING,
          Code.NODE_IDENTITY_CHANGED,
          Code.DUPLICATE_IDENTITY,
          Code.CRASH_LOOP,
          Code.GC_STUCK);

  private record Reason(Use use, String why) {}

  /** The node with its gateway at that address. */
  RosterNode at(Optional<URI> gateway) {
    Reason reason = reason(gateway);
    return new RosterNode(
        view.id().namespace(),
        view.id().name(),
        view.peerId(),
        gateway,
        verdict(),
        reason.use(),
        findings.stream()
            .map(finding -> finding.code().name())
            .distinct()
            .limit(RosterNode.CODES_MOST)
            .toList(),
        reason.why());
  }

  private Reason reason(Optional<URI> gateway) {
    if (gateway.isEmpty()) {
      return new Reason(Use.NO, "no address of its gateway is known");
    }
    Optional<Reason> found =
        findings.stream()
            .filter(Usability::ofTheNode)
            .map(this::reason)
            .max(Comparator.comparing(Reason::use))
            .filter(reason -> reason.use() != Use.YES);
    return found.or(this::unsettled).orElseGet(this::usable);
  }

  /** Not of a link, unless it is no more with the one end than with the other. */
  private static boolean ofTheNode(Finding finding) {
    return finding.subject() instanceof Subject.OfNode || finding.code() == Code.DUPLICATE_IDENTITY;
  }

  private Reason reason(Finding finding) {
    Code code = finding.code();
    Use use =
        SILENT.contains(code)
            ? silent(finding.level())
            : finding.level() == Level.CRIT
                    || (finding.level() == Level.WARN && DOUBTFUL.contains(code))
                ? Use.LAST_RESORT
                : Use.YES;
    String doubt = finding.level() == Level.CANNOT_TELL ? " cannot be told: " : ": ";
    return new Reason(use, code.name() + doubt + code.meaning());
  }

  private Use silent(Level level) {
    return blind || level == Level.CANNOT_TELL ? Use.LAST_RESORT : Use.NO;
  }

  /** What is seen of it and is no finding, or none yet. */
  private Optional<Reason> unsettled() {
    if (!view.up()) {
      return Optional.of(new Reason(Use.LAST_RESORT, "it did not answer in this round"));
    }
    return view.pod()
        .value()
        .filter(Pod::leaving)
        .map(pod -> new Reason(Use.LAST_RESORT, "its pod is being deleted"));
  }

  private Reason usable() {
    return new Reason(
        Use.YES,
        findings.isEmpty()
            ? "it answers and nothing is found about it"
            : "it answers, and what is found about it does not keep it from serving");
  }

  private String verdict() {
    return findings.stream()
        .map(Finding::level)
        .max(Comparator.naturalOrder())
        .map(Level::severity)
        .orElse(view.up() ? "ok" : Level.CANNOT_TELL.severity());
  }
}
