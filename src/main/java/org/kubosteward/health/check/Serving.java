package org.kubosteward.health.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.LinkProof;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Picture;

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

  private final Mesh mesh;
  private final int linkFailures;
  private final Map<Integer, String> configured = new HashMap<>();
  private final BitSet speechless = new BitSet();
  private final Map<Integer, List<LinkProof>> from = new HashMap<>();
  private final Map<Integer, List<LinkProof>> towards = new HashMap<>();
  private final BitSet fetches = new BitSet();
  private final Map<Integer, Boolean> refuse = new HashMap<>();

  Serving(Picture picture, int linkFailures) {
    this.mesh = picture.mesh();
    this.linkFailures = linkFailures;
    IntStream.range(0, mesh.size()).filter(mesh::answers).forEach(this::configuredAt);
    BitSet suspects = new BitSet();
    for (LinkProof tried : mesh.proofs()) {
      if (tried.proof().outcome() == Outcome.NOT_EXCHANGED && tried.from() != Mesh.NOWHERE) {
        suspects.set(tried.from());
      }
    }
    if (!suspects.isEmpty()) {
      Instant oldest = picture.takenAt().minus(LinkNotExchanging.PROOF_HOLDS_FOR);
      mesh.proofs().stream()
          .filter(tried -> speaks(tried, oldest))
          .forEach(tried -> take(tried, suspects));
    }
  }

  private void configuredAt(int place) {
    mesh.view(place)
        .config()
        .value()
        .ifPresent(
            config -> {
              config.whyNotServing().ifPresent(why -> configured.put(place, why));
              if (!config.libp2p()) {
                speechless.set(place);
              }
            });
  }

  /** Whether that canary says something about its link now. */
  private boolean speaks(LinkProof tried, Instant oldest) {
    Outcome outcome = tried.proof().outcome();
    return outcome != Outcome.NOT_TRIED
        && outcome != Outcome.NOT_ALLOWED
        && !tried.proof().at().isBefore(oldest)
        && mesh.up(tried.from())
        && mesh.up(tried.to())
        && !mesh.ambiguous(tried.link())
        && mesh.tie(tried.from(), tried.to()) != Mesh.Tie.APART
        && !speechless.get(tried.to());
  }

  private void take(LinkProof tried, BitSet suspects) {
    if (tried.proof().outcome() == Outcome.EXCHANGED) {
      fetches.set(tried.to());
    }
    if (suspects.get(tried.from())) {
      from.computeIfAbsent(tried.from(), node -> new ArrayList<>()).add(tried);
    }
    if (suspects.get(tried.to()) && !configured.containsKey(tried.from())) {
      towards.computeIfAbsent(tried.to(), node -> new ArrayList<>()).add(tried);
    }
  }

  /** The setting by which a node gives no block to anybody; empty when none says so. */
  Optional<String> configured(int node) {
    return Optional.ofNullable(configured.get(node));
  }

  /** Whether the canaries say that it gives no block to anybody. */
  boolean refuses(int node) {
    return refuse.computeIfAbsent(node, this::provenToRefuse);
  }

  /** Whether no link from it is proven to work, and one is proven not to. */
  boolean suspected(int node) {
    return from.containsKey(node) && gaveNothing(node);
  }

  /** Whether it is an end of the link that keeps blocks from crossing, and not the link. */
  boolean explains(LinkProof tried) {
    return configured.containsKey(tried.from())
        || speechless.get(tried.to())
        || refuses(tried.from());
  }

  /** The links from it that were tried, in order. */
  List<Link> from(int node) {
    return links(from, node).stream().map(LinkProof::link).toList();
  }

  /** The links towards it that were tried, in order. */
  List<Link> towards(int node) {
    return links(towards, node).stream().map(LinkProof::link).toList();
  }

  private boolean provenToRefuse(int node) {
    List<Proof> failed = failed(node);
    return failed.size() >= ENOUGH
        && failed.stream().allMatch(proof -> proof.failures() >= linkFailures + PATIENCE)
        && gaveNothing(node)
        && isServed(node);
  }

  /** The failures of links whose asker fetches from others. */
  private List<Proof> failed(int node) {
    return links(from, node).stream()
        .filter(tried -> fetches.get(tried.to()))
        .map(LinkProof::proof)
        .filter(proof -> proof.outcome() == Outcome.NOT_EXCHANGED)
        .toList();
  }

  private boolean gaveNothing(int node) {
    return links(from, node).stream().noneMatch(Serving::works);
  }

  private boolean isServed(int node) {
    List<LinkProof> proofs = links(towards, node);
    long works = proofs.stream().filter(Serving::works).count();
    return works >= ENOUGH && (proofs.size() - works) * ONE_IN <= works;
  }

  private static boolean works(LinkProof tried) {
    return tried.proof().outcome() == Outcome.EXCHANGED;
  }

  private static List<LinkProof> links(Map<Integer, List<LinkProof>> byPlace, int node) {
    return byPlace.getOrDefault(node, List.of());
  }
}
