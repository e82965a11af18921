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
import java.util.Map;
import org.kubosteward.access.ScopeName;
import org.kubosteward.access.Visitor;

/** Keys for programs: seen, made and revoked. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {
  private final KeyDesk desk;
  private final JsonFields json;

  KeyResource(KeyDesk desk, JsonFields json) {
    this.desk = desk;
    this.json = json;
  }

  /** All keys, oldest first; none with what opens with it. */
  @GET
  @RolesAllowed(ScopeName.ADMIN)
  public Object keys() {
    return desk.all();
  }

  /** Makes a key; 201 with what opens with it, told this once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(ScopeName.ADMIN)
  public Response make(InputStream body, @Context SecurityContext visitor) throws IOException {
    Map<String, String> fields = json.of(body);
    fields.computeIfPresent("scopes", (name, list) -> json.words(list));
    KeyAnswer.Made made = desk.make(fields, Visitor.visit(visitor));
    return Response.status(Response.Status.CREATED)
        .header("Location", "keys/" + made.key().id())
        .entity(made)
        .build();
  }

  /** Revokes a key: 204. */
  @DELETE
  @Path("/{id: \\d{1,18}}")
  @RolesAllowed(ScopeName.ADMIN)
  public Response revoke(@PathParam("id") long id, @Context SecurityContext visitor) {
    desk.revoke(id, Visitor.visit(visitor));
    return Response.noContent().build();
  }
}
