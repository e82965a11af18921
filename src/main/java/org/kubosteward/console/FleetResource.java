package org.kubosteward.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.ScopeName;

/** What the latest rounds saw: the whole picture, the figures over time, the targets to scrape. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class FleetResource {
  private static final int ROUNDS_USUAL = 120;
  private static final int ROUNDS_MOST = 2_000;

  private final RecordQueries clerk;
  private final FleetAddresses addresses;

  FleetResource(RecordQueries clerk, FleetAddresses addresses) {
    this.clerk = clerk;
    this.addresses = addresses;
  }

  /** The verdict and the findings; 200 also before the first round, with status UNKNOWN. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("/health")
  public Object health() {
    return HealthAnswer.of(clerk.brief());
  }

  /** Every node and link of the latest round. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("/fleet")
  public Object fleet() {
    RecordSnapshot dossier = clerk.brief();
    return FleetAnswer.of(dossier.latest(), dossier.silences(), dossier.now());
  }

  /** Figures of the last rounds, oldest first. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("/rounds")
  public Object rounds(@QueryParam("limit") @Nullable String limit) {
    int most = new QueryParameter("limit", limit).limit(ROUNDS_USUAL, ROUNDS_MOST);
    return RoundsAnswer.of(clerk.history(), most);
  }

  /** Where Prometheus finds kubo's own metrics; 503 while that cannot be told. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("/sd/prometheus")
  public Object scrapeTargets() {
    return ScrapeTargets.of(clerk.brief(), addresses).groups();
  }
}
