package org.kubosteward.access;

import java.util.Optional;

/**
 * Somebody who was let in, and how they came.
 *
 * @param address where the request came from
 * @param session the short name of their session; empty for a token
 */
public record Visit(Caller caller, Surface surface, String address, Optional<String> session) {
  static Visit of(Caller caller, Approach approach) {
    return new Visit(
        caller,
        approach.surface(),
        approach.address(),
        approach.session().filter(id -> approach.authorization().isEmpty()).map(Sessions::shortly));
  }
}
