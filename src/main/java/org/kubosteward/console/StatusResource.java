package org.kubosteward.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.kubosteward.access.ScopeName;

/** The plane on one screen, for {@code curl}. */
@Path("/status")
public class StatusResource {
  private final RecordQueries clerk;
  private final UploadsShown uploads;

  StatusResource(RecordQueries clerk, UploadsShown uploads) {
    this.clerk = clerk;
    this.uploads = uploads;
  }

  /** Verdict, nodes, the worst findings, content and what moves; at most 40 lines. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Produces(MediaType.TEXT_PLAIN)
  public String status() {
    return StatusScreen.of(clerk.full(), uploads).text();
  }
}
