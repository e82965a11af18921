package org.kubosteward.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.kubosteward.access.ScopeName;
import org.kubosteward.access.Visitor;
import org.kubosteward.remedy.Intent;

/** What operators ask for. Nothing happens on its arrival; the next round reads it. */
@Path("/api/v1/intents")
@Produces(MediaType.APPLICATION_JSON)
public class IntentResource {
  private final IntentDesk desk;
  private final JsonFields json;

  IntentResource(IntentDesk desk, JsonFields json) {
    this.desk = desk;
    this.json = json;
  }

  /** The intents that hold, oldest first. */
  @GET
  @RolesAllowed(ScopeName.READ)
  public Object intents() {
    List<Intent> active = desk.active();
    return IntentAnswer.All.of(active, desk.mutes(active));
  }

  /** Keeps an intent; 201 with it as it was kept. */
  @POST
  @RolesAllowed(ScopeName.OPERATE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(InputStream body, @Context SecurityContext visitor) throws IOException {
    IntentDesk.Kept kept = desk.ask(json.of(body), Visitor.visit(visitor));
    return Response.status(Response.Status.CREATED)
        .header("Location", "intents/" + kept.intent().id())
        .entity(
            IntentAnswer.of(kept.intent(), desk.mutes(List.of(kept.intent())))
                .saying(kept.notice()))
        .build();
  }

  /** Withdraws an intent: 204, or 200 with what could not be taken back with it. */
  @DELETE
  @RolesAllowed(ScopeName.OPERATE)
  @Path("/{id: \\d{1,18}}")
  public Response withdraw(@PathParam("id") long id, @Context SecurityContext visitor) {
    return desk.withdraw(id, Visitor.visit(visitor))
        .map(notice -> Response.ok(Map.of("notice", notice)).build())
        .orElseGet(() -> Response.noContent().build());
  }
}
