package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.healthy;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;
import static org.kubosteward.journal.Rounds.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Level;
import org.kubosteward.health.Status;
import org.kubosteward.journal.RoundFigures.NodeFigures;

class RecentRoundsTest {
  private final RecentRounds recent = new RecentRounds(3);

  @Test
  void isEmptyBeforeTheFirstRound() {
    assertThat(recent.latest()).isEmpty();
    assertThat(recent.history()).isEmpty();
  }

  @Test
  void keepsTheLastOnesOldestFirst() {
    for (int n = 1; n <= 5; n++) {
      recent.add(healthy(n, 2));
    }

    assertThat(recent.latest()).map(round -> round.picture().round()).contains(5L);
    assertThat(recent.history()).extracting(RoundFigures::round).containsExactly(3L, 4L, 5L);
  }

  @Test
  void saysMinusOneWhereAFactIsMissing() {
    recent.add(left(1, nearFull(1, Level.CRIT, at(1))));

    NodeFigures unknown = new NodeFigures(false, -1, -1);
    assertThat(recent.history())
        .containsExactly(
            new RoundFigures(
                1,
                at(1),
                Duration.ofMillis(120),
                Status.ERR,
                Map.of(node(0), unknown, node(1), unknown, node(2), unknown)));
  }

  @Test
  void takesFiguresFromWhatIsKnown() {
    recent.add(Rounds.known(1, 4, 50, 200));

    assertThat(recent.history().get(0).nodes())
        .containsExactlyEntriesOf(Map.of(node(0), new NodeFigures(true, 4, 0.25)));
  }

  @Test
  void keepsWhatNodesHadMovedInTheRoundBeforeTheLatestWhoeverLooks() {
    recent.add(healthy(1, 1));
    assertThat(recent.bandwidthBefore()).isEmpty();
    recent.add(healthy(2, 2));
    assertThat(recent.bandwidthBefore()).containsOnlyKeys(node(0));
    assertThat(recent.bandwidthBefore()).containsOnlyKeys(node(0));
  }

  @Test
  void givesAReaderWhatDoesNotChangeUnderIt() {
    recent.add(healthy(1, 1));
    List<RoundFigures> before = recent.history();
    recent.add(healthy(2, 1));

    assertThat(before).hasSize(1);
  }
}
