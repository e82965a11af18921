package org.kubosteward.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;

final class HealthFindingsTest {
  @Test
  void aFleetWithNothingWrongPasses() {
    assertThat(look(Fleets.threeHealthy())).containsExactly("PASS fleet: no finding");
  }

  @Test
  void siblingsInBootstrapFailForTheirLinksWouldBeBlind() {
    assertThat(look(Fleets.threeHealthy().withBootstrap("kubo-1", "kubo-2", "kubo-3")))
        .singleElement()
        .asString()
        .startsWith("FAIL kubo-1: SIBLINGS_IN_BOOTSTRAP: ")
        .contains("siblings: kubo-2, kubo-3")
        .contains("empty Bootstrap and name the siblings in Peering.Peers");
  }

  @Test
  void twoNodesWithOneIdentityFail() {
    assertThat(look(Fleets.threeHealthy().cloneOf("kubo-3", "kubo-1")))
        .anyMatch(line -> line.startsWith("FAIL") && line.contains("DUPLICATE_IDENTITY"));
  }

  @Test
  void whatIsCriticalFailsAndWhatIsAWarningIsOne() {
    assertThat(look(Fleets.threeHealthy().withRepoFill("kubo-1", 0.97)))
        .anyMatch(line -> line.startsWith("FAIL kubo-1: REPO_FULL"));
    assertThat(look(Fleets.threeHealthy().withRepoFill("kubo-1", 0.9)))
        .anyMatch(line -> line.startsWith("WARN kubo-1: REPO_NEAR_FULL"));
  }

  @Test
  void versionsThatDifferAreToldAtOnce() {
    assertThat(look(Fleets.threeHealthy().withVersion("kubo-2", "0.42.0")))
        .anyMatch(line -> line.startsWith("WARN") && line.contains("VERSION_SKEW"));
  }

  @Test
  void whatAnotherCheckTellsWithItsFixIsNotToldTwice() {
    assertThat(look(Fleets.threeHealthy().notExchanging("kubo-1", "kubo-2", 2)))
        .containsExactly("PASS fleet: no finding");
    assertThat(look(Fleets.threeHealthy().exchanging("kubo-1", false, true)))
        .containsExactly("PASS fleet: no finding");
    assertThat(look(Fleets.healthy(5).down("kubo-2", Why.REFUSED)))
        .noneMatch(line -> line.contains("NODE_DOWN"));
  }

  @Test
  void whatOneLookCannotTellFailsNothing() {
    assertThat(look(Fleets.threeHealthy().without("kubo-1", Question.REPO, Why.REJECTED)))
        .noneMatch(line -> line.startsWith("FAIL"));
  }

  private static List<String> look(Fleets fleet) {
    return Surveys.lines(new HealthFindings(), Surveys.of(fleet));
  }
}
