package org.kubosteward.access;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/** Makes what finds out who calls from the settings. */
@Singleton
public class AccessBeans {
  private static final Logger LOG = Logger.getLogger(AccessBeans.class);
  private static final int DEV_TOKEN_BYTES = 16;

  @Produces
  @Singleton
  Audit audit(Admissions admissions, InstantSource clock) {
    return new Audit(admissions, clock);
  }

  @Produces
  @Singleton
  Sessions sessions(InstantSource clock, Audit audit) {
    return new Sessions(clock, audit::sessionEnded);
  }

  @Produces
  @Singleton
  Logins logins(Callers callers, Sessions sessions, Audit audit) {
    return new Logins(callers, sessions, audit);
  }

  /** Before a listener opens, and so that a wrong bound ends the start. */
  @Produces
  @Singleton
  Connections connections(AccessConfig config) {
    return new Connections(config.connections(), config.connectionsPerAddress());
  }

  @Produces
  @Singleton
  Tokens tokens(AccessConfig config) {
    Tokens tokens = new Tokens(config.tokens());
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      tokens = tokens.and("dev", devToken(), EnumSet.allOf(Scope.class));
    }
    return tokens;
  }

  @Produces
  @Singleton
  Callers callers(Tokens tokens, Sessions sessions, InstantSource clock, Audit audit) {
    return new Callers(tokens, sessions, new FailedLogins(clock), audit);
  }

  /** Makes it at the start, so that a wrong setting ends it then and not at a request. */
  void start(
      @Observes StartupEvent event, Callers callers, Connections connections, AccessConfig config) {
    ListenerBounds.are(connections, config.http2WithoutTls());
    LOG.debugf("%s is up", callers);
  }

  private static String devToken() {
    byte[] bytes = new byte[DEV_TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    LOG.infof("console token for this dev run: %s", token);
    return token;
  }
}
