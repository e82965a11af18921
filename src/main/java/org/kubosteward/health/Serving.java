package org.kubosteward.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;

/**
 * Who gives no block to anybody: what tells a node that does not serve from links that are blind.
 *
 * <p>A node's configuration says so. Whatever it says, the canaries do: every link from the node
 * fails, every link towards it works, and those that cannot fetch from it fetch from others. A node
 * that booted while its siblings dialled it may look the same, and a refresh of each link cures it:
 * so the links are told and refreshed first, and the node when that did not help.
 */
final class Serving {
  /** Fewer links each way prove nothing about a node: two nodes have but one link each way. */
  private static final int ENOUGH = 2;

  /** Of so many links towards a node that are proven one may fail by itself. */
  private static final int ONE_IN = 10;

  /** So many tries more than a link needs to count as broken: in them its refresh may cure it. */
  private static final int PATIENCE = 3;

  private final Map<NodeId, String> configured = new HashMap<>();
  private final Set<NodeId> speechless = new HashSet<>();
  private final Map<NodeId, SortedMap<Link, Proof>> from = new HashMap<>();
  private final Map<NodeId, SortedMap<Link, Proof>> towards = new HashMap<>();
  private final Set<NodeId> fetches = new HashSet<>();
  private final int linkFailures;

  Serving(FleetSnapshot picture, Mesh mesh, int linkFailures) {
    this.linkFailures = linkFailures;
    mesh.answering().forEach(this::configured);
    Set<NodeId> suspects = new HashSet<>();
    picture
        .links()
        .forEach(
            (link, proof) -> {
              if (proof.outcome() == Outcome.NOT_EXCHANGED) {
                suspects.add(link.from());
              }
            });
    if (!suspects.isEmpty()) {
      picture
          .links()
          .forEach(
              (link, proof) -> {
                if (speaks(picture, mesh, link, proof)) {
                  take(link, proof, suspects);
                }
              });
    }
  }

  private void configured(NodeView view) {
    view.config()
        .value()
        .ifPresent(
            config -> {
              config.whyNotServing().ifPresent(why -> configured.put(view.id(), why));
              if (!config.libp2p()) {
                speechless.add(view.id());
              }
            });
  }

  /** Whether that canary says something about its link now. */
  private boolean speaks(FleetSnapshot picture, Mesh mesh, Link link, Proof proof) {
    Duration age = Duration.between(proof.at(), picture.takenAt());
    return proof.outcome() != Outcome.NOT_TRIED
        && proof.outcome() != Outcome.NOT_ALLOWED
        && age.compareTo(LinkNotExchanging.PROOF_HOLDS_FOR) <= 0
        && picture.node(link.from()).filter(NodeView::up).isPresent()
        && picture.node(link.to()).filter(NodeView::up).isPresent()
        && !mesh.ambiguous(link)
        && mesh.tie(link.from(), link.to()) != Mesh.Tie.APART
        && !speechless.contains(link.to());
  }

  private void take(Link link, Proof proof, Set<NodeId> suspects) {
    if (proof.outcome() == Outcome.EXCHANGED) {
      fetches.add(link.to());
    }
    if (suspects.contains(link.from())) {
      from.computeIfAbsent(link.from(), node -> new TreeMap<>()).put(link, proof);
    }
    if (suspects.contains(link.to()) && !configured.containsKey(link.from())) {
      towards.computeIfAbsent(link.to(), node -> new TreeMap<>()).put(link, proof);
    }
  }

  /** The setting by which a node gives no block to anybody; empty when none says so. */
  Optional<String> configured(NodeId node) {
    return Optional.ofNullable(configured.get(node));
  }

  /** Whether the canaries say that it gives no block to anybody. */
  boolean refuses(NodeId node) {
    List<Proof> failed = failed(node);
    return failed.size() >= ENOUGH
        && failed.stream().allMatch(proof -> proof.failures() >= linkFailures + PATIENCE)
        && gaveNothing(node)
        && isServed(node);
  }

  /** Whether no link from it is proven to work, and one is proven not to. */
  boolean suspected(NodeId node) {
    return !links(from, node).isEmpty() && gaveNothing(node);
  }

  /** Whether it is an end of the link that keeps blocks from crossing, and not the link. */
  boolean explains(Link link) {
    return configured.containsKey(link.from())
        || speechless.contains(link.to())
        || refuses(link.from());
  }

  /** The links from it that were tried. */
  Set<Link> from(NodeId node) {
    return links(from, node).keySet();
  }

  /** The links towards it that were tried. */
  Set<Link> towards(NodeId node) {
    return links(towards, node).keySet();
  }

  /** The failures of links whose asker fetches from others. */
  private List<Proof> failed(NodeId node) {
    List<Proof> failed = new ArrayList<>();
    links(from, node)
        .forEach(
            (link, proof) -> {
              if (proof.outcome() == Outcome.NOT_EXCHANGED && fetches.contains(link.to())) {
                failed.add(proof);
              }
            });
    return failed;
  }

  private boolean gaveNothing(NodeId node) {
    return links(from, node).values().stream().noneMatch(p -> p.outcome() == Outcome.EXCHANGED);
  }

  private boolean isServed(NodeId node) {
    SortedMap<Link, Proof> proofs = links(towards, node);
    long works = proofs.values().stream().filter(p -> p.outcome() == Outcome.EXCHANGED).count();
    return works >= ENOUGH && (proofs.size() - works) * ONE_IN <= works;
  }

  private static SortedMap<Link, Proof> links(
      Map<NodeId, SortedMap<Link, Proof>> byNode, NodeId node) {
    return byNode.getOrDefault(node, new TreeMap<>());
  }
}
