package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.Config;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watches against a real API server, and against what can happen on the way to it. */
class FleetWatchE2E {
  private final LabCluster lab = new LabCluster();
  private final Relay relay = new Relay(lab.address());

  @AfterEach
  void close() {
    relay.close();
    lab.close();
  }

  private static ConditionFactory within(int seconds) {
    return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(20));
  }

  private FleetWatch watch(ApiServer api) {
    return FleetWatch.open(
        api, KubeSettings.of(lab.namespace()), InstantSource.system(), System::nanoTime);
  }

  private static List<String> names(FleetWatch watch) {
    return watch.look().pods().stream().map(ObservedPod::name).toList();
  }

  private static boolean isLive(FleetWatch watch) {
    return watch.begun() && watch.look().trouble().isEmpty();
  }

  @Test
  void seesPodsComeBecomeReadyAndGo() {
    try (ApiServer api = ApiServer.with(lab.config());
        FleetWatch watch = watch(api)) {
      within(20).until(() -> isLive(watch));
      assertThat(names(watch)).isEmpty();
      AtomicInteger woken = new AtomicInteger();
      watch.onChange(woken::incrementAndGet);

      lab.pod("kubo-0");
      within(2).until(() -> names(watch).equals(List.of("kubo-0")));
      lab.ready("kubo-0", true, "10.1.2.3");
      within(2).until(() -> watch.look().pods().get(0).ready());
      assertThat(watch.look().pods().get(0).ip()).hasValue("10.1.2.3");
      String uid = watch.look().pods().get(0).uid();
      lab.delete("kubo-0");
      within(2).until(() -> names(watch).isEmpty());
      lab.pod("kubo-0");
      within(2).until(() -> names(watch).equals(List.of("kubo-0")));

      assertThat(watch.look().pods().get(0).uid()).isNotEqualTo(uid);
      assertThat(woken.get()).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void staysFreshWhileNothingHappens() {
    try (ApiServer api = ApiServer.with(lab.config());
        FleetWatch watch = watch(api)) {
      within(20).until(() -> isLive(watch));
      Instant began = Instant.now();

      within(60)
          .until(
              () -> {
                assertThat(watch.look().trouble()).isEmpty();
                assertThat(Duration.between(watch.look().at(), Instant.now()))
                    .isLessThan(Duration.ofSeconds(13));
                return Instant.now().isAfter(began.plusSeconds(25));
              });
    }
  }

  @Test
  void comesBackAfterTheApiServerWasAway() {
    try (ApiServer api = ApiServer.with(lab.through(relay.port()));
        FleetWatch watch = watch(api)) {
      lab.pod("kubo-0");
      lab.pod("kubo-1");
      within(20).until(() -> isLive(watch) && names(watch).size() == 2);
      relay.cut();
      within(5).until(() -> watch.look().trouble().isPresent());
      assertThat(watch.look().trouble().orElseThrow()).contains("refused");
      lab.delete("kubo-1");
      lab.pod("kubo-2");
      assertThat(names(watch)).containsExactly("kubo-0", "kubo-1");

      relay.mend();

      within(15).until(() -> isLive(watch) && names(watch).equals(List.of("kubo-0", "kubo-2")));
    }
  }

  @Test
  void noticesAnApiServerThatFellSilentAndComesBack() {
    try (ApiServer api = ApiServer.with(lab.through(relay.port()));
        FleetWatch watch = watch(api)) {
      lab.pod("kubo-0");
      within(20).until(() -> isLive(watch) && names(watch).size() == 1);
      relay.freeze();
      Instant silent = Instant.now();
      lab.pod("kubo-1");

      within(25).until(() -> watch.look().trouble().isPresent());
      assertThat(watch.look().at()).isBefore(silent.plusSeconds(1));
      assertThat(names(watch)).containsExactly("kubo-0");
      relay.thaw();

      within(20).until(() -> isLive(watch) && names(watch).equals(List.of("kubo-0", "kubo-1")));
    }
  }

  @Test
  void beginsBeforeTheApiServerDoes() {
    relay.cut();
    try (ApiServer api = ApiServer.with(lab.through(relay.port()));
        FleetWatch watch = watch(api)) {
      within(20).until(() -> watch.look().trouble().isPresent());
      assertThat(watch.begun()).isFalse();

      relay.mend();

      within(20).until(() -> isLive(watch));
    }
  }

  @Test
  void namesTheVerbThatTheRoleLacksAndBeginsOnceItIsGranted() {
    Config nobody = lab.nobody();
    try (ApiServer api = ApiServer.with(nobody);
        FleetWatch watch = watch(api)) {
      within(20).until(() -> watch.look().trouble().orElse("").contains("403"));
      assertThat(watch.look().trouble())
          .hasValue(
              "list pods: 403: the Role kubo-steward in namespace "
                  + lab.namespace()
                  + " lacks list on pods");
      lab.grant(
          "first",
          new PolicyRuleBuilder()
              .withApiGroups("")
              .withResources("pods", "persistentvolumeclaims")
              .withVerbs("list", "watch")
              .build());
      within(20)
          .until(() -> watch.look().trouble().orElse("").endsWith("list on statefulsets.apps"));

      lab.grant(
          "second",
          new PolicyRuleBuilder()
              .withApiGroups("apps")
              .withResources("statefulsets")
              .withVerbs("list", "watch")
              .build());

      within(20).until(() -> isLive(watch));
    }
  }
}
