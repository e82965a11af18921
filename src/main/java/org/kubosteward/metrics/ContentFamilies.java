package org.kubosteward.metrics;

import static org.kubosteward.metrics.FamilySpec.Type.GAUGE;
import static org.kubosteward.metrics.NodeFamily.flag;
import static org.kubosteward.metrics.NodeFamily.word;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentPlan;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.Obstacle;
import org.kubosteward.content.Policies;
import org.kubosteward.content.PolicySnapshot;
import org.kubosteward.content.Traffic;
import org.kubosteward.content.Verdict;

/**
 * How all content stands, in numbers a policy: never one a content. A plane that does not know how
 * the content stands, as one that does not lead, shows none of them.
 */
final class ContentFamilies {
  /** Every policy that there can be, and what nobody wants any more. */
  static final int POLICIES_MOST = Policies.MOST + 1;

  private static final FamilySpec CONTENTS =
      FamilySpec.contract(
          "steward_contents",
          "Contents that must exist, by what holds of them; of one content several verdicts may"
              + " hold. Policy removed is what nobody wants any more and is still there. Absent"
              + " where the process does not lead.",
          GAUGE,
          "policy",
          "verdict");
  private static final FamilySpec COPIES =
      FamilySpec.contract(
          "steward_content_copies",
          "Copies of contents that are known of, by state. Only proven is a copy whose every block"
              + " was read and was right; held is kubo's word.",
          GAUGE,
          "policy",
          "state");
  private static final FamilySpec OVERDUE =
      FamilySpec.contract(
          "steward_content_overdue_proofs",
          "Copies, proven or held, that were not proven within the verify interval of their policy.",
          GAUGE,
          "policy");
  private static final FamilySpec OLDEST_PROOF =
      FamilySpec.contract(
          "steward_content_oldest_proof_timestamp_seconds",
          "When the copy was proven whose last proof is the oldest, in seconds since the epoch."
              + " Absent while no copy is proven.",
          GAUGE,
          "policy");
  private static final FamilySpec TRANSFERS =
      FamilySpec.evolving(
          "steward_content_transfers",
          "Copies on their way, new ones and those that are being healed, by where they come from:"
              + " a node of the fleet, or the network.",
          GAUGE,
          "source");
  private static final FamilySpec RATE =
      FamilySpec.evolving(
          "steward_content_transfer_bytes_per_second",
          "Bytes a second that all transfers together brought lately.",
          GAUGE);
  private static final FamilySpec OBSTACLES =
      FamilySpec.evolving(
          "steward_content_obstacles",
          "Contents that the latest plan left undone, by what stands in the way.",
          GAUGE,
          "obstacle");
  private static final FamilySpec BRAKED =
      FamilySpec.evolving(
          "steward_content_plan_braked",
          "Whether nothing at all is planned (1), because too few nodes answer, or not (0).",
          GAUGE);

  static final List<FamilySpec> SPECS =
      List.of(CONTENTS, COPIES, OVERDUE, OLDEST_PROOF, TRANSFERS, RATE, OBSTACLES, BRAKED);

  private ContentFamilies() {}

  static Stream<Family> of(ContentPicture content) {
    SortedMap<String, PolicySnapshot> policies = content.snapshot().policies();
    return Stream.of(
        each(CONTENTS, policies, ContentFamilies::verdicts),
        each(COPIES, policies, ContentFamilies::states),
        each(OVERDUE, policies, (policy, samples) -> samples.add(policy.overdue())),
        each(
            OLDEST_PROOF,
            policies,
            (policy, samples) ->
                policy.oldestProof().ifPresent(at -> samples.add(at.getEpochSecond()))),
        transfers(content.traffic()),
        one(RATE, (double) content.traffic().bytesPerSecond()),
        obstacles(content.plan()),
        one(BRAKED, flag(content.plan().brake().isPresent())));
  }

  private static Family each(
      FamilySpec spec,
      SortedMap<String, PolicySnapshot> policies,
      BiConsumer<PolicySnapshot, Samples> numbers) {
    Samples samples = new Samples(policies.size());
    policies.entrySet().stream()
        .limit(POLICIES_MOST)
        .forEach(
            (Map.Entry<String, PolicySnapshot> entry) ->
                numbers.accept(entry.getValue(), samples.about(List.of(entry.getKey()))));
    return new Family(spec, samples.all());
  }

  /** Every verdict has its series, so that the first content of it is seen as a change. */
  private static void verdicts(PolicySnapshot policy, Samples samples) {
    for (Verdict verdict : Verdict.values()) {
      samples.add(policy.count(verdict), word(verdict));
    }
  }

  private static void states(PolicySnapshot policy, Samples samples) {
    for (CopyState state : CopyState.values()) {
      samples.add(policy.count(state), word(state));
    }
  }

  private static Family transfers(Traffic traffic) {
    Samples samples = new Samples(2);
    samples.add(traffic.fromNodes(), "node");
    samples.add(traffic.fromNetwork(), "network");
    return new Family(TRANSFERS, samples.all());
  }

  private static Family obstacles(ContentPlan plan) {
    Samples samples = new Samples(Obstacle.values().length);
    for (Obstacle obstacle : Obstacle.values()) {
      samples.add(plan.obstacles().getOrDefault(obstacle, 0L), word(obstacle));
    }
    return new Family(OBSTACLES, samples.all());
  }

  private static Family one(FamilySpec spec, double value) {
    Samples samples = new Samples(1);
    samples.add(value);
    return new Family(spec, samples.all());
  }
}
