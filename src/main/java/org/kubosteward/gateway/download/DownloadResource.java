package org.kubosteward.gateway.download;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.ScopeName;

/** The bytes of content, verified, from whichever node has them. */
@Path("/api/v1/content/{cid}/data")
@Produces(MediaType.WILDCARD)
public class DownloadResource {
  private final FileReplies replies;

  DownloadResource(DownloadDesk desk) {
    this.replies = new FileReplies(desk);
  }

  /** The file of that CID, or a part of it by {@code Range}; a directory is listed as JSON. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  public Uni<Response> root(
      @PathParam("cid") String cid,
      @QueryParam("filename") @Nullable String filename,
      @Context RoutingContext exchange) {
    return replies.of(new FileReplies.Asked(cid, "", filename, true), exchange);
  }

  /** The same of what that path leads to. */
  @GET
  @Path("/{path: .+}")
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  public Uni<Response> below(
      @PathParam("cid") String cid,
      @PathParam("path") String path,
      @QueryParam("filename") @Nullable String filename,
      @Context RoutingContext exchange) {
    return replies.of(new FileReplies.Asked(cid, path, filename, true), exchange);
  }

  /** What {@link #root} would answer, without the bytes. */
  @HEAD
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  public Uni<Response> headOfRoot(
      @PathParam("cid") String cid,
      @QueryParam("filename") @Nullable String filename,
      @Context RoutingContext exchange) {
    return replies.of(new FileReplies.Asked(cid, "", filename, false), exchange);
  }

  /** What {@link #below} would answer, without the bytes. */
  @HEAD
  @Path("/{path: .+}")
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  public Uni<Response> headBelow(
      @PathParam("cid") String cid,
      @PathParam("path") String path,
      @QueryParam("filename") @Nullable String filename,
      @Context RoutingContext exchange) {
    return replies.of(new FileReplies.Asked(cid, path, filename, false), exchange);
  }
}
