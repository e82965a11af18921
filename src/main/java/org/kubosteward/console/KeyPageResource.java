package org.kubosteward.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.access.Root;
import org.kubosteward.access.ScopeName;
import org.kubosteward.access.Visit;
import org.kubosteward.access.Visitor;

/** The page of the keys, and what its forms ask for. */
@Path("/keys")
@Produces(MediaType.TEXT_HTML)
public class KeyPageResource {
  private final KeyDesk desk;

  KeyPageResource(KeyDesk desk) {
    this.desk = desk;
  }

  /** All keys, and the form for a new one. */
  @GET
  @RolesAllowed(ScopeName.ADMIN)
  public TemplateInstance keys(@Context SecurityContext visitor) {
    return page(Optional.empty(), Visitor.visit(visitor));
  }

  /** Makes a key; the page then has what opens with it, this once. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(ScopeName.ADMIN)
  public TemplateInstance make(
      MultivaluedMap<String, String> form, @Context SecurityContext visitor) {
    Map<String, String> fields = new HashMap<>();
    form.forEach((name, values) -> fields.put(name, String.join(",", values)));
    Visit visit = Visitor.visit(visitor);
    return page(Optional.of(desk.make(fields, visit)), visit);
  }

  /** Revokes a key. */
  @POST
  @Path("/{id: \\d{1,18}}/revoke")
  @RolesAllowed(ScopeName.ADMIN)
  public Response revoke(@PathParam("id") long id, @Context SecurityContext visitor) {
    desk.revoke(id, Visitor.visit(visitor));
    return Root.see(Root.from("/keys/id/revoke") + "keys").build();
  }

  private TemplateInstance page(Optional<KeyAnswer.Made> made, Visit visit) {
    return Pages.keys(desk.all(), made, desk.offered(visit), Root.HERE);
  }
}
