package org.kubosteward.health.check;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

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
  public Stream<Observation> examine(Picture picture) {
    Mesh mesh = picture.mesh();
    Serving serving = new Serving(picture, policy.linkFailures());
    return IntStream.range(0, mesh.size())
        .filter(mesh::answers)
        .filter(place -> serving.configured(place).isPresent() || serving.suspected(place))
        .mapToObj(place -> verdict(picture, serving, place));
  }

  private static Observation verdict(Picture picture, Serving serving, int place) {
    NodeView view = picture.mesh().view(place);
    Subject node = Subject.of(view.id());
    Optional<String> configured = serving.configured(place);
    if (configured.isPresent()) {
      return Observation.of(
          Code.NODE_NOT_SERVING,
          node,
          Level.WARN,
          onlyHere(picture, view.id(), Evidence.of("config", configured.get())));
    }
    return serving.refuses(place)
        ? ofCanaries(picture, serving, place, node)
        : undecided(serving, picture.mesh(), place, node);
  }

  private static Observation ofCanaries(Picture picture, Serving serving, int place, Subject node) {
    NodeView view = picture.mesh().view(place);
    Evidence evidence =
        Evidence.of("config", said(view))
            .and("fail", named(serving.from(place)))
            .and("work", named(serving.towards(place)));
    boolean sole = picture.fleet().soleRoots().getOrDefault(view.id(), 0L) > 0;
    return Observation.of(
        Code.NODE_NOT_SERVING,
        node,
        sole ? Level.CRIT : Level.WARN,
        onlyHere(picture, view.id(), evidence));
  }

  /** No link from it works, and more cannot be said: the configuration would tell. */
  private static Observation undecided(Serving serving, Mesh mesh, int place, Subject node) {
    NodeView view = mesh.view(place);
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
                    Evidence.of("config", said(view)).and("tried", named(serving.from(place)))));
  }

  private static String said(NodeView view) {
    return view.config()
        .missing()
        .map(Missing::detail)
        .map("not known: "::concat)
        .orElse("it serves, as its file says now");
  }

  private static Evidence onlyHere(Picture picture, NodeId node, Evidence evidence) {
    SortedMap<NodeId, Long> sole = picture.fleet().soleRoots();
    return evidence.and(
        "pinned_only_here", sole.isEmpty() ? "not known" : sole.getOrDefault(node, 0L));
  }

  private static String named(Collection<Link> links) {
    String names =
        links.stream().limit(NAMED).map(Link::toString).collect(Collectors.joining(", "));
    return links.size() > NAMED ? names + ", ..." : names;
  }
}
