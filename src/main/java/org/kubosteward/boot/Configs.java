package org.kubosteward.boot;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.kubosteward.access.AccessConfig;
import org.kubosteward.alertmanager.AlertmanagerConfig;
import org.kubosteward.gateway.download.DownloadConfig;
import org.kubosteward.gateway.upload.UploadConfig;
import org.kubosteward.journal.JournalConfig;
import org.kubosteward.loop.RoundConfig;
import org.kubosteward.probe.FleetConfig;
import org.kubosteward.probe.KubernetesConfig;
import org.kubosteward.probe.ProbeConfig;

/** All the settings, a mapping for each room that has some. */
@ApplicationScoped
class Configs {
  /** Every mapping of the product; the reference page and the check of names are made of it. */
  static final List<Class<?>> MAPPINGS =
      List.of(
          PlaneConfig.class,
          RoundConfig.class,
          FleetConfig.class,
          RosterConfig.class,
          ProbeConfig.class,
          KubernetesConfig.class,
          HealthConfig.class,
          RemedyConfig.class,
          ContentConfig.class,
          RepairConfig.class,
          JournalConfig.class,
          AccessConfig.class,
          AlertmanagerConfig.class,
          UploadConfig.class,
          DownloadConfig.class);

  private final PlaneConfig plane;
  private final RoundConfig round;
  private final FleetConfig fleet;
  private final ProbeConfig probe;
  private final KubernetesConfig kubernetes;
  private final HealthConfig health;
  private final RemedyConfig remedy;
  private final Config all;

  @Inject
  Configs(
      PlaneConfig plane,
      RoundConfig round,
      FleetConfig fleet,
      ProbeConfig probe,
      KubernetesConfig kubernetes,
      HealthConfig health,
      RemedyConfig remedy,
      Config all) {
    this.plane = plane;
    this.round = round;
    this.fleet = fleet;
    this.probe = probe;
    this.kubernetes = kubernetes;
    this.health = health;
    this.remedy = remedy;
    this.all = all;
  }

  PlaneConfig plane() {
    return plane;
  }

  RoundConfig round() {
    return round;
  }

  FleetConfig fleet() {
    return fleet;
  }

  ProbeConfig probe() {
    return probe;
  }

  KubernetesConfig kubernetes() {
    return kubernetes;
  }

  HealthConfig health() {
    return health;
  }

  RemedyConfig remedy() {
    return remedy;
  }

  /** Whether the scheduler of the runtime, which gives the beat, is switched on. */
  boolean scheduled() {
    return all.getOptionalValue("quarkus.scheduler.enabled", Boolean.class).orElse(true);
  }

  /**
   * Stops the start when a setting has a name that nothing reads, or is neither true nor false
   * where it must be one of them: anything else would count as false, and a mistyped guard is none.
   *
   * @throws ConfigurationException one line a setting, each with what to write instead
   */
  void refuseUnknown() {
    Settings settings = new Settings(MAPPINGS);
    List<String> wrong =
        Stream.of(
                settings.unknown(all.getPropertyNames()).stream()
                    // The demo is not in this process when it is a production build, and says
                    // itself what it does not know when it is.
                    .filter(line -> !line.startsWith("unknown setting steward.demo.")),
                settings.undecided(all.getPropertyNames(), this::raw).stream(),
                SettingsFiles.unreadable(
                    all.getOptionalValue("smallrye.config.locations", String.class).orElse(""))
                    .stream())
            .flatMap(lines -> lines)
            .toList();
    if (!wrong.isEmpty()) {
      throw new ConfigurationException(String.join("\n", wrong));
    }
  }

  /**
   * Stops the start when something is asked for that only a plane does.
   *
   * @throws ConfigurationException naming both settings
   */
  void refuseWithoutPlane(Roles roles) {
    if (plane.preflight() && !roles.plane()) {
      throw new ConfigurationException(
          "steward.preflight is true, and steward.roles is %s; add plane to it, or leave the preflight out"
              .formatted(roles.label()));
    }
  }

  private String raw(String name) {
    return String.valueOf(all.getConfigValue(name).getValue());
  }

  /**
   * What {@code made} makes of the settings; what it says of a wrong one stops the start in those
   * words, without a stack trace.
   */
  @SuppressWarnings("UnusedException") // Quarkus prints the innermost cause with its whole stack.
  static <T> T judged(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationException(wrong.getMessage());
    }
  }
}
