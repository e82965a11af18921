package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.ContentPolicy;
import org.kubosteward.content.Policies;

class ContentConfigTest {
  private static final String GOLD = "steward.content.policies.\"gold\".";

  @Test
  void withoutSettingsThereIsThePolicyAsShippedAlone() {
    assertThat(policies(Map.of()))
        .isEqualTo(Policies.of(List.of(ContentPolicy.shipped()), "default"));
  }

  @Test
  void aPolicySaysWhatDiffersFromTheOneAsShipped() {
    Policies policies =
        policies(
            Map.of(
                GOLD + "replicas-min",
                "3",
                GOLD + "replicas-max",
                "5",
                GOLD + "verify-interval",
                "1d",
                GOLD + "priority",
                "9",
                GOLD + "zone-label",
                "rack",
                GOLD + "node-labels.\"disk/kind\"",
                "nvme",
                GOLD + "node-names",
                "a,b,c",
                "steward.content.policies.flat.zone-label",
                "none",
                "steward.content.policy",
                "gold"));

    assertThat(policies.fallback()).isEqualTo("gold");
    assertThat(policies.byName()).containsOnlyKeys("default", "flat", "gold");
    ContentPolicy gold = policies.named("gold").orElseThrow();
    assertThat(gold.replicasMin()).isEqualTo(3);
    assertThat(gold.replicasMax()).isEqualTo(5);
    assertThat(gold.verifyInterval()).isEqualTo(Duration.ofDays(1));
    assertThat(gold.priority()).isEqualTo(9);
    assertThat(gold.placement().zoneLabel()).contains("rack");
    assertThat(gold.placement().nodeLabels()).isEqualTo(Map.of("disk/kind", "nvme"));
    assertThat(gold.placement().nodeNames()).containsExactlyInAnyOrder("a", "b", "c");
    ContentPolicy flat = policies.named("flat").orElseThrow();
    assertThat(flat.placement().zoneLabel()).isEqualTo(Optional.empty());
    assertThat(flat.replicasMax()).isEqualTo(ContentPolicy.shipped().replicasMax());
  }

  @Test
  void theOneAsShippedMayBeChanged() {
    assertThat(
            policies(Map.of("steward.content.policies.default.replicas-min", "1"))
                .named("default")
                .orElseThrow()
                .replicasMin())
        .isEqualTo(1);
  }

  @Test
  void whatIsWrongNamesTheSettingAndTheFix() {
    assertThatThrownBy(() -> policies(Map.of(GOLD + "replicas-min", "7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("steward.content.policies.\"gold\": ")
        .hasMessageContaining("lower min or raise max");
    assertThatThrownBy(() -> policies(Map.of(GOLD + "verify-interval", "1s")))
        .hasMessageStartingWith("steward.content.policies.\"gold\": ")
        .hasMessageContaining("at least");
    assertThatThrownBy(() -> policies(Map.of("steward.content.policy", "silver")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("steward.content.policy: ")
        .hasMessageContaining("silver")
        .hasMessageContaining("default");
    String longest = "n".repeat(101);
    assertThatThrownBy(
            () -> policies(Map.of("steward.content.policies." + longest + ".priority", "1")))
        .hasMessageContaining("101 characters");
  }

  private static Policies policies(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(ContentConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .build()
        .getConfigMapping(ContentConfig.class)
        .named();
  }
}
