package org.kubosteward.access;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Puts the {@link Gate} before every resource of ours. It goes by the resource that was chosen and
 * not by the path, so that no spelling of a path leads around it; what is not {@link Open} is
 * guarded.
 */
public class GateFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private static final String HOUSE = "org.kubosteward.";

  private final Gate gate;

  GateFilter(Gate gate) {
    this.gate = gate;
  }

  /** Lets the request on, as the visitor who made it, or turns it away. */
  @ServerRequestFilter
  public void guard(
      ContainerRequestContext request, ResourceInfo resource, HttpServerRequest connection) {
    if (!ours(resource) || resource.getResourceMethod().isAnnotationPresent(Open.class)) {
      return;
    }
    Scope needed = READING.contains(request.getMethod()) ? Scope.READ : Scope.OPERATE;
    Set<Scope> enough =
        resource.getResourceMethod().isAnnotationPresent(ChangesNothing.class)
            ? EnumSet.allOf(Scope.class)
            : EnumSet.of(needed);
    Approach approach = Approach.of(connection, request.getUriInfo().getPath(), needed);
    Caller caller = gate.admit(approach, enough);
    request.setSecurityContext(
        new Visitor(
            Visit.of(caller, approach),
            request.getUriInfo().getRequestUri().getScheme().equals("https")));
  }

  /** Whether the resource is one of ours, in whatever room. */
  static boolean ours(ResourceInfo resource) {
    return resource.getResourceClass() != null
        && resource.getResourceClass().getPackageName().startsWith(HOUSE);
  }
}
