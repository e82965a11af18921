package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;

final class GuardsTest {

  @Test
  void aGuardThatSettingsMoveSaysWhatIsSetAndNotWhatWasShipped() {
    RemedyPolicy shipped = RemedyPolicy.shipped();
    RemedyPolicy set =
        new RemedyPolicy(
            Mode.AUTO,
            Map.of(),
            shipped.verifyWithin(),
            shipped.disruptivePerHour(),
            shipped.disruptivePerDay(),
            shipped.roundEvery(),
            shipped.window(),
            new RemedyPolicy.Bounds(17, 23, 29, Duration.ofMinutes(5)));

    assertThat(Guards.all())
        .allSatisfy(guard -> assertThat(guard.meaning(set)).doesNotContain("as shipped"))
        .filteredOn(guard -> guard.meaning().contains("as shipped"))
        .extracting(guard -> guard.meaning(set))
        .satisfiesOnlyOnce(meaning -> assertThat(meaning).contains("23 or more"))
        .satisfiesOnlyOnce(meaning -> assertThat(meaning).contains("at once (29)"))
        .filteredOn(meaning -> meaning.contains("more than one in 17"))
        .hasSize(2);
  }

  @Test
  void areAskedInThisOrder() {
    assertThat(Guards.all())
        .extracting(Guard::name)
        .containsExactly(
            "journal",
            "not-leader",
            "steward-blind",
            "paused",
            "outside-window",
            "fleet-too-sick",
            "storm-cooldown",
            "sick-side",
            "shared-identity",
            "not-serving",
            "rollout",
            "incomplete-picture",
            "one-witness",
            "quorum",
            "last-copy",
            "in-flight",
            "writer-running",
            "content-arriving",
            "version-unsafe",
            "attempts-exhausted",
            "action-failing",
            "too-soon",
            "budget",
            "round-full",
            "mode",
            "approval");
  }

  @Test
  void eachSaysWhenItRefusesInOneSentence() {
    assertThat(Guards.all())
        .allSatisfy(
            guard -> {
              assertThat(guard.name()).matches("[a-z]+(-[a-z]+)*");
              assertThat(guard.meaning()).matches("[A-Z4].*[a-z0-9]\\.");
            });
  }

  @Test
  void noneObjectsToAnythingInAHealthySituation() {
    Given reconnect = Given.lost("kubo-1", "kubo-2");
    Given refresh = Given.blind("kubo-1", "kubo-2");
    Given collect = Given.full();

    assertThat(vetoes(reconnect, Given.reconnect("kubo-1", "kubo-2"))).isEmpty();
    assertThat(vetoes(refresh, Given.refresh("kubo-2", "kubo-1"))).isEmpty();
    assertThat(vetoes(collect, Given.collect("kubo-1"))).isEmpty();
    assertThat(vetoes(Given.hung(), Given.restart("kubo-2"))).isEmpty();
    assertThat(vetoes(Given.tight(), Given.grow("kubo-1"))).isEmpty();
  }

  private static List<String> vetoes(Given given, Action wanted) {
    return Guards.all().stream()
        .filter(guard -> given.veto(guard, wanted).isPresent())
        .map(Guard::name)
        .toList();
  }
}
