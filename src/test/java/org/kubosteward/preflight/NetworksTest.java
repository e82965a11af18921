package org.kubosteward.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworksTest {
  /** What kubo's server profile closes, in part. */
  private static final List<String> SERVER =
      List.of("/ip4/10.0.0.0/ipcidr/8", "/ip4/172.16.0.0/ipcidr/12", "/ip6/fc00::/ipcidr/7");

  @Test
  void theServerProfileClosesTheNetworkOfPods() {
    assertThat(Networks.holding(SERVER, "10.244.1.7")).contains("/ip4/10.0.0.0/ipcidr/8");
    assertThat(Networks.holding(SERVER, "172.31.255.255")).contains("/ip4/172.16.0.0/ipcidr/12");
    assertThat(Networks.holding(SERVER, "[fd00::1]")).contains("/ip6/fc00::/ipcidr/7");
  }

  @Test
  void whatLiesBesideANetworkIsNotInIt() {
    assertThat(Networks.holding(SERVER, "11.0.0.1")).isEmpty();
    assertThat(Networks.holding(SERVER, "172.32.0.1")).isEmpty();
    assertThat(Networks.holding(SERVER, "2001:db8::1")).isEmpty();
  }

  @Test
  void aNameIsInNoNetworkAndIsNotLookedUp() {
    assertThat(Networks.holding(SERVER, "kubo-1.kubo.ipfs.svc")).isEmpty();
  }

  @Test
  void whatDoesNotParseHoldsNothing() {
    assertThat(Networks.holding(List.of("10.0.0.0/8", "/ip4/10.0.0.0/ipcidr/99"), "10.1.1.1"))
        .isEmpty();
  }
}
