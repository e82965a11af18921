package org.kubosteward.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Proof.Outcome;

final class BlocksCrossTest {
  @Test
  void aLinkThatABlockCrossedPasses() {
    assertThat(look(Fleets.threeHealthy()))
        .hasSize(6)
        .contains("PASS kubo-1>kubo-2: in 30 ms")
        .allMatch(line -> line.startsWith("PASS"));
  }

  @Test
  void aLinkThatNoBlockCrossesFailsWithItsCure() {
    assertThat(look(Fleets.threeHealthy().notExchanging("kubo-1", "kubo-2", 2)))
        .filteredOn(line -> line.startsWith("FAIL"))
        .singleElement()
        .asString()
        .startsWith("FAIL kubo-1>kubo-2: a block did not cross (the block did not come")
        .contains("swarm/connect");
  }

  @Test
  void aNodeThatIsConfiguredToServeNobodyIsToldOnceAndItsLinksDoNotFail() {
    Fleets fleet =
        Fleets.threeHealthy()
            .exchanging("kubo-1", false, true)
            .notExchanging("kubo-1", "kubo-2", 2)
            .notExchanging("kubo-1", "kubo-3", 2);

    List<String> lines = look(fleet);

    assertThat(lines)
        .filteredOn(line -> !line.startsWith("PASS"))
        .singleElement()
        .asString()
        .startsWith("WARN kubo-1: it gives no block to anybody, for its Bitswap.ServerEnabled is")
        .contains("false", "set it to true");
    assertThat(lines).filteredOn(line -> line.startsWith("PASS")).hasSize(4);
  }

  @Test
  void aNodeThatDoesNotSpeakBitswapNeitherServesNorFetches() {
    Fleets fleet =
        Fleets.threeHealthy()
            .exchanging("kubo-1", true, false)
            .notExchanging("kubo-1", "kubo-2", 2)
            .notExchanging("kubo-2", "kubo-1", 2)
            .notExchanging("kubo-2", "kubo-3", 2);

    assertThat(look(fleet))
        .filteredOn(line -> !line.startsWith("PASS"))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("WARN kubo-1: ")
                    .contains("Bitswap.Libp2pEnabled is false"),
            line -> assertThat(line).startsWith("FAIL kubo-2>kubo-3: "));
  }

  @Test
  void aCanaryThatCannotBeRunFailsAndOneThatIsNotAllowedIsAWarning() {
    Duration ago = Duration.ofSeconds(5);
    Fleets fleet =
        Fleets.threeHealthy()
            .proven("kubo-1", "kubo-2", Outcome.NOT_TRIED, 2, ago)
            .proven("kubo-2", "kubo-3", Outcome.NOT_ALLOWED, 0, ago);

    assertThat(look(fleet))
        .filteredOn(line -> !line.startsWith("PASS"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("FAIL kubo-1>kubo-2: no block could be sent"),
            line -> assertThat(line).startsWith("WARN kubo-2>kubo-3: the plane's token allows"));
  }

  @Test
  void aConnectionThatDidNotLastUntilItsCanaryIsNoPass() {
    assertThat(look(Fleets.threeHealthy().neverTried("kubo-3", "kubo-1")))
        .filteredOn(line -> !line.startsWith("PASS"))
        .singleElement()
        .asString()
        .startsWith("FAIL kubo-3>kubo-1: no block was sent over it")
        .contains("Swarm.ConnMgr");
  }

  @Test
  void withoutCanariesItIsNotKnownWhatCrosses() {
    assertThat(
            Surveys.lines(new BlocksCross(), Surveys.of(Fleets.threeHealthy().neverTried(), false)))
        .singleElement()
        .asString()
        .startsWith("WARN fleet: steward.probe.canary-max is 0");
  }

  private static List<String> look(Fleets fleet) {
    return Surveys.lines(new BlocksCross(), Surveys.of(fleet));
  }
}
