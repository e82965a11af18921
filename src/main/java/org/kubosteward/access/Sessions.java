package org.kubosteward.access;

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

  /** Of its digest, which opens nothing. */
  private static final int SHORT = 8;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          boolean tooMany = size() > MOST;
          if (tooMany) {
            told(eldest.getKey(), eldest.getValue(), "too-many");
          }
          return tooMany;
        }
      };
  private final InstantSource clock;
  private final Ending ending;

  Sessions(InstantSource clock, Ending ending) {
    this.clock = clock;
    this.ending = ending;
  }

  /** Hears of sessions that end by themselves. */
  interface Ending {
    /** Names the token, the session in short, and why. */
    void ended(String who, String session, String why);
  }

  /** Begins a session; answers its id, the value of the cookie. */
  synchronized String begin(Caller caller) {
    expire();
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String hex = HexFormat.of().formatHex(id);
    open.put(key(hex), new Session(caller, clock.instant().plus(LASTS)));
    return hex;
  }

  /** Whose session it is, if it has not ended. */
  synchronized Optional<Caller> whose(String id) {
    expire();
    return Optional.ofNullable(open.get(key(id))).map(Session::caller);
  }

  /** Ends it; answers whose it was. */
  synchronized Optional<Caller> end(String id) {
    expire();
    return Optional.ofNullable(open.remove(key(id))).map(Session::caller);
  }

  /** Ends every session of that caller, wherever it was begun; answers how many there were. */
  synchronized int endAll(String name) {
    int before = open.size();
    open.values().removeIf(session -> session.caller().name().equals(name));
    return before - open.size();
  }

  /** Ends it, for what it was begun with is over. */
  synchronized void over(String id) {
    Optional.ofNullable(open.remove(key(id)))
        .ifPresent(session -> told(key(id), session, "key-over"));
  }

  private void expire() {
    Instant now = clock.instant();
    open.entrySet()
        .removeIf(
            entry -> {
              boolean over = !now.isBefore(entry.getValue().endsAt());
              if (over) {
                told(entry.getKey(), entry.getValue(), "expired");
              }
              return over;
            });
  }

  private void told(String key, Session session, String why) {
    ending.ended(session.caller().name(), key.substring(0, SHORT), why);
  }

  /** Names a session where its id must not be told: enough to tell two apart. */
  static String shortly(String id) {
    return key(id).substring(0, SHORT);
  }

  /** Looked up by digest, so that the time of the look-up tells nothing about any id. */
  private static String key(String id) {
    return HexFormat.of().formatHex(Tokens.digest(id));
  }

  private record Session(Caller caller, Instant endsAt) {}
}
