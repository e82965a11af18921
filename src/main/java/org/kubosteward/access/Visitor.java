package org.kubosteward.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The caller as JAX-RS hands it to a resource: the role is the scope. */
public record Visitor(Visit visit, boolean secure) implements SecurityContext {
  @Override
  public Principal getUserPrincipal() {
    return visit.caller()::name;
  }

  @Override
  public boolean isUserInRole(String role) {
    return visit.caller().scopes().stream().anyMatch(scope -> scope.label().equals(role));
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }

  /** The caller that the gate let in. */
  public static Caller of(SecurityContext context) {
    return context instanceof Visitor visitor ? visitor.visit.caller() : Caller.ANONYMOUS;
  }

  /** The visit of the caller whom the gate let in; whoever asks for something has one. */
  public static Visit visit(SecurityContext context) {
    if (context instanceof Visitor visitor) {
      return visitor.visit;
    }
    throw new IllegalStateException("a resource that the gate does not guard asks who came in");
  }
}
