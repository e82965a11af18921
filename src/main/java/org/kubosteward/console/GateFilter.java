package org.kubosteward.console;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Puts the {@link Gate} before every resource of ours. It goes by the resource that was chosen and
 * not by the path, so that no spelling of a path leads around it; what is not {@link Open} is
 * guarded.
 */
public class GateFilter {
  static final String COOKIE = "steward-session";
  private static final String OURS = "org.kubosteward.";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

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
    Approach approach = approach(request, connection, needed);
    Caller caller = gate.admit(approach, enough);
    request.setSecurityContext(
        new Visitor(
            Visit.of(caller, approach),
            request.getUriInfo().getRequestUri().getScheme().equals("https")));
  }

  /** Whether the resource is one of ours, of whichever room; the runtime's own guard themselves. */
  static boolean ours(ResourceInfo resource) {
    return resource.getResourceClass() != null
        && resource.getResourceClass().getPackageName().startsWith(OURS);
  }

  static Approach approach(
      ContainerRequestContext request, HttpServerRequest connection, Scope needed) {
    String path = request.getUriInfo().getPath();
    return new Approach(
        needed,
        Surface.of(path),
        request.getMethod() + " " + path,
        connection.remoteAddress().hostAddress(),
        Optional.ofNullable(request.getHeaderString("Authorization")),
        Optional.ofNullable(request.getCookies().get(COOKIE)).map(Cookie::getValue),
        Optional.ofNullable(request.getHeaderString("Sec-Fetch-Site")),
        Optional.ofNullable(request.getHeaderString("Origin")),
        Optional.ofNullable(request.getHeaderString("Host")));
  }
}
