package org.kubosteward.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kubosteward.kube.ClaimSight;
import org.kubosteward.kube.FleetSight;
import org.kubosteward.kube.PodSight;
import org.kubosteward.kube.SetSight;

/** What an API server tells of a StatefulSet {@code kubo} and its pods, for tests. Immutable. */
record Sights(List<PodSight> pods, List<SetSight> sets, List<ClaimSight> claims, String trouble) {
  static final Instant AT = Instant.parse("2026-11-23T03:00:00Z");

  /** That many pods, ready, each with a claim, of one set that is to have as many. */
  static Sights of(int size) {
    return new Sights(
        IntStream.range(0, size).mapToObj(Sights::pod).toList(),
        List.of(set(size)),
        IntStream.range(0, size).mapToObj(Sights::claim).toList(),
        "");
  }

  FleetSight sight() {
    return new FleetSight(
        pods, sets, claims, AT, Optional.of(trouble).filter(why -> !why.isEmpty()));
  }

  Sights with(PodSight pod) {
    List<PodSight> others =
        new ArrayList<>(pods.stream().filter(p -> !p.name().equals(pod.name())).toList());
    others.add(pod);
    return new Sights(others, sets, claims, trouble);
  }

  Sights without(String pod) {
    return new Sights(
        pods.stream().filter(p -> !p.name().equals(pod)).toList(), sets, claims, trouble);
  }

  Sights with(SetSight set) {
    return new Sights(pods, List.of(set), claims, trouble);
  }

  Sights withoutSets() {
    return new Sights(pods, List.of(), claims, trouble);
  }

  Sights troubled(String why) {
    return new Sights(pods, sets, claims, why);
  }

  static SetSight set(int wanted) {
    return set(wanted, 0, Map.of());
  }

  static SetSight set(int wanted, int start, Map<String, String> annotations) {
    return new SetSight(
        "ipfs", "kubo", "set-uid", "peers", wanted, start, wanted, false, 0, "rev-1", annotations);
  }

  static ClaimSight claim(int ordinal) {
    return new ClaimSight(
        "ipfs",
        "repo-kubo-" + ordinal,
        "claim-uid-" + ordinal,
        Optional.of("fast"),
        true,
        10L << 30,
        10L << 30,
        Optional.empty());
  }

  static PodSight pod(int ordinal) {
    return pod(ordinal, "10.0.0." + (10 + ordinal), Map.of(), List.of("kubo"));
  }

  static PodSight pod(int ordinal, Map<String, String> annotations) {
    return pod(ordinal, "10.0.0." + (10 + ordinal), annotations, List.of("kubo"));
  }

  static PodSight pod(
      int ordinal, String ip, Map<String, String> annotations, List<String> containers) {
    return new PodSight(
        "ipfs",
        "kubo-" + ordinal,
        "uid-" + ordinal,
        OptionalInt.of(ordinal),
        Optional.of(ip).filter(address -> !address.isEmpty()),
        "Running",
        true,
        Optional.of(AT.minusSeconds(3600)),
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of("machine-1"),
        "rev-1",
        new HashMap<>(annotations),
        containers,
        Optional.of("kubo"),
        Optional.of("repo-kubo-" + ordinal),
        Optional.empty());
  }

  /** A pod that no StatefulSet keeps. */
  static PodSight alone(String name, List<String> containers) {
    PodSight p = pod(0, "10.0.1.1", Map.of(), containers);
    return new PodSight(
        p.namespace(),
        name,
        "uid-" + name,
        OptionalInt.empty(),
        p.ip(),
        p.phase(),
        p.ready(),
        p.readySince(),
        p.restarts(),
        p.waiting(),
        p.ended(),
        p.leaving(),
        p.bootingSince(),
        p.machine(),
        p.revision(),
        p.annotations(),
        p.containers(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The set with that revision wanted above that partition. */
  static SetSight rolling(SetSight set, int partition, String revision) {
    return new SetSight(
        set.namespace(),
        set.name(),
        set.uid(),
        set.service(),
        set.wanted(),
        set.start(),
        set.ready(),
        set.behind(),
        partition,
        revision,
        set.annotations());
  }

  /** The pod as made from that revision. */
  static PodSight revision(PodSight p, String revision) {
    return changed(p, p.phase(), revision, p.bootingSince());
  }

  /** The pod in that phase, not ready. */
  static PodSight phase(PodSight p, String phase) {
    return changed(p, phase, p.revision(), p.bootingSince());
  }

  /** The pod as made then and never ready. */
  static PodSight bootingSince(PodSight p, Instant created) {
    return changed(p, p.phase(), p.revision(), Optional.of(created));
  }

  /** The pod with its blocks on a volume of their own, of that claim. */
  static PodSight blocksOn(PodSight p, String claim) {
    return new PodSight(
        p.namespace(),
        p.name(),
        p.uid(),
        p.ordinal(),
        p.ip(),
        p.phase(),
        p.ready(),
        p.readySince(),
        p.restarts(),
        p.waiting(),
        p.ended(),
        p.leaving(),
        p.bootingSince(),
        p.machine(),
        p.revision(),
        p.annotations(),
        p.containers(),
        p.set(),
        p.claim(),
        Optional.of(claim));
  }

  private static PodSight changed(
      PodSight p, String phase, String revision, Optional<Instant> bootingSince) {
    return new PodSight(
        p.namespace(),
        p.name(),
        p.uid(),
        p.ordinal(),
        p.ip(),
        phase,
        phase.equals("Running") && bootingSince.isEmpty(),
        p.readySince(),
        p.restarts(),
        p.waiting(),
        p.ended(),
        p.leaving(),
        bootingSince,
        p.machine(),
        revision,
        p.annotations(),
        p.containers(),
        p.set(),
        p.claim(),
        p.blocks());
  }
}
