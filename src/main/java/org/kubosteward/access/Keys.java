package org.kubosteward.access;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.KeyBook;
import org.kubosteward.journal.KeyRow;

/** The keys that people make: looked up, made and revoked. */
public final class Keys {
  private static final Logger LOG = Logger.getLogger(Keys.class);

  private final KeyBook book;
  private final InstantSource clock;
  private final Executor executor;
  private final KeyRing ring;

  /** The day that was last noted of a key; as many as there are keys at the most. */
  private final Map<Long, LocalDate> noted = new ConcurrentHashMap<>();

  /**
   * The keys of that book.
   *
   * @param executor where the database is asked, one question after the other
   */
  Keys(KeyBook book, InstantSource clock, Executor executor) {
    this.book = book;
    this.clock = clock;
    this.executor = executor;
    this.ring = new KeyRing(() -> new KeysRead(clock.instant(), book.keys()), clock, executor);
  }

  /**
   * A key that was just made.
   *
   * @param secret what opens with it, told once and kept nowhere
   */
  public record Made(ApiKey key, KeySecret secret) {}

  /** Which key it opens; one that has expired as well. Fails with {@link Rejected}: 503. */
  Uni<Optional<ApiKey>> opened(String secret) {
    return KeySecret.looksLikeOne(secret)
        ? ring.ask(keys -> keys.opened(secret))
        : Uni.createFrom().item(Optional.empty());
  }

  /** The key of that id, unless it was revoked or has expired. Fails with {@link Rejected}: 503. */
  Uni<Optional<ApiKey>> valid(long id) {
    return ring.ask(keys -> keys.of(id).filter(key -> !key.expired(clock.instant())));
  }

  /** Notes the day on which a key is used, beside the request and once a day. */
  void used(ApiKey key) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    boolean known = key.lastUsed().filter(day -> !day.isBefore(today)).isPresent();
    if (!known && !today.equals(noted.put(key.id(), today))) {
      try {
        executor.execute(() -> note(key.id(), today));
      } catch (RejectedExecutionException full) {
        noted.remove(key.id());
      }
    }
  }

  private void note(long id, LocalDate day) {
    try {
      book.used(id, day);
    } catch (JournalUnavailable later) {
      LOG.debugf("the use of key %d is noted another time: %s", id, later.getMessage());
      noted.remove(id);
    }
  }

  /**
   * All keys, oldest first.
   *
   * @throws JournalUnavailable when the database does not answer
   */
  public List<ApiKey> all() {
    return book.keys().stream().map(ApiKey::of).toList();
  }

  /**
   * Makes a key.
   *
   * @throws org.kubosteward.journal.KeyRefused when the name is taken, or there are too many
   * @throws JournalUnavailable when the database does not answer
   */
  public Made make(String name, Set<Scope> scopes, String author, Optional<Instant> expiresAt) {
    KeySecret secret = KeySecret.random();
    KeyRow kept =
        book.add(
            new KeyRow(
                0,
                name,
                KeySecret.digest(secret.text()),
                scopes.stream().sorted().map(Scope::label).toList(),
                clock.instant(),
                author,
                expiresAt,
                Optional.empty()));
    ring.forget();
    return new Made(ApiKey.of(kept), secret);
  }

  /**
   * Revokes a key: it opens nothing here from now on, and nothing anywhere in a few seconds. False
   * when there is none of that id.
   *
   * @throws JournalUnavailable when the database does not answer; the key may still open then
   */
  public boolean revoke(long id) {
    try {
      return book.remove(id);
    } finally {
      noted.remove(id);
      ring.forget();
    }
  }
}
