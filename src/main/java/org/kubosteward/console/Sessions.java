package org.kubosteward.console;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is logged in at a browser. The cookie holds a random id, never the token; a restart of the
 * plane ends all sessions.
 */
final class Sessions {
  /** One shift: nobody should have to log in twice during an incident. */
  static final Duration LASTS = Duration.ofHours(8);

  /** More people than an operations team has; beyond it the oldest session ends. */
  static final int MOST = 1_000;

  /** 256 bits cannot be guessed. */
  private static final int ID_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MOST;
        }
      };
  private final InstantSource clock;

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins a session; answers its id, the value of the cookie. */
  synchronized String begin(Caller caller) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String hex = HexFormat.of().formatHex(id);
    open.put(key(hex), new Session(caller, clock.instant().plus(LASTS)));
    return hex;
  }

  /** Whose session it is, if it has not ended. */
  synchronized Optional<Caller> whose(String id) {
    String key = key(id);
    Optional<Session> session = Optional.ofNullable(open.get(key));
    if (session.filter(s -> clock.instant().isBefore(s.endsAt())).isEmpty()) {
      open.remove(key);
      return Optional.empty();
    }
    return session.map(Session::caller);
  }

  synchronized void end(String id) {
    open.remove(key(id));
  }

  /** Ends every session of that caller, wherever it was begun. */
  synchronized void endAll(String name) {
    open.values().removeIf(session -> session.caller().name().equals(name));
  }

  /** Looked up by digest, so that the time of the look-up tells nothing about any id. */
  private static String key(String id) {
    return HexFormat.of().formatHex(Tokens.digest(id));
  }

  private record Session(Caller caller, Instant endsAt) {}
}
