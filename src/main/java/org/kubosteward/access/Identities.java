package org.kubosteward.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The caller as the runtime knows one: the principal is the {@link Visit}, the roles are the
 * scopes. Where reading is open to everybody, everybody has that scope.
 */
@Singleton
public class Identities implements IdentityProvider<Credentials> {
  private final Callers callers;
  private final boolean anonymousRead;

  Identities(Callers callers, AccessConfig config) {
    this.callers = callers;
    this.anonymousRead = config.anonymousRead();
  }

  @Override
  public Class<Credentials> getRequestType() {
    return Credentials.class;
  }

  /** Fails with what the runtime takes for a failed authentication; its cause says why, for us. */
  @Override
  public Uni<SecurityIdentity> authenticate(
      Credentials credentials, AuthenticationRequestContext context) {
    Approach approach = credentials.approach();
    return callers
        .identify(approach)
        .map(caller -> identity(Visit.of(caller, approach)))
        .onFailure(Rejected.class)
        .transform(AuthenticationFailedException::new);
  }

  private SecurityIdentity identity(Visit visit) {
    Set<String> roles =
        visit.caller().scopes().stream()
            .map(Scope::label)
            .collect(Collectors.toCollection(HashSet::new));
    if (anonymousRead) {
      roles.add(ScopeName.READ);
    }
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(visit)
        .setAnonymous(!visit.caller().known())
        .addRoles(roles)
        .build();
  }
}
