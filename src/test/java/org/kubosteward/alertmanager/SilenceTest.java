package org.kubosteward.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;

class SilenceTest {
  private static final NodeId K1 = new NodeId("ipfs", "kubo-1");

  @Test
  void concernsTheNodeThatItNames() {
    assertThat(silence(Matcher.is("node", "kubo-1")).concerns(K1)).isTrue();
    assertThat(silence(Matcher.is("node", "kubo-2")).concerns(K1)).isFalse();
    assertThat(silence(Matcher.is("node", "kubo-1"), Matcher.is("namespace", "other")).concerns(K1))
        .isFalse();
    assertThat(silence(Matcher.is("alertname", "KuboNodeDown")).concerns(K1)).isFalse();
    assertThat(silence(new Matcher("node", "kubo-2", false, false)).concerns(K1)).isTrue();
  }

  @Test
  void readsTheExpressionsThatPeopleWrite() {
    assertThat(silence(regex("kubo-1|kubo-2")).concerns(K1)).isTrue();
    assertThat(silence(regex("kubo-2|kubo-3")).concerns(K1)).isFalse();
    assertThat(silence(regex("kubo-.*")).concerns(K1)).isTrue();
    assertThat(silence(regex("kubo-1.+")).concerns(K1)).isFalse();
    assertThat(silence(regex("edge.+")).concerns(K1)).isFalse();
    assertThat(silence(new Matcher("node", "kubo-.*", true, false)).concerns(K1)).isFalse();
  }

  @Test
  void showsRatherTooManyThanTooFewAndRunsNoExpressionOfOthers() {
    assertThat(silence(regex("kubo-[0-9]")).concerns(K1)).isTrue();
    assertThat(silence(regex("(a+)+$")).concerns(K1)).isTrue();
  }

  @Test
  void concernsTheFleetWhenItNamesAlertsOfOursAndNoNode() {
    assertThat(silence(new Matcher("alertname", "Kubo.+", true, true)).concernsFleet()).isTrue();
    assertThat(silence(Matcher.is("alertname", "StewardPaused")).concernsFleet()).isTrue();
    assertThat(silence(Matcher.is("alertname", "DiskFull")).concernsFleet()).isFalse();
    assertThat(
            silence(Matcher.is("alertname", "KuboNodeDown"), Matcher.is("node", "kubo-1"))
                .concernsFleet())
        .isFalse();
  }

  private static Matcher regex(String value) {
    return new Matcher("node", value, true, true);
  }

  private static Silence silence(Matcher... matchers) {
    return new Silence("a", "ada", "", Instant.EPOCH, List.of(matchers));
  }
}
