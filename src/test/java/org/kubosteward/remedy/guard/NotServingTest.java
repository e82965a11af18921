package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class NotServingTest {
  private final Guard guard = new NotServing();

  @Test
  void noLinkFromANodeThatServesNobodyIsDropped() {
    Given configured =
        Given.blind("kubo-1", "kubo-2").fleet(fleet -> fleet.exchanging("kubo-1", false, true));
    Given seen = Given.blind("kubo-1", "kubo-2").finding(Code.NODE_NOT_SERVING, "kubo-1");

    assertThat(configured.veto(guard, Given.refresh("kubo-2", "kubo-1")))
        .hasValue("kubo-1 serves nobody: Bitswap.ServerEnabled is false");
    assertThat(configured.veto(guard, Given.refresh("kubo-1", "kubo-2"))).isPresent();
    assertThat(seen.veto(guard, Given.refresh("kubo-2", "kubo-1")))
        .hasValue("kubo-1 serves nobody, as its other links show");
  }

  @Test
  void noLinkOfANodeThatSpeaksNoBitswapIsDropped() {
    Given off =
        Given.blind("kubo-1", "kubo-2").fleet(fleet -> fleet.exchanging("kubo-2", true, false));

    assertThat(off.veto(guard, Given.refresh("kubo-2", "kubo-1")))
        .hasValue("kubo-2 fetches nothing: Bitswap.Libp2pEnabled is false");
  }

  @Test
  void aLinkTowardsItAndAPairThatIsApartAreMendedAllTheSame() {
    Given towards =
        Given.blind("kubo-2", "kubo-1").fleet(fleet -> fleet.exchanging("kubo-1", false, true));
    Given lost =
        Given.lost("kubo-1", "kubo-2").fleet(fleet -> fleet.exchanging("kubo-1", false, true));

    assertThat(towards.veto(guard, Given.refresh("kubo-1", "kubo-2"))).isEmpty();
    assertThat(lost.veto(guard, Given.reconnect("kubo-1", "kubo-2"))).isEmpty();
  }
}
