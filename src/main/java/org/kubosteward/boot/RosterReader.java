package org.kubosteward.boot;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.kubosteward.loop.SystemClock;
import org.kubosteward.roster.KeptRoster;
import org.kubosteward.roster.RosterClient;

/**
 * The roster in a process without a plane, and its readiness: ready once a plane has told which
 * nodes to use, and from then on, as the last roster is used however old it is. It has no say in
 * liveness, for a restart brings no plane back.
 */
@Singleton
class RosterReader implements AsyncHealthCheck {
  private final HealthRegistry ready;
  private final RosterConfig config;
  private final Vertx vertx;
  private final SystemClock clock;
  private volatile Optional<RosterClient> client = Optional.empty();

  @Inject
  RosterReader(
      @Readiness HealthRegistry ready, RosterConfig config, Vertx vertx, SystemClock clock) {
    this.ready = ready;
    this.config = config;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** Asks from now on, where planes are named. */
  void start() {
    client =
        Configs.judged(config::client).map(planes -> new RosterClient(vertx, planes, clock::nanos));
    client.ifPresent(RosterClient::start);
    ready.register("roster", this);
  }

  void stop() {
    client.ifPresent(RosterClient::close);
  }

  /** From memory, on an event loop. */
  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(this::now);
  }

  private HealthCheckResponse now() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("roster");
    Optional<KeptRoster> kept = client.flatMap(RosterClient::latest);
    kept.ifPresent(roster -> answer.withData("ageSeconds", roster.age().toSeconds()));
    client
        .map(RosterClient::trouble)
        .orElse(Optional.of("steward.roster.planes names no plane: set it"))
        .ifPresent(why -> answer.withData("why", why));
    return answer.status(kept.isPresent()).build();
  }
}
