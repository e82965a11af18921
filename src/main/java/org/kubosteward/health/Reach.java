package org.kubosteward.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;

/**
 * What it means that one node does not answer: the one place that decides between down, hung and
 * out of our reach, so that exactly one of them is said.
 *
 * <ol>
 *   <li>Its pod's container ends again and again: crashing; {@code CRASH_LOOP} speaks of it.
 *   <li>It accepts connections and says nothing: hung.
 *   <li>It began to answer, and did not end in time: slow.
 *   <li>It answered with something of no use to us: its RPC is unreachable.
 *   <li>Nothing came back, and most of the siblings that can tell are connected to it: its RPC is
 *       unreachable. But kubo lists a silently lost peer for up to 40 s; until that has passed
 *       since the node last answered, nobody can tell.
 *   <li>Nothing came back, and no sibling is connected to it: down.
 *   <li>Its host refused, and at most half of the siblings list it: down; a refusal is evidence by
 *       itself.
 *   <li>Else nobody can tell: the silence may be ours.
 * </ol>
 */
public record Reach(Kind kind, NodeView node, Missing<Version> why, Witnesses siblings) {
  /** kubo keeps a silently lost peer for up to 40 s; one round more for its list to be read. */
  public static final Duration LISTS_LIE_FOR = Duration.ofSeconds(45);

  /** A pod that is replaced for longer than this is a trouble like any other. */
  private static final Duration MOVES_FOR = Duration.ofMinutes(10);

  /** The verdicts. */
  public enum Kind {
    DOWN,
    CRASHING,
    HUNG,
    SLOW,
    API_UNREACHABLE,
    UNTOLD
  }

  /** The nodes that do not answer, each with its verdict. */
  public static List<Reach> of(FleetSnapshot picture) {
    return picture
        .views()
        .flatMap(view -> view.version().missing().stream().map(gap -> triage(view, gap, picture)))
        .toList();
  }

  /** What was seen, for people. */
  public Evidence evidence() {
    Evidence own =
        Evidence.of("why", why.detail()).and("reason", why.why()).and("siblings", siblings);
    return node.pod().value().map(pod -> own.and("pod", pod.describe())).orElse(own);
  }

  /** Whether somebody is replacing its pod just now, so that its silence is no surprise. */
  public boolean expected(Instant now) {
    return node.pod()
        .value()
        .filter(Pod::onTheMove)
        .filter(pod -> pod.readySince().map(at -> at.isAfter(now.minus(MOVES_FOR))).orElse(true))
        .isPresent();
  }

  /** Whether nothing shows that it lives: neither an answer, of use or not, nor its siblings. */
  public boolean silent() {
    return kind != Kind.API_UNREACHABLE && kind != Kind.SLOW;
  }

  /** Whether something came back from the node, if only a refusal. */
  public static boolean proven(NodeView view) {
    return view.version().missing().map(gap -> gap.why().provesReach()).orElse(true);
  }

  /** Whether not one node answers and some of the silence may be theirs: somebody refused. */
  static boolean silenceMayBeTheirs(FleetSnapshot picture) {
    return picture.views().noneMatch(NodeView::up) && picture.views().anyMatch(Reach::proven);
  }

  private static Reach triage(NodeView view, Missing<Version> gap, FleetSnapshot picture) {
    Witnesses siblings = Witnesses.of(view.id(), picture.mesh());
    if (view.pod().value().filter(pod -> pod.crashing(picture.takenAt())).isPresent()) {
      return new Reach(Kind.CRASHING, view, gap, siblings);
    }
    Kind kind =
        switch (gap.why()) {
          case STALLED -> Kind.HUNG;
          case TOO_SLOW -> Kind.SLOW;
          case CUT, FORBIDDEN, NOT_KUBO, MALFORMED, TOO_LARGE, LATE_ERROR, REJECTED, OFFLINE ->
              Kind.API_UNREACHABLE;
          case NOT_ASKED -> Kind.UNTOLD;
          case REFUSED, UNRESOLVED, UNREACHABLE, CONNECT_TIMED_OUT, TIMED_OUT ->
              ofSilence(view, gap, siblings, picture);
        };
    return new Reach(kind, view, gap, siblings);
  }

  private static Kind ofSilence(
      NodeView view, Missing<Version> gap, Witnesses siblings, FleetSnapshot picture) {
    if (siblings.mostListIt()) {
      boolean listsMayLie =
          view.lastSuccess()
              .filter(last -> picture.takenAt().isBefore(last.plus(LISTS_LIE_FOR)))
              .isPresent();
      return listsMayLie ? Kind.UNTOLD : Kind.API_UNREACHABLE;
    }
    boolean noneLists = siblings.telling() > 0 && siblings.listing() == 0;
    return noneLists || gap.why() == Why.REFUSED ? Kind.DOWN : Kind.UNTOLD;
  }

  /**
   * The siblings that answer and can tell whether they are connected to a node.
   *
   * @param listing how many of them are
   */
  public record Witnesses(int telling, int listing) {
    static Witnesses of(NodeId node, Mesh mesh) {
      int telling = 0;
      int listing = 0;
      int place = mesh.place(node);
      for (int sibling = 0; sibling < mesh.size(); sibling++) {
        telling += mesh.tells(sibling, place) ? 1 : 0;
        listing += mesh.lists(sibling, place) ? 1 : 0;
      }
      return new Witnesses(telling, listing);
    }

    boolean mostListIt() {
      return listing * 2 > telling;
    }

    @Override
    public String toString() {
      return telling == 0
          ? "none can tell whether it is connected to it"
          : listing + " of " + telling + " that can tell are connected to it";
    }
  }
}
