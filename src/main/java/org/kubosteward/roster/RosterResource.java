package org.kubosteward.roster;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Which nodes to use and which not, for gateways and agents. */
@Path("/api/v1/roster")
@Produces(MediaType.APPLICATION_JSON)
public class RosterResource {
  private final RosterDesk desk;

  RosterResource(RosterDesk desk) {
    this.desk = desk;
  }

  /**
   * The roster with a weak ETag, for its age moves while the rest stays; 304 when it is the one
   * that {@code If-None-Match} names, and 503 before the first round.
   */
  @GET
  public Response roster(@Context Request request) {
    Posted posted = desk.current().orElseThrow(ServiceUnavailableException::new);
    EntityTag tag = new EntityTag(posted.roster().tag(), true);
    return Optional.ofNullable(request.evaluatePreconditions(tag))
        .orElseGet(() -> Response.ok(RosterAnswer.of(posted)))
        .tag(tag)
        .header("Age", posted.age().toSeconds())
        .build();
  }
}
