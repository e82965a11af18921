package org.kubosteward.roster;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.ScopeName;
import org.kubosteward.journal.FleetId;

/** Which nodes to use and which not, for gateways and agents. */
@Path("/api/v1/roster")
@Produces(MediaType.APPLICATION_JSON)
public class RosterResource {
  /** Well below the time after which a connection on which nothing moves is closed. */
  static final int WAIT_MOST_SECONDS = 60;

  private final RosterDesk desk;
  private final RosterWaiters waiters;
  private final FleetId fleet;

  RosterResource(RosterDesk desk, Vertx vertx, FleetId fleet) {
    this.desk = desk;
    this.fleet = fleet;
    this.waiters = new RosterWaiters(desk::current, vertx, RosterWaiters.PERIOD);
  }

  /**
   * The roster with a weak ETag, for its age moves while the rest stays; 304 when it is one that
   * {@code If-None-Match} names and no other one came in {@code wait} seconds; 503 before the first
   * round.
   */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Blocking
  public Uni<Response> roster(
      @QueryParam("wait") @Nullable String wait,
      @HeaderParam("If-None-Match") @Nullable String known) {
    Duration most = seconds(wait);
    IfNoneMatch held = IfNoneMatch.of(known);
    Posted now = posted();
    if (most.isZero() || !held.names(now)) {
      return Uni.createFrom().item(answer(now, held));
    }
    if (waiters.full()) {
      throw new Rejected(
          Problem.unavailable(
              "%d requests wait for another roster already; ask again in a while, or without wait="
                  .formatted(RosterWaiters.MOST)));
    }
    return Uni.createFrom()
        .completionStage(() -> waiters.another(held, now, most))
        .map(posted -> answer(posted, held));
  }

  private Posted posted() {
    return desk.current()
        .orElseThrow(
            () ->
                new Rejected(
                    Problem.unavailable("no round of any plane has ended yet; ask again soon")));
  }

  private Response answer(Posted posted, IfNoneMatch held) {
    Response.ResponseBuilder answer =
        held.names(posted) ? Response.notModified() : Response.ok(RosterAnswer.of(fleet, posted));
    return answer
        .tag(new EntityTag(posted.roster().tag(), true))
        .header("Age", posted.age().toSeconds())
        .build();
  }

  private static Duration seconds(@Nullable String wait) {
    if (wait == null) {
      return Duration.ZERO;
    }
    try {
      int seconds = Integer.parseInt(wait);
      if (seconds >= 0 && seconds <= WAIT_MOST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException notANumber) {
      // Refused below.
    }
    throw new Rejected(
        Problem.badRequest(
            "the parameter wait is not a number of seconds from 0 to " + WAIT_MOST_SECONDS));
  }
}
