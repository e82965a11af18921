package org.kubosteward.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.ScopeName;
import org.kubosteward.journal.Archive;

/** What was done, refused and left alone, and why. */
@Path("/api/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
public class RecordResource {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final Archive journal;

  RecordResource(Archive journal) {
    this.journal = journal;
  }

  /** The newest decisions, newest first. */
  @GET
  @RolesAllowed(ScopeName.READ)
  public Object decisions(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("code") @Nullable String code,
      @QueryParam("node") @Nullable String node) {
    return DecisionAnswer.All.of(
        journal.decisions(
            new QueryParameter("limit", limit).limit(USUAL, MOST),
            new QueryParameter("code", code).code(),
            new QueryParameter("node", node).text()));
  }

  /** One decision with its attempts. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("/{id: \\d{1,18}}")
  public Object decision(@PathParam("id") long id) {
    return journal
        .decision(id)
        .map(DecisionAnswer::of)
        .orElseThrow(
            () ->
                new Rejected(
                    Problem.notFound(
                        "there is no decision " + id + ", or retention has deleted it")));
  }
}
