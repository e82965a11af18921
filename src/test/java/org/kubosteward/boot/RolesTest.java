package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which roles there are, and what the runtime is told not to start. */
class RolesTest {
  @Test
  void areNamedWithCommasBetweenThemInAnyCase() {
    assertThat(Roles.named("Plane, csi").played()).containsExactlyInAnyOrder(Role.PLANE, Role.CSI);
    assertThat(Roles.named("gateway").label()).isEqualTo("gateway");
    assertThat(new Roles(Set.of(Role.GATEWAY, Role.CSI)).label()).isEqualTo("csi, gateway");
  }

  @Test
  void aWordThatIsNoneCountsForNothing() {
    assertThat(Roles.named("gatway, ,").played()).isEmpty();
  }

  @Test
  void whoeverServesContentOrThePageListens() {
    assertThat(Roles.named("plane").listens()).isTrue();
    assertThat(Roles.named("gateway,csi").listens()).isTrue();
    assertThat(Roles.named("csi").listens()).isFalse();
  }

  @Test
  void aPlaneIsStartedAsTheRuntimeDoes() {
    assertThat(started(Map.of())).isEqualTo("scheduler=true listener=true");
    assertThat(started(Map.of(Roles.SETTING, "plane,gateway,csi")))
        .isEqualTo("scheduler=true listener=true");
  }

  @Test
  void withoutThePlaneNothingIsScheduledAndAnAgentDoesNotListen() {
    assertThat(started(Map.of(Roles.SETTING, "gateway")))
        .isEqualTo("scheduler=false listener=true");
    assertThat(started(Map.of(Roles.SETTING, "csi"))).isEqualTo("scheduler=false listener=false");
  }

  @Test
  void whoeverSaysSoHimselfIsObeyed() {
    assertThat(started(Map.of(Roles.SETTING, "csi", RoleDefaults.LISTENER, "true")))
        .isEqualTo("scheduler=false listener=true");
    assertThat(started(Map.of(Roles.SETTING, "plane", RoleDefaults.SCHEDULER, "false")))
        .isEqualTo("scheduler=false listener=true");
  }

  @Test
  void aWrongWordIsLeftToWhoReadsTheSettings() {
    assertThat(started(Map.of(Roles.SETTING, "gatway"))).isEqualTo("scheduler=true listener=true");
  }

  private static String started(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withInterceptors(new RoleDefaults())
            .withSources(new PropertiesConfigSource(settings, "test", 500))
            .withDefaultValue(RoleDefaults.SCHEDULER, "true")
            .withDefaultValue(RoleDefaults.LISTENER, "true")
            .build();
    return "scheduler=%s listener=%s"
        .formatted(
            config.getValue(RoleDefaults.SCHEDULER, Boolean.class),
            config.getValue(RoleDefaults.LISTENER, Boolean.class));
  }
}
