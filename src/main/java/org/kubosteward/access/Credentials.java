package org.kubosteward.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks the runtime who made a request, by all that the request says of its sender. */
public final class Credentials extends BaseAuthenticationRequest {
  private final Approach approach;

  Credentials(Approach approach) {
    this.approach = approach;
  }

  Approach approach() {
    return approach;
  }
}
