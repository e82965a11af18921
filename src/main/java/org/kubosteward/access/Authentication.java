package org.kubosteward.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * How a caller is found out, on every surface: by a bearer token or a session cookie. It is asked
 * when a route that has a rule is called, and not before ({@code quarkus.http.auth.proactive}):
 * what is open to everybody is open to a wrong token too, and a failure becomes a problem like all
 * others.
 */
@Singleton
public class Authentication implements HttpAuthenticationMechanism {
  private static final int UNAUTHORIZED = 401;

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext exchange, IdentityProviderManager identities) {
    Uni<SecurityIdentity> found =
        identities.authenticate(
            new Credentials(Approach.of(exchange.request(), exchange.normalizedPath())));
    // A key may be looked up by another thread; the request goes on where it belongs.
    return Optional.ofNullable(Vertx.currentContext())
        .map(request -> found.emitOn(task -> goOn(request, task)))
        .orElse(found);
  }

  /** At once where it belongs already: all but the first with a key wait for nothing. */
  private static void goOn(Context request, Runnable task) {
    if (request.equals(Vertx.currentContext())) {
      task.run();
    } else {
      request.runOnContext(on -> task.run());
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
    return Uni.createFrom()
        .item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", Rejected.CHALLENGE));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(Credentials.class);
  }
}
