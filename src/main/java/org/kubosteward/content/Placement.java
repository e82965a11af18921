package org.kubosteward.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.kubosteward.fleet.NodeId;

/**
 * Which nodes a content's copies go to: a zone without a copy before one with, the one with the
 * most room the likeliest, and of two always the same.
 */
public final class Placement {
  private final List<Place> places;
  private final Map<NodeId, Place> byNode = new HashMap<>();

  /** A node with what does not change from content to content. */
  private record Place(Host host, long key, double weight) {
    double score(long content) {
      return Rendezvous.score(content, key, weight);
    }
  }

  /**
   * Where copies went, and why nowhere else.
   *
   * @param chosen the targets, the first choice first; may be fewer than were wanted
   */
  public record Choice(List<NodeId> chosen, SortedMap<NodeId, Refusal> refused) {}

  public Placement(Hosts hosts) {
    places =
        hosts.byId().values().stream()
            .map(host -> new Place(host, Rendezvous.key(host.id()), Rendezvous.weight(host.room())))
            .toList();
    places.forEach(place -> byNode.put(place.host().id(), place));
  }

  /**
   * Targets for so many more copies.
   *
   * @param having nodes that have one already, or get it
   * @param against what else speaks against a node, beside the policy, its state and its copies
   */
  public Choice choose(
      Desired content,
      int count,
      Collection<NodeId> having,
      BiFunction<Host, Desired, Optional<Refusal>> against) {
    SortedMap<NodeId, Refusal> refused = new TreeMap<>();
    List<NodeId> chosen =
        choose(content, count, having, against, (node, why) -> refused.put(node, why));
    return new Choice(chosen, refused);
  }

  /** The same, telling why not of one node after the other. */
  List<NodeId> choose(
      Desired content,
      int count,
      Collection<NodeId> having,
      BiFunction<Host, Desired, Optional<Refusal>> against,
      BiConsumer<NodeId, Refusal> told) {
    List<Place> open = new ArrayList<>();
    List<Place> busy = new ArrayList<>();
    for (Place place : places) {
      Optional<Refusal> refusal =
          refusal(place.host(), content, having).or(() -> against.apply(place.host(), content));
      refusal.ifPresent(why -> told.accept(place.host().id(), why));
      if (refusal.isEmpty()) {
        open.add(place);
      } else if (refusal.get() == Refusal.BUSY) {
        busy.add(place);
      }
    }
    List<NodeId> chosen = spread(content, count, having, open, busy);
    open.forEach(place -> told.accept(place.host().id(), Refusal.OTHERS_FIRST));
    return chosen;
  }

  /**
   * Takes from {@code open} what it chooses. A zone whose nodes are all busy is waited for: they
   * will not be busy for long, and a copy that went to the wrong zone would stay there.
   */
  private List<NodeId> spread(
      Desired content, int count, Collection<NodeId> having, List<Place> open, List<Place> busy) {
    PlacementRule rule = content.policy().placement();
    long key = Rendezvous.key(content.cid());
    Map<String, Integer> inZone = zones(rule, having);
    ToIntFunction<Place> crowd = place -> inZone.getOrDefault(rule.zone(place.host()), 0);
    Comparator<Place> order =
        Comparator.comparingInt(crowd)
            .thenComparing(Comparator.<Place>comparingDouble(p -> p.score(key)).reversed());
    List<NodeId> chosen = new ArrayList<>();
    while (chosen.size() < count && !open.isEmpty()) {
      Place best = Collections.min(open, order);
      int least = busy.stream().mapToInt(crowd).min().orElse(Integer.MAX_VALUE);
      if (least < crowd.applyAsInt(best)) {
        break;
      }
      open.remove(best);
      chosen.add(best.host().id());
      inZone.merge(rule.zone(best.host()), 1, Integer::sum);
    }
    return chosen;
  }

  private static Optional<Refusal> refusal(Host host, Desired content, Collection<NodeId> having) {
    PlacementRule rule = content.policy().placement();
    if (!rule.names(host)) {
      return Optional.of(Refusal.NOT_NAMED);
    }
    if (!rule.labels(host)) {
      return Optional.of(Refusal.NOT_LABELLED);
    }
    if (having.contains(host.id())) {
      return Optional.of(Refusal.HAS_ONE);
    }
    return host.unfit().isPresent() ? Optional.of(Refusal.UNFIT) : Optional.empty();
  }

  /**
   * The holders in the order in which their copies are dropped: first where the policy no longer
   * allows one, then from the zone with the most, then the lowest in rank.
   */
  List<NodeId> leastWanted(Desired content, Collection<NodeId> holders, int count) {
    PlacementRule rule = content.policy().placement();
    long key = Rendezvous.key(content.cid());
    Map<String, Integer> inZone = zones(rule, holders);
    List<Place> left =
        new ArrayList<>(holders.stream().sorted().map(byNode::get).filter(p -> p != null).toList());
    List<NodeId> least = new ArrayList<>();
    while (least.size() < count && !left.isEmpty()) {
      Place worst =
          left.stream()
              .min(
                  Comparator.<Place, Boolean>comparing(place -> rule.allows(place.host()))
                      .thenComparing(
                          place -> inZone.getOrDefault(rule.zone(place.host()), 0),
                          Comparator.reverseOrder())
                      .thenComparingDouble(place -> place.score(key)))
              .orElseThrow();
      left.remove(worst);
      least.add(worst.host().id());
      inZone.merge(rule.zone(worst.host()), -1, Integer::sum);
    }
    return least;
  }

  private Map<String, Integer> zones(PlacementRule rule, Collection<NodeId> holders) {
    Map<String, Integer> inZone = new HashMap<>();
    for (NodeId holder : holders) {
      Place place = byNode.get(holder);
      if (place != null) {
        inZone.merge(rule.zone(place.host()), 1, Integer::sum);
      }
    }
    return inZone;
  }
}
