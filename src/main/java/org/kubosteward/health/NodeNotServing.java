package org.kubosteward.health;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.SoleRoots;
import org.kubosteward.fleet.Why;

/**
 * A node that fetches and gives no block to anybody. No link of it is at fault, so this is one
 * finding about the node and none about its links.
 *
 * <p>A warning where its configuration says so: somebody wants it, and what it fetches still comes.
 * Where nobody said so, a warning while others keep all that it pins, for they serve it; critical
 * when it alone keeps some of it, for that reaches nobody.
 */
final class NodeNotServing implements Check {
  /** Evidence is for reading: a long list of links is cut here. */
  private static final int NAMED = 10;

  private final HealthPolicy policy;

  NodeNotServing(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    Mesh mesh = new Mesh(picture);
    Serving serving = new Serving(picture, mesh, policy.linkFailures());
    return mesh.answering().stream()
        .filter(view -> serving.configured(view.id()).isPresent() || serving.suspected(view.id()))
        .map(view -> verdict(picture, serving, view));
  }

  private static Observation verdict(FleetSnapshot picture, Serving serving, NodeView view) {
    Subject node = Subject.of(view.id());
    Optional<String> configured = serving.configured(view.id());
    if (configured.isPresent()) {
      return Observation.of(
          Code.NODE_NOT_SERVING,
          node,
          Level.WARN,
          onlyHere(picture, view.id(), Evidence.of("config", configured.get())));
    }
    return serving.refuses(view.id())
        ? ofCanaries(picture, serving, view, node)
        : undecided(serving, view, node);
  }

  private static Observation ofCanaries(
      FleetSnapshot picture, Serving serving, NodeView view, Subject node) {
    Evidence evidence =
        Evidence.of("config", said(view))
            .and("fail", named(serving.from(view.id())))
            .and("work", named(serving.towards(view.id())));
    boolean sole = SoleRoots.of(picture).getOrDefault(view.id(), 0L) > 0;
    return Observation.of(
        Code.NODE_NOT_SERVING,
        node,
        sole ? Level.CRIT : Level.WARN,
        onlyHere(picture, view.id(), evidence));
  }

  /** No link from it works, and more cannot be said: the configuration would tell. */
  private static Observation undecided(Serving serving, NodeView view, Subject node) {
    return view.config()
        .missing()
        .<Observation>map(
            gap ->
                gap.why() == Why.NOT_ASKED
                    ? Observation.notAsked(Code.NODE_NOT_SERVING, node, gap.detail())
                    : Observation.cannotTell(Code.NODE_NOT_SERVING, node, gap.detail()))
        .orElseGet(
            () ->
                Observation.lingering(
                    Code.NODE_NOT_SERVING,
                    node,
                    Level.WARN,
                    Evidence.of("config", said(view))
                        .and("tried", named(serving.from(view.id())))));
  }

  private static String said(NodeView view) {
    return view.config()
        .missing()
        .map(Missing::detail)
        .map("not known: "::concat)
        .orElse("it serves, as its file says now");
  }

  private static Evidence onlyHere(FleetSnapshot picture, NodeId node, Evidence evidence) {
    SortedMap<NodeId, Long> sole = SoleRoots.of(picture);
    return evidence.and(
        "pinned_only_here", sole.isEmpty() ? "not known" : sole.getOrDefault(node, 0L));
  }

  private static String named(Collection<Link> links) {
    String names =
        links.stream().limit(NAMED).map(Link::toString).collect(Collectors.joining(", "));
    return links.size() > NAMED ? names + ", ..." : names;
  }
}
