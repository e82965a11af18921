package org.kubosteward.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Roots;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.PinType;

/**
 * Puts the costly questions at a pace of their own, beside the rounds: one call in flight a node,
 * at once when a node (re)appears, then every {@code slow-every} with a spread, so that a fleet is
 * never asked all at once. A round takes whatever is there.
 */
final class SlowTier {
  /** Roots that are told apart, over the whole fleet: 32 MB. Those of a node beyond are counted. */
  static final int MOST_ROOTS = 4_000_000;

  private final Kubo kubo;
  private final ProbePolicy policy;
  private final InstantSource clock;
  private final int mostRoots;
  private final Map<NodeId, State> states = new ConcurrentHashMap<>();
  private final Map<NodeId, RootTaker> taking = new ConcurrentHashMap<>();

  SlowTier(Kubo kubo, ProbePolicy policy, InstantSource clock) {
    this(kubo, policy, clock, MOST_ROOTS);
  }

  SlowTier(Kubo kubo, ProbePolicy policy, InstantSource clock, int mostRoots) {
    this.mostRoots = mostRoots;
    this.kubo = kubo;
    this.policy = policy;
    this.clock = clock;
  }

  /** The facts as they stand. */
  SlowFacts facts(NodeId id) {
    State state = states.get(id);
    return state == null ? SlowFacts.notAsked(clock.instant()) : state.facts;
  }

  /** Begins to ask the node when it is its turn and nothing is in flight there. */
  void askIfDue(Target target, boolean appeared) {
    Instant now = clock.instant();
    State state = states.get(target.id());
    boolean due = state == null || appeared || due(state, target.id(), now);
    if (!due || (state != null && state.inFlight)) {
      return;
    }
    SlowFacts known = state == null ? SlowFacts.notAsked(now) : state.facts;
    states.put(target.id(), new State(known, now.plus(pace(target.id())), true));
    ask(target.id(), target.rpc())
        .whenComplete(
            (facts, never) ->
                states.computeIfPresent(
                    target.id(),
                    (id, before) ->
                        new State(facts == null ? before.facts : facts, before.due, false)));
  }

  /** Forgets the nodes that are not among these. */
  void keepOnly(Set<NodeId> nodes) {
    states.keySet().retainAll(nodes);
    taking.keySet().retainAll(nodes);
  }

  /** The configuration, which costs nothing and says at once whom it serves; then the rest. */
  private CompletionStage<SlowFacts> ask(NodeId id, KuboEndpoint rpc) {
    return kubo.config(rpc, policy.slowDeadline())
        .thenApply(reply -> Facts.reading(reply, clock.instant()).map(Facts::config))
        .thenCompose(
            config -> {
              states.computeIfPresent(
                  id,
                  (same, state) -> new State(state.facts.with(config), state.due, state.inFlight));
              return askCostly(id, rpc).thenApply(facts -> facts.with(config));
            });
  }

  /** One after the other: the next costly call waits for the one before. */
  private CompletionStage<SlowFacts> askCostly(NodeId id, KuboEndpoint rpc) {
    Duration deadline = policy.slowDeadline();
    RootTaker roots = new RootTaker(size -> size <= mostRoots - heldOfOthers(id));
    taking.put(id, roots);
    return kubo.pinLs(rpc, PinType.RECURSIVE, roots, deadline)
        .thenCompose(
            recursive ->
                kubo.pinLs(rpc, PinType.DIRECT, cid -> {}, deadline)
                    .thenApply(direct -> pins(id, read(recursive), read(direct), roots)))
        .thenCompose(
            pins ->
                kubo.processMetrics(rpc, deadline)
                    .thenApply(
                        process ->
                            new SlowFacts(
                                pins,
                                Facts.process(Facts.reading(process, clock.instant())),
                                Reading.notAsked(clock.instant()),
                                Reading.notAsked(clock.instant()))))
        .thenCompose(
            facts ->
                kubo.bootstrapList(rpc, deadline)
                    .thenApply(
                        list ->
                            new SlowFacts(
                                facts.pins(),
                                facts.process(),
                                Facts.reading(list, clock.instant()).map(Facts::bootstrap),
                                facts.config())));
  }

  private Reading<Long> read(org.kubosteward.kubo.Reply<Long> reply) {
    return Facts.reading(reply, clock.instant());
  }

  private Reading<Pins> pins(
      NodeId id, Reading<Long> recursive, Reading<Long> direct, RootTaker taken) {
    taking.remove(id, taken);
    if (!recursive.known()) {
      return recursive.map(count -> new Pins(count, 0));
    }
    long all = recursive.value().orElseThrow();
    Roots roots = taken.roots();
    Roots before = rootsOf(id);
    // The very same while nothing changed, so that nobody compares it with those of others again.
    return direct.map(count -> new Pins(all, count, roots.equals(before) ? before : roots));
  }

  private Roots rootsOf(NodeId id) {
    return facts(id).pins().value().map(Pins::roots).orElse(Roots.untold());
  }

  private long heldOfOthers(NodeId id) {
    long told =
        states.keySet().stream()
            .filter(node -> !node.equals(id))
            .mapToLong(node -> rootsOf(node).size())
            .sum();
    return told
        + taking.entrySet().stream()
            .filter(other -> !other.getKey().equals(id))
            .mapToLong(other -> other.getValue().held())
            .sum();
  }

  /** A turn that is further off than one pace was planned by a clock that was set back since. */
  private boolean due(State state, NodeId id, Instant now) {
    return !now.isBefore(state.due) || now.plus(pace(id)).isBefore(state.due);
  }

  /** The pace with up to a tenth more, by the node's name, so that nodes drift apart. */
  private Duration pace(NodeId id) {
    long tenth = Math.max(1, policy.slowEvery().toMillis() / 10);
    return policy.slowEvery().plusMillis(Math.floorMod(id.hashCode(), tenth));
  }

  private record State(SlowFacts facts, Instant due, boolean inFlight) {}
}
