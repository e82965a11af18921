package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class SharedIdentityTest {
  private final Guard guard = new SharedIdentity();

  @Test
  void noLinkOfTwoNodesWithOneIdIsDroppedOrDialled() {
    Given blind = Given.blind("kubo-1", "kubo-2").fleet(fleet -> fleet.cloneOf("kubo-3", "kubo-1"));

    assertThat(blind.veto(guard, Given.refresh("kubo-2", "kubo-1")))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("kubo-1 and kubo-3 bear one peer id, 12D3KooWkubo1"));
    assertThat(blind.veto(guard, Given.reconnect("kubo-2", "kubo-1"))).isPresent();
    assertThat(blind.veto(guard, Given.reconnect("kubo-1", "kubo-2"))).isPresent();
  }

  @Test
  void aTwinThatIsSilentNowStillStandsInTheWay() {
    Given lost =
        Given.lost("kubo-1", "kubo-2")
            .fleet(fleet -> fleet.cloneOf("kubo-3", "kubo-1").hung("kubo-3"));

    assertThat(lost.veto(guard, Given.reconnect("kubo-2", "kubo-1"))).isPresent();
  }

  @Test
  void otherNodesAndOtherActionsGoOn() {
    Given clones =
        Given.full().fleet(fleet -> fleet.joinedBy("kubo-4").cloneOf("kubo-4", "kubo-3"));

    assertThat(clones.veto(guard, Given.reconnect("kubo-1", "kubo-2"))).isEmpty();
    assertThat(clones.veto(guard, Given.collect("kubo-3"))).isEmpty();
  }
}
