package org.kubosteward.content;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;

/** The nodes as places for copies, as one picture shows them. */
public record Hosts(SortedMap<NodeId, Host> byId) {
  public Hosts {
    byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
  }

  /** These. */
  public static Hosts of(Collection<Host> hosts) {
    SortedMap<NodeId, Host> byId = new TreeMap<>();
    hosts.forEach(host -> byId.put(host.id(), host));
    return new Hosts(byId);
  }

  /**
   * The nodes of that picture, and those that copies are known of on.
   *
   * @param labels of each node; one that is not there has none
   * @param attendance after that picture
   */
  public static Hosts of(
      FleetSnapshot picture,
      Collection<NodeId> holders,
      Map<NodeId, Map<String, String>> labels,
      Attendance attendance,
      RepairPolicy policy) {
    Instant now = picture.takenAt();
    SortedMap<NodeId, Host> byId = new TreeMap<>();
    for (NodeId holder : holders) {
      byId.put(holder, Host.unnamed(holder, attendance, policy, now));
    }
    picture
        .views()
        .forEach(
            view ->
                byId.put(
                    view.id(),
                    Host.of(
                        view, labels.getOrDefault(view.id(), Map.of()), attendance, policy, now)));
    return new Hosts(byId);
  }

  /** The node of that name. */
  public Optional<Host> host(NodeId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Whether its copies can be counted on; one that was never heard of is away. */
  public Presence presence(NodeId id) {
    return host(id).map(Host::presence).orElse(Presence.AWAY);
  }

  /** Since when it does not answer, if it does not. */
  public Optional<Instant> awaySince(NodeId id) {
    return host(id).flatMap(Host::awaySince);
  }

  /** The part of the fleet's nodes that answers, 0 to 1; 1 where it has none. */
  public double answering() {
    List<Host> named = byId.values().stream().filter(Host::named).toList();
    long here = named.stream().filter(host -> host.presence() == Presence.HERE).count();
    return named.isEmpty() ? 1 : (double) here / named.size();
  }
}
