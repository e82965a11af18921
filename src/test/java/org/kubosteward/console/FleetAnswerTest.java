package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Status;

class FleetAnswerTest {
  @Test
  void saysOfAnUnknownFactThatItIsUnknownAndWhy() {
    NodeAnswer down = fleet(Stories.sick()).nodes().get(1);
    assertThat(down.up()).isFalse();
    assertThat(down.peers()).isEmpty();
    assertThat(down.siblingsConnected()).isEmpty();
    assertThat(down.repo()).isEmpty();
    assertThat(down.bandwidth()).isEmpty();
    NodeAnswer.Answered swarm = Objects.requireNonNull(down.readings().get("swarm"));
    assertThat(swarm.known()).isFalse();
    assertThat(swarm.why()).contains(Why.REFUSED);
    assertThat(swarm.detail()).contains("connection refused at 10.42.0.12:5001");
  }

  @Test
  void saysWhatIsKnown() {
    NodeAnswer node = fleet(Stories.healthy()).nodes().get(0);
    assertThat(node.version()).contains("0.43.0");
    assertThat(node.peers()).contains(2);
    assertThat(node.siblingsConnected()).contains(2L);
    assertThat(node.siblings()).isEqualTo(2);
    assertThat(node.uptimeSeconds()).contains(388_800L);
    assertThat(node.repo())
        .flatMap(NodeAnswer.Repo::fill)
        .hasValueSatisfying(fill -> assertThat(fill).isBetween(0.40, 0.42));
    assertThat(node.resourcesFullest()).contains(0.012);
    assertThat(node.readings()).hasSize(Question.values().size());
  }

  @Test
  void hasEveryLinkInBothDirections() {
    assertThat(fleet(Stories.sick()).links())
        .hasSize(6)
        .anySatisfy(
            link -> {
              assertThat(link.from()).isEqualTo("kubo-1");
              assertThat(link.to()).isEqualTo("kubo-3");
              assertThat(link.outcome()).isEqualTo("not_exchanged");
              assertThat(link.failures()).isEqualTo(3);
            });
  }

  @Test
  void isEmptyBeforeTheFirstRound() {
    FleetAnswer answer = FleetAnswer.of(Optional.empty(), Silences.Seen.NOTHING, Stories.NOW);
    assertThat(answer.round()).isEmpty();
    assertThat(answer.nodes()).isEmpty();
  }

  @Test
  void givesTheLastRoundsAndSaysWhatWasUnknownInThem() {
    RoundsAnswer two = RoundsAnswer.of(Stories.sick().history(), 2);
    assertThat(two.rounds()).extracting(RoundsAnswer.Figures::round).containsExactly(119L, 120L);
    assertThat(two.rounds().get(1).status()).isEqualTo(Status.ERR);
    RoundsAnswer.Node down = two.rounds().get(1).nodes().get(1);
    assertThat(down.up()).isFalse();
    assertThat(down.peers()).isEmpty();
    assertThat(down.repoFill()).isEmpty();
  }

  private static FleetAnswer fleet(Story story) {
    return FleetAnswer.of(story.latest(), Silences.Seen.NOTHING, Stories.NOW);
  }
}
