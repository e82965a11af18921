package org.kubosteward.pinning;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.ScopeName;
import org.kubosteward.access.Visitor;

/** The IPFS Pinning Service API: what must be kept, asked for, listed, replaced and removed. */
@Path("/pinning/pins")
@Produces(MediaType.APPLICATION_JSON)
public class PinningResource {
  private final PinDesk desk;
  private final PinBody body;

  PinningResource(PinDesk desk, PinBody body) {
    this.desk = desk;
    this.body = body;
  }

  /** The newest pin objects that match, newest first; of those that are pinned, unless it says. */
  @GET
  @RolesAllowed(ScopeName.PIN_READ)
  public PinAnswer.Results pins(
      @QueryParam("cid") List<String> cid,
      @QueryParam("name") @Nullable String name,
      @QueryParam("match") @Nullable String match,
      @QueryParam("status") List<String> status,
      @QueryParam("before") @Nullable String before,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("meta") @Nullable String meta) {
    return desk.page(
        PinQueryText.query(
            PinQueryText.cids(cid),
            PinQueryText.name(name),
            PinQueryText.match(match),
            PinQueryText.statuses(status),
            PinQueryText.time("before", before),
            PinQueryText.time("after", after),
            PinQueryText.limit(limit),
            meta == null ? Map.of() : body.entries("meta", meta)));
  }

  /** Keeps a pin object: 202. The same CID again is another one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Response add(InputStream pin, @Context SecurityContext visitor) throws IOException {
    return accepted(desk.add(body.read(pin), Visitor.visit(visitor)));
  }

  /** One pin object. */
  @GET
  @Path("/{requestid}")
  @RolesAllowed(ScopeName.PIN_READ)
  public PinAnswer pin(@PathParam("requestid") String requestid) {
    return desk.pin(requestid);
  }

  /** Keeps a pin object in the place of that one, in one step: 202. */
  @POST
  @Path("/{requestid}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Response replace(
      @PathParam("requestid") String requestid, InputStream pin, @Context SecurityContext visitor)
      throws IOException {
    return accepted(desk.replace(requestid, body.read(pin), Visitor.visit(visitor)));
  }

  /** Removes a pin object: 202. */
  @DELETE
  @Path("/{requestid}")
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Response remove(
      @PathParam("requestid") String requestid, @Context SecurityContext visitor) {
    desk.remove(requestid, Visitor.visit(visitor));
    return Response.accepted().build();
  }

  private static Response accepted(PinAnswer pin) {
    return Response.accepted(pin).build();
  }
}
