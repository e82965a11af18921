package org.kubosteward.access;

import java.security.Principal;
import java.util.Optional;

/**
 * Somebody who was let in, and how they came.
 *
 * @param address where the request came from
 * @param session the short name of their session; empty for a token
 */
public record Visit(Caller caller, Surface surface, String address, Optional<String> session)
    implements Principal {
  @Override
  public String getName() {
    return caller.name();
  }

  static Visit of(Caller caller, Approach approach) {
    return new Visit(
        caller,
        approach.surface(),
        approach.address(),
        approach.session().filter(id -> approach.authorization().isEmpty()).map(Sessions::shortly));
  }
}
