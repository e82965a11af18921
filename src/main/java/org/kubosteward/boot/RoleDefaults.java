package org.kubosteward.boot;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Switches off what the runtime would start for a role that is not played: the scheduler, and the
 * listener of page and API. Whoever sets one of the two in so many words is obeyed.
 */
public class RoleDefaults implements ConfigSourceInterceptor {
  static final String SCHEDULER = "quarkus.scheduler.enabled";
  static final String LISTENER = "quarkus.http.host-enabled";

  private static final long serialVersionUID = 1L;

  /** The defaults of the runtime itself rank below each source that a person writes. */
  private static final int WRITTEN = 0;

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    boolean ours = name.equals(SCHEDULER) || name.equals(LISTENER);
    if (!ours || (value != null && value.getConfigSourceOrdinal() >= WRITTEN)) {
      return value;
    }
    Optional<Roles> roles =
        Optional.ofNullable(context.proceed(Roles.SETTING))
            .map(ConfigValue::getValue)
            .map(Roles::named)
            .filter(named -> !named.played().isEmpty());
    boolean wanted = roles.map(r -> name.equals(SCHEDULER) ? r.plane() : r.listens()).orElse(true);
    return wanted ? value : off(name);
  }

  private static ConfigValue off(String name) {
    return ConfigValue.builder()
        .withName(name)
        .withValue("false")
        .withRawValue("false")
        .withConfigSourceName(Roles.SETTING)
        .build();
  }
}
