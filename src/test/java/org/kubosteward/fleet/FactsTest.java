package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.fleet.Commands.Running;
import org.kubosteward.fleet.Resources.Use;

class FactsTest {
  @Test
  void fillIsSizeOverStorageMaxAndMayExceedIt() {
    assertThat(new RepoStat(96, 100).fill()).isEqualTo(0.96);
    assertThat(new RepoStat(0, 100).fill()).isZero();
    assertThat(new RepoStat(150, 100).fill()).isEqualTo(1.5);
    assertThat(new RepoStat(Long.MAX_VALUE, Long.MAX_VALUE).fill()).isEqualTo(1);
  }

  @Test
  void withoutAStorageMaxNothingFills() {
    assertThat(new RepoStat(1L << 40, 0).fill()).isZero();
  }

  @Test
  void theFullestResourceIsTheOneClosestToItsLimit() {
    Resources resources =
        new Resources(
            use(10, 100), use(50, 100), use(10, 1000), new Use(999, OptionalLong.empty()));

    assertThat(resources.fullest()).hasValue(0.5);
  }

  @Test
  void whatHasNoLimitIsNeverFull() {
    Use unlimited = new Use(1_000_000, OptionalLong.empty());

    assertThat(new Resources(unlimited, unlimited, unlimited, unlimited).fullest()).isEmpty();
    assertThat(new Resources(use(1, 0), unlimited, unlimited, unlimited).fullest()).isEmpty();
  }

  @Test
  void whereInodesAreNotNumberedNoneAreLeftOrMissed() {
    assertThat(new Volume.Fill(5, 10, 0, 0).inodesFree()).isEmpty();
    assertThat(new Volume.Fill(5, 10, 0, 0).inodesFreeRatio()).isEmpty();
    assertThat(new Volume.Fill(5, 10, 1, 1).inodesFree()).hasValue(0);
    assertThat(new Volume.Fill(5, 10, 1, 4).inodesFreeRatio()).hasValue(0.75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add", "pin/add", "pin/update", "dag/import", "dag/put", "files/write",
        "files/cp", "files/mv", "files/flush", "files/mkdir", "tar/add", "urlstore/add"
      })
  void aCollectionMustNotMeetAWriter(String command) {
    assertThat(commands("id", command).writer()).map(Running::command).contains(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id", "cat", "swarm/peers", "pin/ls", "repo/gc", "block/put", "refs", "addendum"})
  void whatOnlyReadsIsNoWriter(String command) {
    assertThat(commands(command).writer()).isEmpty();
  }

  @Test
  void findsTheCollectionAmongOtherCommands() {
    assertThat(commands("cat", "repo/gc", "add").collection())
        .map(Running::command)
        .contains("repo/gc");
    assertThat(commands("repo/stat", "repo/verify").collection()).isEmpty();
  }

  @Test
  void aCollectionIsAbortedWhenItHasAnError() {
    assertThat(new Collection(Fleets.START, "").aborted()).isFalse();
    assertThat(new Collection(Fleets.START, "block was not found").aborted()).isTrue();
  }

  @Test
  void whoLooksSteadilyIsOnTimeWithASoundClock() {
    assertThat(Observer.steady(3)).isEqualTo(new Observer(Duration.ZERO, Duration.ZERO, 3, ""));
  }

  @Test
  void listsAreCopied() {
    List<String> addresses = new ArrayList<>(List.of("/ip4/127.0.0.1/tcp/4001"));
    Identity identity = new Identity("12D3KooWx", "kubo/0.43.0", addresses);
    List<Running> running = new ArrayList<>(List.of(new Running("add", Fleets.START)));
    Commands commands = new Commands(running);
    addresses.clear();
    running.clear();

    assertThat(identity.addresses()).hasSize(1);
    assertThat(commands.writer()).isPresent();
  }

  private static Use use(long used, long limit) {
    return new Use(used, OptionalLong.of(limit));
  }

  private static Commands commands(String... names) {
    return new Commands(List.of(names).stream().map(n -> new Running(n, Fleets.START)).toList());
  }
}
