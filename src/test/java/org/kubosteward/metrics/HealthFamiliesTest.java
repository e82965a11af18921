package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.metrics.Rounds.AT;
import static org.kubosteward.metrics.Rounds.id;
import static org.kubosteward.metrics.Scenes.finding;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Link;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

class HealthFamiliesTest {
  private static final Finding DOWN = finding(Code.NODE_DOWN, Subject.of(id(1)), Level.CRIT);

  @Test
  void keepsAMutedFindingAndLeavesItOutOfTheVerdict() {
    String text = text(List.of(DOWN), mute(Optional.empty()));

    assertThat(text)
        .contains("steward_health_finding{code=\"NODE_DOWN\",severity=\"critical\"")
        .contains("steward_health_muted{code=\"NODE_DOWN\"} 1")
        .contains("steward_health_status{status=\"OK\"} 1")
        .contains("steward_health_status{status=\"ERR\"} 0");
  }

  @Test
  void mutesOneNodeAndNotItsSiblings() {
    Intent mute = mute(Optional.of("kubo-1"));

    assertThat(text(List.of(DOWN), mute))
        .contains("steward_health_muted{code=\"NODE_DOWN\"} 0")
        .contains("steward_health_muted{code=\"NODE_DOWN\",node=\"kubo-1\"} 1")
        .contains("steward_health_status{status=\"OK\"} 1");
    assertThat(text(List.of(finding(Code.NODE_DOWN, Subject.of(id(2)), Level.CRIT)), mute))
        .contains("steward_health_status{status=\"ERR\"} 1");
  }

  @Test
  void showsTwoBlindLinksOfOneNodeAsOneSeries() {
    String text =
        text(
            List.of(
                finding(Code.LINK_NOT_EXCHANGING, Subject.of(new Link(id(0), id(2))), Level.WARN),
                finding(Code.LINK_NOT_EXCHANGING, Subject.of(new Link(id(1), id(2))), Level.WARN)));

    assertThat(text.lines().filter(line -> line.startsWith("steward_health_finding")))
        .containsExactly(
            "steward_health_finding{code=\"LINK_NOT_EXCHANGING\",severity=\"warning\","
                + "namespace=\"ipfs\",node=\"kubo-2\"} 1");
  }

  @Test
  void showsAFindingAboutTheFleetWithoutANode() {
    assertThat(text(List.of(finding(Code.FLEET_PARTITIONED, Subject.fleet(), Level.CRIT))))
        .contains("steward_health_finding{code=\"FLEET_PARTITIONED\",severity=\"critical\"} 1");
  }

  private static String text(List<Finding> findings, Intent... intents) {
    return Exposition.text(
        HealthFamilies.of(Optional.of(Rounds.round(Rounds.mesh(3), findings, intents))).toList());
  }

  private static Intent mute(Optional<String> node) {
    return Intents.asked(
        1,
        Intent.Kind.MUTE,
        node,
        Optional.empty(),
        Optional.of(Code.NODE_DOWN),
        "ann",
        "known",
        AT,
        Optional.empty());
  }
}
