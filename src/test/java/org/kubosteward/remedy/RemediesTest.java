package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

final class RemediesTest {

  @Test
  void theSideThatDoesNotSeeTheOtherDialsFirst() {
    Given given =
        Given.that(Fleets.threeHealthy().listsNot("kubo-2", "kubo-1"))
            .finding(Code.SIBLING_DISCONNECTED, "kubo-1", "kubo-2");

    assertThat(deed(given)).isEqualTo("reconnect-peer kubo-2 to kubo-1");
  }

  @Test
  void theSidesTakeTurnsToDial() {
    Given given = Given.lost("kubo-1", "kubo-2");
    assertThat(deed(given)).isEqualTo("reconnect-peer kubo-1 to kubo-2");

    given = inVain(given, Given.reconnect("kubo-1", "kubo-2"));
    assertThat(deed(given)).isEqualTo("reconnect-peer kubo-2 to kubo-1");

    given = inVain(given, Given.reconnect("kubo-2", "kubo-1"));
    assertThat(deed(given)).isEqualTo("reconnect-peer kubo-1 to kubo-2");
  }

  @Test
  void theSideThatCannotFetchRefreshesFirstAndThenTheOther() {
    Given given = Given.blind("kubo-1", "kubo-2");
    assertThat(deed(given)).isEqualTo("refresh-link kubo-2 to kubo-1");

    given = inVain(given, Given.refresh("kubo-2", "kubo-1"));
    assertThat(deed(given)).isEqualTo("refresh-link kubo-1 to kubo-2");
  }

  @Test
  void turnsAreTakenForEachFindingApart() {
    Given given =
        Given.lost("kubo-1", "kubo-2")
            .tried(
                Given.lost("kubo-1", "kubo-3").cause().key(),
                Given.reconnect("kubo-1", "kubo-3"),
                Duration.ofMinutes(3),
                Result.DONE,
                Verification.NOT_CURED);

    assertThat(deed(given)).isEqualTo("reconnect-peer kubo-1 to kubo-2");
  }

  @Test
  void dialsTheWorldBeforeLoopbackAndNoRelay() {
    assertThat(
            addresses(
                "/ip4/127.0.0.1/tcp/4001/p2p/P",
                "/ip6/::1/tcp/4001/p2p/P",
                "/ip4/10.1.2.3/tcp/4001/p2p/P",
                "/ip4/10.9.9.9/tcp/4001/p2p/Q/p2p-circuit/p2p/P",
                "/ip4/10.1.2.3/udp/4001/quic-v1/p2p/P"))
        .containsExactly(
            "/ip4/10.1.2.3/tcp/4001/p2p/P",
            "/ip4/10.1.2.3/udp/4001/quic-v1/p2p/P",
            "/ip4/127.0.0.1/tcp/4001/p2p/P",
            "/ip6/::1/tcp/4001/p2p/P");
  }

  @Test
  void dialsThroughARelayWhenThereIsNothingElse() {
    String relayed = "/ip4/10.9.9.9/tcp/4001/p2p/Q/p2p-circuit/p2p/P";

    assertThat(addresses(relayed)).containsExactly(relayed);
  }

  @Test
  void dialsNoMoreThanEightAddressesAndNoneTwice() {
    String[] many =
        IntStream.range(0, 24)
            .mapToObj(i -> "/ip4/10.0.0." + i / 2 + "/tcp/4001/p2p/P")
            .toArray(String[]::new);

    assertThat(addresses(many)).hasSize(8).doesNotHaveDuplicates().contains(many[0]);
  }

  @Test
  void leavesAPairOfWhichNobodyKnowsWhereToDial() {
    Decision decision =
        Given.lost("kubo-1", "kubo-2")
            .fleet(fleet -> fleet.without("kubo-2", Question.IDENTITY, Why.TIMED_OUT))
            .decision();

    assertThat(decision.kind()).isEqualTo(Decision.Kind.LEAVE);
    assertThat(decision.why()).isEqualTo("nobody can dial kubo-2: id: did not finish in time");
  }

  @Test
  void leavesASiblingThatAnnouncesNoAddress() {
    Decision decision =
        Given.blind("kubo-1", "kubo-2").fleet(fleet -> fleet.announcing("kubo-1")).decision();

    assertThat(decision.why()).contains("nobody can dial kubo-1: it announces no address");
  }

  @Test
  void leavesASiblingThatLeftTheFleet() {
    Decision decision =
        Given.lost("kubo-1", "kubo-2").fleet(fleet -> fleet.leftBy("kubo-2")).decision();

    assertThat(decision.why()).contains("the fleet has no such node any more");
  }

  @Test
  void aFindingAboutTheWrongKindOfSubjectIsLeft() {
    for (Code code : List.of(Code.SIBLING_DISCONNECTED, Code.LINK_NOT_EXCHANGING)) {
      assertThat(Given.that(Fleets.threeHealthy()).finding(code, "kubo-1").decision().kind())
          .isEqualTo(Decision.Kind.LEAVE);
    }
    assertThat(
            Given.that(Fleets.threeHealthy())
                .finding(Given.warn(Code.REPO_FULL, Subject.fleet()))
                .decision()
                .why())
        .contains("names no node");
  }

  private static String deed(Given given) {
    return Remedies.of(given.cause().code())
        .propose(given.cause(), given.situation())
        .action()
        .orElseThrow()
        .describe();
  }

  private static Given inVain(Given given, Action action) {
    return given.tried(action, Duration.ofMinutes(3), Result.DONE, Verification.NOT_CURED);
  }

  private static List<String> addresses(String... announced) {
    return Given.lost("kubo-1", "kubo-2")
        .fleet(fleet -> fleet.announcing("kubo-2", announced))
        .decision()
        .action()
        .map(action -> ((ReconnectPeer) action).addresses())
        .orElseThrow();
  }
}
