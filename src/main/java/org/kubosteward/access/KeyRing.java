package org.kubosteward.access;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kubosteward.journal.JournalUnavailable;

/**
 * The keys in memory, read anew while requests ask for them. A key that another plane revoked opens
 * nothing here after {@link #STALE}, whether the database answers or not; one that was revoked
 * here, at once.
 *
 * <ol>
 *   <li>What was read less than {@link #FRESH} ago answers.
 *   <li>What was read less than {@link #STALE} ago answers too, and is read anew beside that.
 *   <li>What is older is read anew first. All who ask then wait for one reading.
 *   <li>A reading that fails answers 503, to whoever asks in the next {@link #SPARED} as well.
 * </ol>
 *
 * All keys are read at once, for there are not many: so no guess, however many there are, is a
 * question to the database. While nobody comes with a key nothing is read.
 */
final class KeyRing {
  /** Short against the time that somebody takes to see whether a revoked key still works. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** The bound on what a key that was revoked elsewhere may still do. */
  static final Duration STALE = Duration.ofSeconds(5);

  /** How long nobody asks again a database that failed. */
  static final Duration SPARED = Duration.ofSeconds(1);

  /** Longer than the journal takes to open, or for a statement. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final Supplier<KeysRead> read;
  private final InstantSource clock;
  private final Executor executor;
  private Optional<KeysRead> kept = Optional.empty();
  private Optional<CompletableFuture<KeysRead>> reading = Optional.empty();
  private Optional<Failure> failed = Optional.empty();

  /**
   * Nothing is read yet.
   *
   * @param read reads all keys; may throw {@link JournalUnavailable}
   * @param executor where that is done, one after the other
   */
  KeyRing(Supplier<KeysRead> read, InstantSource clock, Executor executor) {
    this.read = read;
    this.clock = clock;
    this.executor = executor;
  }

  private record Failure(Throwable why, Instant at) {}

  /**
   * What the keys say; fails with {@link Rejected} (503) when they cannot be told now.
   *
   * @param question what is asked of them
   */
  <T> Uni<T> ask(Function<KeysRead, T> question) {
    return Uni.createFrom()
        .completionStage(this::current)
        .onFailure(failure -> !(failure instanceof Rejected))
        .transform(KeyRing::unavailable)
        .map(question);
  }

  /** What is kept may be over: the next one who asks waits for a new reading. */
  synchronized void forget() {
    kept = Optional.empty();
    // It may have begun before what changed.
    reading = Optional.empty();
    failed = Optional.empty();
  }

  private synchronized CompletableFuture<KeysRead> current() {
    Instant now = clock.instant();
    Optional<KeysRead> fresh = kept.filter(keys -> younger(keys.at(), now, FRESH));
    if (fresh.isPresent()) {
      return CompletableFuture.completedFuture(fresh.get());
    }
    Optional<KeysRead> usable = kept.filter(keys -> younger(keys.at(), now, STALE));
    Optional<Failure> spared = failed.filter(failure -> younger(failure.at(), now, SPARED));
    if (spared.isPresent()) {
      return usable
          .map(CompletableFuture::completedFuture)
          .orElseGet(() -> CompletableFuture.failedFuture(spared.get().why()));
    }
    CompletableFuture<KeysRead> anew = reading.filter(r -> !r.isDone()).orElseGet(this::begin);
    return usable
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> anew.copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private CompletableFuture<KeysRead> begin() {
    CompletableFuture<KeysRead> anew = new CompletableFuture<>();
    reading = Optional.of(anew);
    try {
      executor.execute(() -> run(anew));
    } catch (RejectedExecutionException full) {
      anew.completeExceptionally(full);
    }
    return anew;
  }

  private void run(CompletableFuture<KeysRead> anew) {
    try {
      KeysRead keys = read.get();
      keep(anew, Optional.of(keys), Optional.empty());
      anew.complete(keys);
    } catch (RuntimeException failure) {
      keep(anew, Optional.empty(), Optional.of(new Failure(failure, clock.instant())));
      anew.completeExceptionally(failure);
    }
  }

  private synchronized void keep(
      CompletableFuture<KeysRead> anew, Optional<KeysRead> keys, Optional<Failure> failure) {
    boolean ours = reading.filter(anew::equals).isPresent();
    if (ours) {
      kept = keys.or(() -> kept);
      failed = failure;
    }
  }

  /** A clock that was put back makes nothing younger. */
  private static boolean younger(Instant at, Instant now, Duration than) {
    Duration age = Duration.between(at, now);
    return !age.isNegative() && age.compareTo(than) < 0;
  }

  private static Rejected unavailable(Throwable failure) {
    String why =
        failure instanceof JournalUnavailable
            ? String.valueOf(failure.getMessage())
            : "the journal's database does not answer in time";
    return new Rejected(
        Problem.unavailable(
            "keys cannot be looked up now, and tokens of the settings can: " + why));
  }
}
