package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two planes and one lease on a real API server, with the times of production. */
class LeadershipE2E {
  /** One that does not lead looks at the lease more than once in so long. */
  private static final Duration LOOKS = Duration.ofSeconds(3);

  private final LabCluster lab = new LabCluster();
  private final Relay relay = new Relay(lab.address());
  private final ApiServer first = ApiServer.with(lab.through(relay.port()));
  private final ApiServer second = ApiServer.with(lab.config());

  @AfterEach
  void close() {
    first.close();
    second.close();
    relay.close();
    lab.close();
  }

  private Leadership contender(ApiServer api, String name) {
    return Leadership.open(
        api,
        new LeaseSettings(
            lab.namespace(), "kubo-steward", Duration.ofSeconds(15), Duration.ofSeconds(5)),
        name,
        InstantSource.system(),
        System::nanoTime,
        () -> true);
  }

  private static ConditionFactory within(int seconds) {
    return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(20));
  }

  private Lease lease() {
    return lab.client().leases().inNamespace(lab.namespace()).withName("kubo-steward").get();
  }

  private static boolean atMostOneLeads(Leadership a, Leadership b) {
    // Asked in both orders, so that a change of hands in between does not look like two.
    return !(a.term().isPresent() && b.term().isPresent() && a.term().isPresent());
  }

  @Test
  void theOtherTakesOverFromOneThatIsCutOffAndNeverBothLead() {
    try (Leadership a = contender(first, "a")) {
      within(20).until(() -> a.term().isPresent());
      try (Leadership b = contender(second, "b")) {
        relay.freeze();

        within(30)
            .until(
                () -> {
                  assertThat(atMostOneLeads(a, b)).isTrue();
                  return b.term().isPresent();
                });

        assertThat(b.term()).hasValue(new Term("b", 2));
        assertThat(a.term()).isEmpty();
        relay.thaw();
        within(20).during(LOOKS).until(() -> a.term().isEmpty());
        assertThat(b.term()).hasValue(new Term("b", 2));
      }
    }
  }

  @Test
  void aRollingUpdateHandsOverInASecondOrTwo() {
    Leadership a = contender(first, "a");
    within(20).until(() -> a.term().isPresent());
    try (Leadership b = contender(second, "b")) {
      within(20).during(LOOKS).until(() -> b.term().isEmpty());
      a.close();
      assertThat(lease().getSpec().getHolderIdentity()).isNull();

      within(3).until(() -> b.term().isPresent());

      assertThat(b.term()).hasValue(new Term("b", 2));
      assertThat(lease().getSpec().getLeaseTransitions()).isEqualTo(2);
    }
    assertThat(lease().getSpec().getHolderIdentity()).isNull();
  }

  @Test
  void aLeaseDeletedByHandIsMadeAnewByItsHolderWithAHigherEpoch() {
    try (Leadership a = contender(first, "a")) {
      within(20).until(() -> a.term().isPresent());

      lab.client().leases().inNamespace(lab.namespace()).withName("kubo-steward").delete();

      within(10).until(() -> a.term().map(Term::epoch).orElse(0L) == 2);
    }
  }
}
