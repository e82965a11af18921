package org.kubosteward.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kubosteward.kube.ObservedClaim;
import org.kubosteward.kube.ObservedFleet;
import org.kubosteward.kube.ObservedPod;
import org.kubosteward.kube.ObservedSet;

/** What an API server tells of a StatefulSet {@code kubo} and its pods, for tests. Immutable. */
record ObservedFleets(
    List<ObservedPod> pods, List<ObservedSet> sets, List<ObservedClaim> claims, String trouble) {
  static final Instant AT = Instant.parse("2026-11-23T03:00:00Z");

  /** That many pods, ready, each with a claim, of one set that is to have as many. */
  static ObservedFleets of(int size) {
    return new ObservedFleets(
        IntStream.range(0, size).mapToObj(ObservedFleets::pod).toList(),
        List.of(set(size)),
        IntStream.range(0, size).mapToObj(ObservedFleets::claim).toList(),
        "");
  }

  ObservedFleet observed() {
    return new ObservedFleet(
        pods, sets, claims, AT, Optional.of(trouble).filter(why -> !why.isEmpty()));
  }

  ObservedFleets with(ObservedPod pod) {
    List<ObservedPod> others =
        new ArrayList<>(pods.stream().filter(p -> !p.name().equals(pod.name())).toList());
    others.add(pod);
    return new ObservedFleets(others, sets, claims, trouble);
  }

  ObservedFleets without(String pod) {
    return new ObservedFleets(
        pods.stream().filter(p -> !p.name().equals(pod)).toList(), sets, claims, trouble);
  }

  ObservedFleets with(ObservedSet set) {
    return new ObservedFleets(pods, List.of(set), claims, trouble);
  }

  ObservedFleets withoutSets() {
    return new ObservedFleets(pods, List.of(), claims, trouble);
  }

  ObservedFleets troubled(String why) {
    return new ObservedFleets(pods, sets, claims, why);
  }

  static ObservedSet set(int wanted) {
    return set(wanted, 0, Map.of());
  }

  static ObservedSet set(int wanted, int start, Map<String, String> annotations) {
    return new ObservedSet(
        "ipfs", "kubo", "set-uid", "peers", wanted, start, wanted, false, 0, "rev-1", annotations);
  }

  static ObservedClaim claim(int ordinal) {
    return new ObservedClaim(
        "ipfs",
        "repo-kubo-" + ordinal,
        "claim-uid-" + ordinal,
        Optional.of("fast"),
        true,
        10L << 30,
        10L << 30,
        Optional.empty());
  }

  static ObservedPod pod(int ordinal) {
    return pod(ordinal, "10.0.0." + (10 + ordinal), Map.of(), List.of("kubo"));
  }

  static ObservedPod pod(int ordinal, Map<String, String> annotations) {
    return pod(ordinal, "10.0.0." + (10 + ordinal), annotations, List.of("kubo"));
  }

  static ObservedPod pod(
      int ordinal, String ip, Map<String, String> annotations, List<String> containers) {
    return new ObservedPod(
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
  static ObservedPod alone(String name, List<String> containers) {
    ObservedPod p = pod(0, "10.0.1.1", Map.of(), containers);
    return new ObservedPod(
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
  static ObservedSet rolling(ObservedSet set, int partition, String revision) {
    return new ObservedSet(
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
  static ObservedPod revision(ObservedPod p, String revision) {
    return changed(p, p.phase(), revision, p.bootingSince());
  }

  /** The pod in that phase, not ready. */
  static ObservedPod phase(ObservedPod p, String phase) {
    return changed(p, phase, p.revision(), p.bootingSince());
  }

  /** The pod as made then and never ready. */
  static ObservedPod bootingSince(ObservedPod p, Instant created) {
    return changed(p, p.phase(), p.revision(), Optional.of(created));
  }

  /** The pod with its blocks on a volume of their own, of that claim. */
  static ObservedPod blocksOn(ObservedPod p, String claim) {
    return new ObservedPod(
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

  private static ObservedPod changed(
      ObservedPod p, String phase, String revision, Optional<Instant> bootingSince) {
    return new ObservedPod(
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
