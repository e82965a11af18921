package org.kubosteward.console;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The caller as JAX-RS hands it to a resource: the role is the scope. */
record Visitor(Caller caller, boolean secure) implements SecurityContext {
  @Override
  public Principal getUserPrincipal() {
    return caller::name;
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.scopes().stream().anyMatch(scope -> scope.label().equals(role));
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
  static Caller of(SecurityContext context) {
    return context instanceof Visitor visitor ? visitor.caller : Caller.ANONYMOUS;
  }
}
