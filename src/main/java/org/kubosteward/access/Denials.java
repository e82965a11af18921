package org.kubosteward.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Puts into words, and on the audit trail, what the runtime's checks decided. */
public class Denials {
  private final Problems problems;
  private final Tokens tokens;
  private final Audit audit;

  Denials(Problems problems, Tokens tokens, Audit audit) {
    this.problems = problems;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Counts who was let in by a rule; runs after the check of it. */
  @ServerRequestFilter
  public void allowed(ContainerRequestContext request, ResourceInfo resource) {
    if (!rule(resource).isEmpty()) {
      audit.allowed(Surface.of(request.getUriInfo().getPath()));
    }
  }

  /** Nobody is known to have called, and the route is not for everybody. */
  @ServerExceptionMapper
  public Response nobody(
      UnauthorizedException denied,
      ContainerRequestContext request,
      ResourceInfo resource,
      HttpServerRequest connection) {
    audit.refused(approach(request, connection), Admission.NO_TOKEN, "");
    return problems.rejected(
        Rejected.unauthenticated(
            "this needs a token with the scope " + scopes(resource) + tokens.where()),
        request);
  }

  /** The caller is known, and lacks the scope. */
  @ServerExceptionMapper
  public Response lacks(
      ForbiddenException denied,
      ContainerRequestContext request,
      ResourceInfo resource,
      HttpServerRequest connection) {
    Caller caller = Visitor.of(request.getSecurityContext());
    audit.refused(approach(request, connection), Admission.LACKS_SCOPE, caller.name());
    String why =
        rule(resource).isEmpty()
            ? "nobody may call this: its route has no rule"
            : "the token %s lacks the scope %s%s"
                .formatted(caller.name(), scopes(resource), caller.remedy());
    return problems.rejected(new Rejected(Problem.of(403, "Forbidden", why)), request);
  }

  /** Whoever called said who they are, and that was not so. The audit trail has it already. */
  @ServerExceptionMapper
  public Response failed(AuthenticationFailedException failed, ContainerRequestContext request) {
    Rejected why =
        failed.getCause() instanceof Rejected rejected
            ? rejected
            : Rejected.unauthenticated("that token is not known here" + tokens.where());
    return problems.rejected(why, request);
  }

  private static Approach approach(ContainerRequestContext request, HttpServerRequest connection) {
    return Approach.of(connection, request.getUriInfo().getPath());
  }

  private static String scopes(ResourceInfo resource) {
    return String.join(" or ", rule(resource));
  }

  /** The scopes of which one suffices; none where everybody may or nobody. */
  private static List<String> rule(ResourceInfo resource) {
    return Stream.of(resource)
        .filter(found -> found.getResourceMethod() != null)
        .flatMap(found -> Stream.of(found.getResourceMethod()))
        .flatMap(method -> Optional.ofNullable(method.getAnnotation(RolesAllowed.class)).stream())
        .flatMap(rule -> Stream.of(rule.value()))
        .toList();
  }
}
