package org.kubosteward.gateway.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.kubosteward.access.Audit;
import org.kubosteward.access.AuditLine;
import org.kubosteward.access.ScopeName;
import org.kubosteward.access.Visit;
import org.kubosteward.access.Visitor;

/**
 * Resumable uploads by the tus protocol, version 1.0: a file is sent in parts, and whoever was cut
 * off asks how far it has come and goes on from there.
 */
@Path(UploadRoutes.CONTENT)
public class TusResource {
  private static final String ONE = UploadRoutes.UPLOADS + "/{id}";

  private final UploadDesk desk;
  private final TusDesk tus;
  private final Audit audit;

  TusResource(UploadDesk desk, Audit audit) {
    this.desk = desk;
    this.tus = new TusDesk(desk);
    this.audit = audit;
  }

  /** Which version and extensions there are, and how large an upload may be. */
  @OPTIONS
  @Path(UploadRoutes.UPLOADS)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Response options() {
    return Response.noContent()
        .header("Tus-Resumable", TusHeaders.VERSION)
        .header("Tus-Version", TusHeaders.VERSION)
        .header("Tus-Extension", TusHeaders.EXTENSIONS)
        .header("Tus-Max-Size", desk.bounds().bytes())
        .header("Tus-Checksum-Algorithm", TusPart.NAMES)
        .build();
  }

  /** Begins one, and takes its first part if the body is one: 201 with its address. */
  @POST
  @Path(UploadRoutes.UPLOADS)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Uni<Response> create(
      @jakarta.ws.rs.core.Context RoutingContext exchange,
      @jakarta.ws.rs.core.Context SecurityContext visitor) {
    Visit visit = Visitor.visit(visitor);
    Context context = exchange.vertx().getOrCreateContext();
    return TusReplies.of(
        exchange.request(),
        context,
        () -> tus.create(exchange, context, visit.caller().name()),
        upload -> {
          done(upload, visit);
          return tus.answer(Response.Status.CREATED, upload)
              .header("Location", UploadRoutes.CONTENT + UploadRoutes.UPLOADS + "/" + upload.id())
              .build();
        });
  }

  /** How far it has come: 200 with {@code Upload-Offset}; 404 when it is not known here. */
  @HEAD
  @Path(ONE)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Uni<Response> offset(
      @PathParam("id") String id, @jakarta.ws.rs.core.Context HttpServerRequest request) {
    return TusReplies.now(
        request,
        () -> {
          TusUpload upload = tus.found(id);
          Response.ResponseBuilder answer =
              tus.answer(Response.Status.OK, upload).header("Upload-Length", upload.length());
          upload.metadata().ifPresent(said -> answer.header("Upload-Metadata", said));
          return answer.build();
        });
  }

  /** Takes the next part: 204 with the new {@code Upload-Offset}. */
  @PATCH
  @Path(ONE)
  @Consumes(TusHeaders.PART)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Uni<Response> part(
      @PathParam("id") String id,
      @jakarta.ws.rs.core.Context RoutingContext exchange,
      @jakarta.ws.rs.core.Context SecurityContext visitor) {
    Visit visit = Visitor.visit(visitor);
    Context context = exchange.vertx().getOrCreateContext();
    return TusReplies.of(
        exchange.request(),
        context,
        () -> tus.part(id, exchange, context),
        upload -> {
          done(upload, visit);
          return tus.answer(Response.Status.NO_CONTENT, upload).build();
        });
  }

  /** Ends one that is not wanted: 204. */
  @DELETE
  @Path(ONE)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Uni<Response> end(
      @PathParam("id") String id, @jakarta.ws.rs.core.Context HttpServerRequest request) {
    return TusReplies.now(
        request,
        () -> {
          tus.end(id);
          return Response.noContent().build();
        });
  }

  private void done(TusUpload upload, Visit visit) {
    upload
        .state()
        .done()
        .ifPresent(
            answer ->
                audit.done(
                    AuditLine.of("upload")
                        .with(visit)
                        .with("cid", answer.cid())
                        .with("bytes", answer.size())
                        .with("node", answer.node())));
  }
}
