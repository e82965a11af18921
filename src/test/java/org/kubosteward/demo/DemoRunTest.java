package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When dev mode starts a fleet of its own, and what it says when it cannot. */
class DemoRunTest {
  @Test
  void startsWhenNothingIsConfigured() {
    assertThat(reason(true, Map.of())).isEmpty();
    assertThat(reason(true, Map.of("steward.fleet.source", "static"))).isEmpty();
  }

  @Test
  void doesNotStartWhenItIsSwitchedOff() {
    assertThat(reason(false, Map.of())).contains("no demo fleet: steward.demo.enabled is false");
  }

  @Test
  void doesNotStartBesideAConfiguredFleet() {
    assertThat(reason(true, Map.of("steward.fleet.nodes.\"a\".api", "http://127.0.0.1:5001")))
        .contains("no demo fleet: steward.fleet.nodes names a fleet");
    assertThat(reason(true, Map.of("steward.fleet.source", "kubernetes")))
        .contains("no demo fleet: steward.fleet.source is kubernetes");
  }

  @Test
  void doesNotStartWhereNobodyWouldWatchIt() {
    assertThat(reason(true, Map.of("steward.roles", "csi")))
        .contains("no demo fleet: steward.roles is csi, without plane");
    assertThat(reason(true, Map.of("steward.roles", "gateway, Plane"))).isEmpty();
  }

  @Test
  void saysWhyThereIsNoFleetInsteadOfStoppingTheApplication(@TempDir Path directory) {
    var said = Collections.synchronizedList(new ArrayList<String>());
    var alarms = Collections.synchronizedList(new ArrayList<String>());
    var start = new FleetStart(said::add, alarms::add);
    start.begin(
        new DemoSettings(true, Optional.of(directory.resolve("ipfs")), 3, "10GB", directory));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(start::word, word -> word.startsWith("no demo fleet: "));
    assertThat(start.word())
        .contains("is not an executable file")
        .endsWith("to try again; what was downloaded and compiled is kept");
    assertThat(alarms).containsExactly(start.word());
    assertThat(start.preparation().orElseThrow().failure()).contains(start.word());
    assertThat(start.nodes()).isEmpty();
    start.end();
    assertThat(List.copyOf(said)).last().isEqualTo("the demo fleet is stopped");
  }

  @Test
  void isPreparingFromTheFirstMomentUntilItIsKnownThatNoFleetIsWanted() {
    var start = new FleetStart(sentence -> {}, sentence -> {});
    assertThat(start.preparation()).hasValueSatisfying(it -> assertThat(it.underWay()).isTrue());
    start.decline("no demo fleet: steward.demo.enabled is false");
    assertThat(start.preparation()).isEmpty();
    assertThat(start.word()).isEqualTo("no demo fleet: steward.demo.enabled is false");
  }

  @Test
  void endingBeforeTheBeginningDoesNothing() {
    var said = new ArrayList<String>();
    new FleetStart(said::add, said::add).end();
    assertThat(said).isEmpty();
  }

  @Test
  void hasDefaultsForEverySetting() {
    assertThat(DemoSettings.of(config(Map.of())))
        .isEqualTo(new DemoSettings(true, Optional.empty(), 3, "10GB", Path.of("target/demo")));
  }

  @Test
  void readsEverySetting() {
    var settings =
        DemoSettings.of(
            config(
                Map.of(
                    "steward.demo.enabled", "false",
                    "steward.demo.kubo", "/opt/ipfs",
                    "steward.demo.nodes", "5",
                    "steward.demo.storage-max", "1GB",
                    "steward.demo.directory", "/data")));
    assertThat(settings)
        .isEqualTo(
            new DemoSettings(false, Optional.of(Path.of("/opt/ipfs")), 5, "1GB", Path.of("/data")));
  }

  @Test
  void namesTheSettingThatIsWrong() {
    assertThatThrownBy(() -> DemoSettings.of(config(Map.of("steward.demo.node", "5"))))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("unknown setting steward.demo.node;")
        .hasMessageContaining("nodes");
    assertThatThrownBy(() -> DemoSettings.of(config(Map.of("steward.demo.nodes", "many"))))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("steward.demo.nodes");
  }

  private static Config config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder().withDefaultValues(settings).build();
  }

  private static Optional<String> reason(boolean enabled, Map<String, String> settings) {
    return DemoRun.reasonNotToStart(enabled, config(settings));
  }
}
