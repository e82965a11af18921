package org.kubosteward.access;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.kubosteward.journal.KeyBook;

/** Makes what finds out who calls from the settings. */
@Singleton
public class AccessBeans {
  private static final Logger LOG = Logger.getLogger(AccessBeans.class);
  private static final int DEV_TOKEN_BYTES = 16;

  /** The thread that asks for keys ends when nobody has come with one for this long. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** More than there are keys: each may have a day to note, and there is one reading at a time. */
  private static final int KEY_QUEUE = 2 * KeyBook.MOST;

  private final ThreadPoolExecutor keyThread = keyThread();

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
  Callers callers(Tokens tokens, Keys keys, Sessions sessions, InstantSource clock, Audit audit) {
    return new Callers(tokens, keys, sessions, new FailedLogins(clock), audit, clock);
  }

  @Produces
  @Singleton
  Keys keys(KeyBook book, InstantSource clock) {
    return new Keys(book, clock, keyThread);
  }

  void stop(@Observes ShutdownEvent event) {
    keyThread.shutdownNow();
  }

  /** Makes it at the start, so that a wrong setting ends it then and not at a request. */
  void start(
      @Observes StartupEvent event, Callers callers, Connections connections, AccessConfig config) {
    ListenerBounds.are(connections, config.http2WithoutTls());
    LOG.debugf("%s is up", callers);
  }

  private static ThreadPoolExecutor keyThread() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(KEY_QUEUE),
            task -> {
              Thread thread = new Thread(task, "api-keys");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static String devToken() {
    byte[] bytes = new byte[DEV_TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    LOG.infof("console token for this dev run: %s", token);
    return token;
  }
}
