package org.kubosteward.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.KeyRow;

class KeysTest {
  private static final Set<Scope> PINS = Set.of(Scope.PIN_READ, Scope.PIN_WRITE);

  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final MemoryKeys book = new MemoryKeys();
  private final Keys here = new Keys(book, () -> now, Runnable::run);
  private final Keys elsewhere = new Keys(book, () -> now, Runnable::run);

  @Test
  void aSecretIsLongRandomKnownByItsBeginningAndKeptNowhere() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Keys.Made made = make("key-" + i);
      secrets.add(made.secret().text());
      assertThat(made.secret().text()).matches("ks_[A-Za-z0-9_-]{43}");
      assertThat(made.toString() + book.keys()).doesNotContain(made.secret().text());
    }
    assertThat(secrets).hasSize(100);
    assertThat(book.keys()).extracting(KeyRow::sha256).allMatch(sha -> sha.matches("[0-9a-f]{64}"));
  }

  @Test
  void aKeyOpensWhatItsScopesSayOnEveryPlane() {
    String secret = make("ci").secret().text();

    assertThat(opened(here, secret)).map(ApiKey::scopes).contains(PINS);
    assertThat(opened(elsewhere, secret)).map(key -> key.caller().name()).contains("key:ci");
    assertThat(opened(here, secret.substring(1))).isEmpty();
    assertThat(opened(here, "ks_" + "A".repeat(43))).isEmpty();
  }

  @Test
  void aRevokedKeyOpensNothingHereAtOnceAndElsewhereAfterTheBound() {
    Keys.Made made = make("ci");
    String secret = made.secret().text();
    assertThat(opened(here, secret)).isPresent();
    assertThat(opened(elsewhere, secret)).isPresent();

    assertThat(here.revoke(made.key().id())).isTrue();

    assertThat(opened(here, secret)).isEmpty();
    now = now.plus(KeyRing.STALE);
    assertThat(opened(elsewhere, secret)).isEmpty();
    assertThat(here.revoke(made.key().id())).isFalse();
  }

  @Test
  void aReadingThatBeganBeforeARevocationIsNotKept() {
    Deque<Runnable> later = new ArrayDeque<>();
    Keys slow = new Keys(book, () -> now, later::add);
    Keys.Made made = make("ci");
    CompletableFuture<Optional<ApiKey>> before =
        slow.opened(made.secret().text()).subscribeAsCompletionStage();
    slow.revoke(made.key().id());
    CompletableFuture<Optional<ApiKey>> after =
        slow.opened(made.secret().text()).subscribeAsCompletionStage();

    assertThat(later).as("the second waits for a reading of its own").hasSize(2);
    later.forEach(Runnable::run);

    assertThat(before).isCompleted();
    assertThat(after.join()).isEmpty();
  }

  @Test
  void guessesAndManyRequestsAreOneQuestionToTheDatabase() {
    String secret = make("ci").secret().text();
    int before = book.readings();
    for (int i = 0; i < 1_000; i++) {
      assertThat(opened(here, "ks_%043d".formatted(i))).isEmpty();
      assertThat(opened(here, "guess-" + i)).isEmpty();
      assertThat(opened(here, secret)).isPresent();
    }
    assertThat(book.readings() - before).isEqualTo(1);

    now = now.plus(KeyRing.FRESH);
    assertThat(opened(here, secret)).isPresent();
    assertThat(book.readings() - before).isEqualTo(2);
  }

  @Test
  void manyWhoComeAtOnceWaitForOneReading() {
    Deque<Runnable> later = new ArrayDeque<>();
    Keys slow = new Keys(book, () -> now, later::add);
    String secret = make("ci").secret().text();
    List<CompletableFuture<Optional<ApiKey>>> asked =
        IntStream.range(0, 50)
            .mapToObj(i -> slow.opened(secret).subscribeAsCompletionStage())
            .toList();
    assertThat(later).hasSize(1);
    assertThat(asked).noneMatch(CompletableFuture::isDone);

    later.forEach(Runnable::run);

    assertThat(asked).allSatisfy(found -> assertThat(found.join()).isPresent());
  }

  @Test
  void withoutADatabaseAKeyPassesForAsLongAsAnotherPlaneMayRevokeItAndThenIsToldWhy() {
    String secret = make("ci").secret().text();
    assertThat(opened(here, secret)).isPresent();
    book.fail();

    now = now.plus(KeyRing.STALE).minusMillis(1);
    assertThat(opened(here, secret)).isPresent();
    now = now.plusMillis(1);
    Rejected away = catchThrowableOfType(Rejected.class, () -> opened(here, secret));
    assertThat(away.problem().status()).isEqualTo(503);
    assertThat(away.problem().detail()).contains("keys cannot be looked up", "connection refused");

    book.recover();
    now = now.plus(KeyRing.SPARED);
    assertThat(opened(here, secret)).isPresent();
  }

  @Test
  void aDatabaseThatFailedIsSparedForASecond() {
    book.fail();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> opened(here, "ks_" + "A".repeat(43))).isInstanceOf(Rejected.class);
    }
    assertThat(book.readings()).isEqualTo(1);
  }

  @Test
  void aClockThatIsPutBackMakesNothingYounger() {
    Keys.Made made = make("ci");
    assertThat(opened(elsewhere, made.secret().text())).isPresent();
    here.revoke(made.key().id());

    now = now.minus(Duration.ofHours(1));

    assertThat(opened(elsewhere, made.secret().text())).isEmpty();
  }

  @Test
  void aQueueThatIsFullIsAClearAnswerAndNotAWait() {
    Keys full =
        new Keys(
            book,
            () -> now,
            task -> {
              throw new RejectedExecutionException("full");
            });
    Keys.Made made = make("ci");
    assertThat(catchThrowableOfType(Rejected.class, () -> opened(full, made.secret().text())))
        .extracting(rejected -> rejected.problem().status())
        .isEqualTo(503);
    full.used(made.key());
    assertThat(book.uses()).isZero();
  }

  @Test
  void theUseOfAKeyIsNotedOnceADay() {
    ApiKey key = make("ci").key();
    for (int i = 0; i < 100; i++) {
      here.used(key);
    }
    assertThat(book.uses()).isEqualTo(1);
    assertThat(here.all())
        .extracting(ApiKey::lastUsed)
        .containsExactly(Optional.of(LocalDate.of(2026, 11, 23)));
    elsewhere.used(here.all().get(0));
    assertThat(book.uses()).as("another plane sees that it is noted").isEqualTo(1);

    now = now.plus(Duration.ofDays(1));
    here.used(key);
    assertThat(book.uses()).isEqualTo(2);
  }

  @Test
  void aUseThatCouldNotBeNotedIsNotedLater() {
    ApiKey key = make("ci").key();
    book.fail();
    here.used(key);
    book.recover();
    here.used(key);
    assertThat(book.uses()).isEqualTo(1);
  }

  @Test
  void aKeyThatCouldNotBeKeptIsNone() {
    book.fail();
    assertThatThrownBy(() -> make("ci")).isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> here.revoke(1)).isInstanceOf(JournalUnavailable.class);
  }

  @Test
  void aScopeOfANewerVersionAllowsNothing() {
    book.add(
        new KeyRow(
            0,
            "newer",
            "0".repeat(64),
            List.of("read", "teleport"),
            now,
            "alice",
            Optional.empty(),
            Optional.empty()));
    assertThat(here.all()).extracting(ApiKey::scopes).containsExactly(Set.of(Scope.READ));
  }

  private Keys.Made make(String name) {
    return here.make(name, PINS, "alice", Optional.empty());
  }

  private static Optional<ApiKey> opened(Keys keys, String secret) {
    return keys.opened(secret).await().indefinitely();
  }
}
