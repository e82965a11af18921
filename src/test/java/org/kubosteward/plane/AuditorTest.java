package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.plane.Auditor.Intent;
import org.kubosteward.plane.Auditor.Rules;
import org.kubosteward.plane.Deeds.Deed;

class AuditorTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final Auditor auditor = new Auditor(new Rules(3, 6, Duration.ofMinutes(10)));
  private final List<Deed> deeds = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private final List<Instant> committed = new ArrayList<>();

  @Test
  void findsNothingWhereEachCallHasItsIntentAndItsTime() {
    sanctioned("repo/gc", "collect-garbage", "kubo-1", 0);
    sanctioned("eviction", "restart-pod", "kubo-2", 60);
    sanctioned("swarm/disconnect", "refresh-link", "kubo-1", 61);
    deed("swarm/connect", "kubo-1", 62);
    sanctioned("swarm/connect", "reconnect-peer", "kubo-3", 63);

    assertThat(breaches()).isEmpty();
  }

  @Test
  void findsACallThatNobodyIntended() {
    deed("repo/gc", "kubo-1", 5);

    assertThat(breaches()).singleElement().asString().contains("repo/gc of kubo-1", "no intent");
  }

  @Test
  void findsACallThatWasRepeatedOnOneIntent() {
    sanctioned("eviction", "restart-pod", "kubo-1", 0);
    deed("eviction", "kubo-1", 900);

    assertThat(breaches()).singleElement().asString().contains("not used already");
  }

  @Test
  void findsAThirdDialOnOneIntent() {
    sanctioned("swarm/connect", "reconnect-peer", "kubo-1", 0);
    deed("swarm/connect", "kubo-1", 1);
    assertThat(breaches()).isEmpty();

    deed("swarm/connect", "kubo-1", 2);
    assertThat(breaches()).hasSize(1);
  }

  @Test
  void findsASecondReadOfALostBlockOnOneIntent() {
    sanctioned("block/get", "heal-blocks", "kubo-1", 0);
    assertThat(breaches()).isEmpty();

    deed("block/get", "kubo-1", 40);
    assertThat(breaches()).singleElement().asString().contains("not used already");
  }

  @Test
  void findsAnIntentForAnotherNodeOrAnotherAction() {
    intent("collect-garbage", "kubo-2", 0, 0);
    intent("restart-pod", "kubo-1", 0, 0);
    deed("repo/gc", "kubo-1", 1);

    assertThat(breaches()).hasSize(1);
  }

  @Test
  void findsACallThatWasFasterThanTheCommitOfItsIntent() {
    intent("repo", "kubo-9", 0, 0);
    intent("collect-garbage", "kubo-1", 1, 3);
    deed("repo/gc", "kubo-1", 2);

    assertThat(breaches()).singleElement().asString().contains("before its intent was committed");
  }

  @Test
  void findsTwoAtOnceAlsoWhenTheFirstNeverEnded() {
    intent("collect-garbage", "kubo-1", 0, 0);
    deeds.add(new Deed("repo/gc", "kubo-1", at(1), Optional.empty()));
    sanctioned("eviction", "restart-pod", "kubo-2", 90);

    assertThat(breaches()).singleElement().asString().contains("at once");
  }

  @Test
  void findsTheFourthInAnHourAndTheSeventhInADay() {
    for (int i = 0; i < 4; i++) {
      sanctioned("repo/gc", "collect-garbage", "kubo-" + i, i * 60);
    }
    assertThat(breaches()).singleElement().asString().contains("number 4 within PT1H");

    for (int i = 4; i < 7; i++) {
      sanctioned("repo/gc", "collect-garbage", "kubo-" + i, i * 7200);
    }
    assertThat(breaches()).hasSize(2).last().asString().contains("number 7 within PT24H");
  }

  @Test
  void findsACallWithinTheCoolDownOfItsTarget() {
    sanctioned("repo/gc", "collect-garbage", "kubo-1", 0);
    sanctioned("repo/gc", "collect-garbage", "kubo-1", 599);

    assertThat(breaches()).singleElement().asString().contains("within the cool-down");
  }

  private List<String> breaches() {
    return auditor.breaches(deeds, intents, committed);
  }

  private void sanctioned(String call, String kind, String target, int second) {
    intent(kind, target, second, second);
    deed(call, target, second);
  }

  private void intent(String kind, String target, int second, int committedAt) {
    intents.add(new Intent(intents.size() + 1, kind, target, at(second)));
    committed.add(at(committedAt));
  }

  private void deed(String call, String target, int second) {
    deeds.add(new Deed(call, target, at(second), Optional.of(at(second).plusMillis(100))));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
