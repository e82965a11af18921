package org.kubosteward.access;

import jakarta.ws.rs.core.SecurityContext;

/** The caller as JAX-RS hands one to a resource. */
public final class Visitor {
  private Visitor() {}

  /** Who was let in; {@link Caller#ANONYMOUS} where that needed no token. */
  public static Caller of(SecurityContext context) {
    return context.getUserPrincipal() instanceof Visit visit ? visit.caller() : Caller.ANONYMOUS;
  }

  /** The visit of the caller who was let in; whoever asks for something has one. */
  public static Visit visit(SecurityContext context) {
    if (context.getUserPrincipal() instanceof Visit visit) {
      return visit;
    }
    throw new IllegalStateException("a resource whose route has no rule asks who came in");
  }
}
