package org.kubosteward.gateway.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Audit;
import org.kubosteward.access.AuditLine;
import org.kubosteward.access.ScopeName;
import org.kubosteward.access.StreamedBodies;
import org.kubosteward.access.Visit;
import org.kubosteward.access.Visitor;

/** Takes content in one request: a file, or a tar of a directory. */
@Path(UploadRoutes.CONTENT)
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {
  private static final String TAR = "application/x-tar";

  private final UploadDesk desk;
  private final Audit audit;

  UploadResource(UploadDesk desk, Audit audit) {
    this.desk = desk;
    this.audit = audit;
  }

  /** Takes it, and answers 201 once it is pinned and written down; the same as {@link #post}. */
  @PUT
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Uni<Response> put(
      @QueryParam("name") @Nullable String name,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("profile") @Nullable String profile,
      @jakarta.ws.rs.core.Context RoutingContext exchange,
      @jakarta.ws.rs.core.Context SecurityContext visitor) {
    Visit visit = Visitor.visit(visitor);
    Context context = exchange.vertx().getOrCreateContext();
    return UploadReplies.of(
        context,
        () ->
            desk.whole(
                UploadOrder.of(desk.kept(), name, policy, profile, visit.caller().name()),
                isTar(exchange),
                StreamedBodies.length(exchange),
                () -> body(exchange, context)),
        answer -> created(answer, visit));
  }

  /** Takes it, and answers 201 once it is pinned and written down. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(ScopeName.PIN_WRITE)
  public Uni<Response> post(
      @QueryParam("name") @Nullable String name,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("profile") @Nullable String profile,
      @jakarta.ws.rs.core.Context RoutingContext exchange,
      @jakarta.ws.rs.core.Context SecurityContext visitor) {
    return put(name, policy, profile, exchange, visitor);
  }

  private BodyStream body(RoutingContext exchange, Context context) {
    return BodyStream.open(
        exchange.request(), context, desk.bounds().bytes(), desk.bounds().silence());
  }

  private static boolean isTar(RoutingContext exchange) {
    return Optional.ofNullable(exchange.request().getHeader("Content-Type"))
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter(TAR::equals)
        .isPresent();
  }

  private Response created(UploadAnswer answer, Visit visit) {
    audit.done(
        AuditLine.of("upload")
            .with(visit)
            .with("cid", answer.cid())
            .with("bytes", answer.size())
            .with("node", answer.node()));
    return Response.status(Response.Status.CREATED)
        .header("Location", UploadRoutes.CONTENT + "/" + answer.cid())
        .entity(answer)
        .build();
  }
}
