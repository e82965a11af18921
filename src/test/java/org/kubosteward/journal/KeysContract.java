package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must make of the keys of a fleet. */
abstract class KeysContract extends FleetsContract {
  private static final Instant MADE = Instant.parse("2026-11-23T08:00:00.123456Z");
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  private SqlKeys keys;
  private SqlKeys other;

  @BeforeEach
  void twoPlanesAndTheirKeys() {
    keys = new SqlKeys(database, LIMITS, FleetId.DEFAULT);
    other = new SqlKeys(database, LIMITS, FleetId.DEFAULT);
  }

  @Test
  void everyPlaneReadsAKeyBackAsItWasKept() {
    KeyRow kept = keys.add(key("ci", 1));

    assertThat(kept.id()).isPositive();
    assertThat(other.keys()).containsExactly(kept);
    assertThat(kept.scopes()).containsExactly("read", "pin:write");
    assertThat(kept.expiresAt()).contains(MADE.plusSeconds(60));
  }

  @Test
  void aRevokedKeyIsGoneForEveryPlaneAndItsNameIsFree() {
    KeyRow kept = keys.add(key("ci", 1));

    assertThat(other.remove(kept.id())).isTrue();

    assertThat(keys.keys()).isEmpty();
    assertThat(keys.remove(kept.id())).isFalse();
    assertThat(keys.add(key("ci", 2)).id()).isNotEqualTo(kept.id());
  }

  @Test
  void aNameIsTakenOnce() {
    keys.add(key("ci", 1));
    assertThatThrownBy(() -> other.add(key("ci", 2)))
        .isInstanceOf(KeyRefused.class)
        .hasMessageContaining("ci");
    assertThat(keys.keys()).hasSize(1);
  }

  @Test
  void thereAreNoMoreThanAProcessHolds() {
    IntStream.range(0, KeyBook.MOST).forEach(i -> keys.add(key("key-" + i, i)));
    assertThatThrownBy(() -> keys.add(key("one-more", KeyBook.MOST)))
        .isInstanceOf(KeyRefused.class)
        .hasMessageContaining("1000");
    assertThat(keys.keys()).hasSize(KeyBook.MOST);
  }

  @Test
  void theDayOfTheLastUseGoesForwardAlone() {
    long id = keys.add(key("ci", 1)).id();
    assertThat(keys.keys()).extracting(KeyRow::lastUsed).containsExactly(Optional.empty());

    other.used(id, MONDAY);
    keys.used(id, MONDAY.minusDays(1));

    assertThat(keys.keys()).extracting(KeyRow::lastUsed).containsExactly(Optional.of(MONDAY));
  }

  @Test
  void theKeysOfAnotherFleetAreNoneOfOurs() {
    KeyRow ours = keys.add(key("ci", 1));
    SqlKeys theirs = new SqlKeys(database, LIMITS, new FleetId("west"));

    assertThat(theirs.keys()).isEmpty();
    assertThat(theirs.remove(ours.id())).isFalse();
    theirs.used(ours.id(), MONDAY);
    assertThat(theirs.add(key("ci", 2)).id()).isNotEqualTo(ours.id());
    assertThat(keys.keys()).containsExactly(ours);
  }

  private static KeyRow key(String name, int number) {
    return new KeyRow(
        0,
        name,
        "%064x".formatted(number),
        List.of("read", "pin:write"),
        MADE,
        "alice",
        Optional.of(MADE.plusSeconds(60)),
        Optional.empty());
  }
}
