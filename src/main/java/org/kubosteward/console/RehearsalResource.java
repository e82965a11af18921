package org.kubosteward.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.ScopeName;

/** What would happen if, and why what happens does. Changes nothing. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RehearsalResource {
  private final RehearsalDesk desk;
  private final JsonFields json;

  RehearsalResource(RehearsalDesk desk, JsonFields json) {
    this.desk = desk;
    this.json = json;
  }

  /** What would come of an action now, with the answer of every guard. */
  @POST
  @RolesAllowed({ScopeName.READ, ScopeName.OPERATE})
  @Path("/dry-run")
  @Consumes(MediaType.APPLICATION_JSON)
  public Object dryRun(InputStream body) throws IOException {
    return desk.dryRun(json.of(body));
  }

  /** Everything about one finding of the latest round. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("/explain")
  public Object explain(
      @QueryParam("code") @Nullable String code,
      @QueryParam("node") @Nullable String node,
      @QueryParam("peer") @Nullable String peer) {
    return desk.explain(
        new QueryParameter("code", code),
        new QueryParameter("node", node),
        new QueryParameter("peer", peer));
  }
}
