package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.probe.ProbeConfig;
import org.kubosteward.probe.ProbePolicy;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Hours;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;

class PolicyConfigTest {
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final Duration ASKED = Duration.ofMinutes(5);

  @Test
  void withoutSettingsTheHealthPolicyIsTheShippedOne() {
    assertThat(health(Map.of())).isEqualTo(HealthPolicy.shipped());
  }

  @Test
  void everyHealthSettingReachesThePolicy() {
    HealthPolicy policy =
        health(
            Map.ofEntries(
                Map.entry("steward.health.peers-min", "50"),
                Map.entry("steward.health.repo-near-full", "0.7"),
                Map.entry("steward.health.repo-full", "0.9"),
                Map.entry("steward.health.repo-clear-below", "0.1"),
                Map.entry("steward.health.disk-min", "2G"),
                Map.entry("steward.health.disk-min-ratio", "0.2"),
                Map.entry("steward.health.inodes-min-ratio", "0.3"),
                Map.entry("steward.health.gc-stuck-after", "1h"),
                Map.entry("steward.health.link-failures", "4"),
                Map.entry("steward.health.lag-max", "30s"),
                Map.entry("steward.health.clock-step-max", "1s"),
                Map.entry("steward.health.clock-skew-max", "9s"),
                Map.entry("steward.health.codes.\"NODE_DOWN\".raise-after", "1m")));

    assertThat(policy.peersMin()).isEqualTo(50);
    assertThat(policy.repoNearFull()).isEqualTo(0.7);
    assertThat(policy.repoFull()).isEqualTo(0.9);
    assertThat(policy.repoClearBelow()).isEqualTo(0.1);
    assertThat(policy.diskMinBytes()).isEqualTo(2L << 30);
    assertThat(policy.diskMinRatio()).isEqualTo(0.2);
    assertThat(policy.inodesMinRatio()).isEqualTo(0.3);
    assertThat(policy.gcStuckAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(policy.linkFailures()).isEqualTo(4);
    assertThat(policy.lagMax()).isEqualTo(Duration.ofSeconds(30));
    assertThat(policy.clockStepMax()).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.clockSkewMax()).isEqualTo(Duration.ofSeconds(9));
    assertThat(policy.hold(Code.NODE_DOWN).raiseAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(policy.hold(Code.NODE_DOWN).clearAfter())
        .isEqualTo(Code.NODE_DOWN.hold().clearAfter());
  }

  @Test
  void marksInTheWrongOrderAreRefusedByName() {
    assertThatThrownBy(() -> health(Map.of("steward.health.repo-near-full", "0.99")))
        .hasMessageContaining("steward.health.repo-near-full")
        .hasMessageContaining("steward.health.repo-full");
  }

  @Test
  void aRatioInPercentIsRefusedByName() {
    assertThatThrownBy(() -> health(Map.of("steward.health.repo-full", "95")))
        .hasMessageContaining("steward.health.repo-full")
        .hasMessageContaining("ratio");
    assertThatThrownBy(() -> health(Map.of("steward.health.inodes-min-ratio", "5")))
        .hasMessageContaining("steward.health.inodes-min-ratio")
        .hasMessageContaining("ratio");
  }

  @Test
  void withoutSettingsEveryActionIsAsShipped() {
    RemedyPolicy policy = remedy(Map.of(), Mode.AUTO);

    assertThat(policy.mode(ActionKind.RECONNECT_PEER)).isEqualTo(Mode.AUTO);
    assertThat(policy.mode(ActionKind.REFRESH_LINK)).isEqualTo(Mode.AUTO);
    assertThat(policy.mode(ActionKind.COLLECT_GARBAGE)).isEqualTo(Mode.PROPOSE);
    assertThat(policy.rule(ActionKind.COLLECT_GARBAGE))
        .isEqualTo(RemedyPolicy.Rule.shipped(ActionKind.COLLECT_GARBAGE));
  }

  @Test
  void oneSettingMovesAnAction() {
    RemedyPolicy policy =
        remedy(Map.of("steward.remedy.actions.\"collect-garbage\".mode", "auto"), Mode.AUTO);

    assertThat(policy.mode(ActionKind.COLLECT_GARBAGE)).isEqualTo(Mode.AUTO);
    assertThat(policy.rule(ActionKind.COLLECT_GARBAGE).cooldown())
        .isEqualTo(RemedyPolicy.Rule.shipped(ActionKind.COLLECT_GARBAGE).cooldown());
  }

  @Test
  void theCeilingHoldsWhateverAnActionSays() {
    RemedyPolicy policy =
        remedy(Map.of("steward.remedy.actions.\"collect-garbage\".mode", "auto"), Mode.OBSERVE);

    for (ActionKind kind : ActionKind.values()) {
      assertThat(policy.mode(kind)).isEqualTo(Mode.OBSERVE);
    }
  }

  @Test
  void everyRemedySettingReachesThePolicy() {
    RemedyPolicy policy =
        remedy(
            Map.of(
                "steward.remedy.verify-within", "2m",
                "steward.remedy.disruptive-per-hour", "1",
                "steward.remedy.disruptive-per-day", "2",
                "steward.remedy.actions.\"refresh-link\".cooldown", "1m",
                "steward.remedy.actions.\"refresh-link\".cooldown-max", "9m",
                "steward.remedy.actions.\"refresh-link\".attempts", "7"),
            Mode.AUTO);

    assertThat(policy.verifyWithin()).isEqualTo(Duration.ofMinutes(2));
    assertThat(policy.disruptivePerHour()).isEqualTo(1);
    assertThat(policy.disruptivePerDay()).isEqualTo(2);
    assertThat(policy.rule(ActionKind.REFRESH_LINK))
        .isEqualTo(
            new RemedyPolicy.Rule(Mode.AUTO, Duration.ofMinutes(1), Duration.ofMinutes(9), 7));
    assertThat(policy.roundEvery()).isEqualTo(ROUND);
  }

  @Test
  void theBoundsOfTheGuardsAreReadAndCheckedByName() {
    assertThat(remedy(Map.of(), Mode.AUTO).bounds()).isEqualTo(RemedyPolicy.Bounds.SHIPPED);
    assertThat(
            remedy(
                    Map.of(
                        "steward.remedy.silent-one-in", "10",
                        "steward.remedy.failing-at-least", "6",
                        "steward.remedy.gentle-at-once", "2"),
                    Mode.AUTO)
                .bounds())
        .isEqualTo(new RemedyPolicy.Bounds(10, 6, 2, ASKED));
    assertThatThrownBy(() -> remedy(Map.of("steward.remedy.gentle-at-once", "0"), Mode.AUTO))
        .hasMessage("steward.remedy.gentle-at-once is 0; it may be 1 to 100");
  }

  @Test
  void oneOrTwoPersonsApproveAndNoOtherNumber() {
    String approvals = "steward.remedy.actions.\"restart-pod\".approvals";
    RemedyPolicy two = remedy(Map.of(approvals, "2"), Mode.AUTO);

    assertThat(two.rule(ActionKind.RESTART_POD).approvals()).isEqualTo(2);
    assertThat(two.rule(ActionKind.GROW_VOLUME).approvals()).isEqualTo(1);
    assertThatThrownBy(() -> remedy(Map.of(approvals, "3"), Mode.AUTO))
        .hasMessage(approvals + " is 3; it may be 1 or 2");
  }

  @Test
  void theHoursOfDisruptiveActionsAreReadByTheClockOfTheirZone() {
    RemedyPolicy policy =
        remedy(
            Map.of(
                "steward.remedy.window", "Mon-Fri 08:00-18:00, Sat 10:00-12:00",
                "steward.remedy.window-zone", "Europe/Berlin"),
            Mode.AUTO);

    assertThat(policy.window())
        .isEqualTo(Hours.parse("Mon-Fri 08:00-18:00, Sat 10:00-12:00", ZoneId.of("Europe/Berlin")));
    assertThat(remedy(Map.of(), Mode.AUTO).window()).isEqualTo(Hours.always());
  }

  @Test
  void aZoneThatIsNoneIsRefusedByName() {
    assertThatThrownBy(
            () ->
                remedy(
                    Map.of(
                        "steward.remedy.window", "Mon-Fri 08:00-18:00",
                        "steward.remedy.window-zone", "Europe/Bonn"),
                    Mode.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("steward.remedy.window-zone is 'Europe/Bonn'; write UTC");
  }

  @Test
  void aWindowThatIsNoneIsRefusedByName() {
    assertThatThrownBy(() -> remedy(Map.of("steward.remedy.window", "nights"), Mode.AUTO))
        .hasMessage(
            "steward.remedy.window: \"nights\" is no window; one reads, for example, Mon-Fri"
                + " 08:00-18:00");
  }

  @Test
  void anActionThatDoesNotExistIsRefusedAndTheOthersAreNamed() {
    assertThatThrownBy(
            () -> remedy(Map.of("steward.remedy.actions.\"restart\".mode", "auto"), Mode.AUTO))
        .hasMessageContaining("steward.remedy.actions.\"restart\"")
        .hasMessageContaining("reconnect-peer, refresh-link, collect-garbage");
  }

  @Test
  void probeBoundsAreCheckedByName() {
    assertThatThrownBy(() -> probe(Map.of("steward.probe.deadline", "5m")))
        .hasMessageContaining("steward.probe.deadline is 300s");
    assertThatThrownBy(() -> probe(Map.of("steward.probe.canary-max", "100000")))
        .hasMessageContaining("steward.probe.canary-max is 100000");
    assertThat(probe(Map.of()).deadline()).isEqualTo(Duration.ofSeconds(4));
  }

  private static HealthPolicy health(Map<String, String> settings) {
    return config(settings, HealthConfig.class).getConfigMapping(HealthConfig.class).policy(3);
  }

  private static RemedyPolicy remedy(Map<String, String> settings, Mode ceiling) {
    return config(settings, RemedyConfig.class)
        .getConfigMapping(RemedyConfig.class)
        .policy(ceiling, ROUND, ASKED);
  }

  private static ProbePolicy probe(Map<String, String> settings) {
    return ProbePolicy.of(config(settings, ProbeConfig.class).getConfigMapping(ProbeConfig.class));
  }

  private static SmallRyeConfig config(Map<String, String> settings, Class<?> mapping) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(mapping)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build();
  }
}
