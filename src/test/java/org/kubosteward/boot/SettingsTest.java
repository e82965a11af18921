package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Settings settings = new Settings(Configs.MAPPINGS);

  @Test
  void knowsTheNamesOfTheContract() {
    assertThat(settings.names())
        .contains(
            "steward.mode",
            "steward.roles",
            "steward.round.every",
            "steward.fleet.source",
            "steward.fleet.nodes.\"NAME\".api",
            "steward.fleet.nodes.\"NAME\".gateway",
            "steward.remedy.actions.\"NAME\".mode",
            "steward.api.anonymous-read",
            "steward.journal.url");
  }

  @Test
  void acceptsEveryNameItKnows() {
    assertThat(settings.unknown(settings.names())).isEmpty();
  }

  @Test
  void acceptsNamesOfTheUsersOwnWithAndWithoutQuotesAndDots() {
    assertThat(
            settings.unknown(
                List.of(
                    "steward.fleet.nodes.\"kubo.one\".api",
                    "steward.fleet.nodes.kubo-1.api",
                    "steward.api.tokens.\"ops\".scopes[0]")))
        .isEmpty();
  }

  @Test
  void leavesTheSettingsOfOthersAlone() {
    assertThat(settings.unknown(List.of("quarkus.http.port", "stewardship.x", "user.home")))
        .isEmpty();
  }

  @Test
  void namesAMistypedSettingAndTheNearestRightOne() {
    assertThat(settings.unknown(List.of("steward.round.evry")))
        .containsExactly("unknown setting steward.round.evry; did you mean steward.round.every?");
  }

  @Test
  void keepsTheUsersOwnNameInTheNearestRightOne() {
    assertThat(settings.unknown(List.of("steward.fleet.nodes.\"kubo-1\".apii")))
        .containsExactly(
            "unknown setting steward.fleet.nodes.\"kubo-1\".apii;"
                + " did you mean steward.fleet.nodes.\"kubo-1\".api?");
  }

  @Test
  void aSwitchThatSaysNeitherYesNorNoIsToldBecauseItWouldCountAsNo() {
    assertThat(
            settings.undecided(
                List.of("steward.api.anonymous-read", "steward.preflight", "steward.mode"),
                name -> name.endsWith("read") ? "ture" : "TRUE "))
        .containsExactly("steward.api.anonymous-read is 'ture'; write true or false");
  }

  @Test
  void aGroupIsNoSetting() {
    assertThat(settings.unknown(List.of("steward.round"))).hasSize(1);
  }
}
