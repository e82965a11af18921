package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.metrics.Alertmanager.Firing;

/**
 * One cause is one call: every rule about it, in a real Alertmanager, before and after a restart.
 */
class InhibitionIT {
  /** While the left one fires, nobody hears of the right one. */
  private static final List<Pair> QUIET =
      pairs(
          """
          KuboPeersLow critical kubo-1       > KuboPeersLow warning kubo-1
          KuboCanaryBurn critical            > KuboCanaryBurn warning
          StewardAbsent critical             > KuboFleetMajorityDown critical
          StewardRoundsStalled critical      > KuboDiskNearFull critical kubo-1
          StewardBlind critical              > KuboNodeDown critical kubo-1
          KuboFleetMajorityDown critical     > KuboNodeDown critical kubo-1
          KuboFleetMajorityDown critical     > KuboNodeHung critical kubo-1
          KuboFleetMajorityDown critical     > KuboPeersLow critical kubo-1
          KuboFleetMajorityDown critical     > KuboSiblingDisconnected warning kubo-1
          KuboFleetMajorityDown critical     > KuboLinkNotExchanging critical kubo-1
          KuboFleetMajorityDown critical     > KuboFleetPartitioned critical
          KuboFleetMajorityDown critical     > KuboCanaryBurn critical
          KuboFleetMajorityDown critical     > KuboCrashLoop warning kubo-1
          KuboFleetMajorityDown critical     > KuboCannotTell warning kubo-1
          KuboFleetMajorityDown critical     > StewardBreakerOpen warning
          KuboFleetMajorityDown critical     > StewardRefusedTooLong warning kubo-1
          KuboFleetPartitioned critical      > KuboPeersLow critical kubo-1
          KuboFleetPartitioned critical      > KuboSiblingDisconnected warning kubo-1
          KuboFleetPartitioned critical      > KuboLinkNotExchanging critical kubo-1
          KuboFleetPartitioned critical      > KuboCanaryFailed warning kubo-1
          KuboFleetPartitioned critical      > KuboCanaryBurn critical
          KuboNodeDown critical kubo-1       > KuboPeersLow critical kubo-1
          KuboNodeDown critical kubo-1       > KuboRepoFull critical kubo-1
          KuboNodeDown critical kubo-1       > StewardRefusedTooLong warning kubo-1
          KuboNodeHung critical kubo-1       > KuboLinkNotExchanging critical kubo-1
          KuboNodeHung critical kubo-1       > StewardApprovalAwaited warning kubo-1
          KuboRepoNearFull warning kubo-1    > KuboRepoFillingUp warning kubo-1
          KuboRepoFull critical kubo-1       > KuboRepoFillingUp warning kubo-1
          KuboRepoFull critical kubo-1       > KuboRepoNearFull warning kubo-1
          KuboDiskNearFull warning kubo-1    > KuboDiskFillingUp warning kubo-1
          KuboDiskNearFull warning kubo-1    > KuboInodesFillingUp warning kubo-1
          KuboDiskNearFull critical kubo-1   > KuboDiskFillingUp warning kubo-1
          KuboDiskNearFull critical kubo-1   > KuboDiskFillingUp critical kubo-1
          KuboDiskNearFull critical kubo-1   > KuboInodesFillingUp critical kubo-1
          StewardNoLeader warning            > StewardRefusedTooLong warning kubo-1
          StewardJournalClosed warning       > StewardApprovalAwaited warning kubo-1
          StewardKubernetesUnreachable warning > StewardRemediesFailing warning
          StewardBlind critical              > StewardRefusedTooLong warning
          """);

  /** However close the two are, the right one is a call of its own. */
  private static final List<Pair> HEARD =
      pairs(
          """
          StewardBlind critical              > StewardJournalClosed warning
          KuboFleetMajorityDown critical     > KuboDiskNearFull critical kubo-1
          KuboFleetMajorityDown critical     > KuboRepoFull critical kubo-1
          KuboFleetPartitioned critical      > KuboNodeDown critical kubo-1
          KuboFleetPartitioned critical      > KuboRepoFull critical kubo-1
          KuboNodeDown critical kubo-1       > KuboDiskNearFull critical kubo-1
          KuboNodeDown critical kubo-1       > KuboVersionSkew warning
          KuboDiskNearFull critical kubo-1   > KuboRepoFull critical kubo-1
          KuboDiskNearFull warning kubo-1    > KuboDiskFillingUp critical kubo-1
          KuboDiskNearFull warning kubo-1    > KuboInodesFillingUp critical kubo-1
          StewardNoLeader warning            > StewardBudgetSpent warning
          """);

  /** Two alerts, each as its name, its severity and its node, if it is about one. */
  private record Pair(String source, String target) {
    Firing cause(String cluster) {
      return firing(cluster, source);
    }

    Firing effect(String cluster) {
      return firing(cluster, target);
    }

    /** Whether both are about a node, so that a sibling must be heard. */
    boolean ofANode() {
      return source.contains(" kubo-") && target.contains(" kubo-");
    }

    Firing effectOnTheSibling(String cluster) {
      return firing(cluster, target.replace("kubo-1", "kubo-2"));
    }

    boolean heldBy(InhibitRule rule) {
      return rule.holds(cause("").labels(), effect("").labels());
    }
  }

  @Test
  void makesOneCallOfACauseAndItsEffectsAfterARestartToo(@TempDir Path directory) throws Exception {
    List<Firing> effects = new ArrayList<>();
    List<Firing> wanted = new ArrayList<>();
    List<Pair> pairs = Stream.concat(QUIET.stream(), HEARD.stream()).toList();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      String cluster = "of-pair-" + i;
      wanted.add(pair.cause(cluster));
      wanted.add(pair.effect(cluster + "-elsewhere"));
      if (pair.ofANode()) {
        wanted.add(pair.effectOnTheSibling(cluster));
      }
      (i < QUIET.size() ? effects : wanted).add(pair.effect(cluster));
    }

    try (Alertmanager alertmanager = new Alertmanager(directory)) {
      alertmanager.start("alertmanager.yaml", "--dispatch.start-delay=15s");
      List<Map<String, String>> calls = heardOf(alertmanager, effects, wanted);
      assertThat(calls)
          .containsExactlyInAnyOrderElementsOf(wanted.stream().map(Firing::labels).toList());

      Firing fresh = firing("of-no-pair", "KuboNodeDown critical kubo-1");
      wanted.add(fresh);
      alertmanager.restart();
      List<Map<String, String>> andOneMore = new ArrayList<>(calls);
      andOneMore.add(fresh.labels());
      assertThat(heardOf(alertmanager, effects, wanted)).isEqualTo(andOneMore);
    }
  }

  /**
   * Effects first and all of them old, as an Alertmanager that has just started may hear of them:
   * it would send them at once. Shipped is the advice to have it wait.
   */
  private static List<Map<String, String>> heardOf(
      Alertmanager alertmanager, List<Firing> effects, List<Firing> wanted) throws Exception {
    Instant since = Instant.now().minusSeconds(600);
    alertmanager.fire(since, effects.toArray(Firing[]::new));
    alertmanager.fire(since, wanted.toArray(Firing[]::new));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> alertmanager.heard().size() >= wanted.size());
    alertmanager.settle();
    return alertmanager.heard();
  }

  @Test
  void hasAPairForEveryRuleAndForEveryCauseItNames() {
    List<InhibitRule> rules = InhibitRule.all();

    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(QUIET)
                    .as("a pair that only this rule keeps quiet")
                    .anyMatch(
                        pair ->
                            rules.stream().filter(pair::heldBy).toList().equals(List.of(rule))));
    for (InhibitRule rule : rules.subList(1, rules.size())) {
      assertThat(causes(rule))
          .isNotEmpty()
          .allSatisfy(
              cause ->
                  assertThat(QUIET)
                      .anyMatch(pair -> pair.source().startsWith(cause) && pair.heldBy(rule)));
    }
  }

  @Test
  void isAboutAlertsThatThereAre() {
    List<String> known =
        AlertRule.all().stream().map(rule -> rule.alert() + " " + rule.severity()).toList();

    assertThat(Stream.concat(QUIET.stream(), HEARD.stream()))
        .flatExtracting(Pair::source, Pair::target)
        .extracting(alert -> alert.toString().replace(" kubo-1", ""))
        .allSatisfy(alert -> assertThat(known).contains(alert));
  }

  /** The alerts that a rule names as a cause. The first names none: any that is critical. */
  private static List<String> causes(InhibitRule rule) {
    InhibitRule anything = new InhibitRule(rule.sources(), List.of(), List.of());
    return AlertRule.all().stream()
        .filter(
            alert ->
                anything.holds(
                    Firing.of("", alert.alert(), alert.severity(), "kubo-1").labels(), Map.of()))
        .map(alert -> alert.alert() + " " + alert.severity())
        .distinct()
        .toList();
  }

  private static Firing firing(String cluster, String alert) {
    String[] words = alert.split(" ", -1);
    return Firing.of(cluster, words[0], words[1], words.length > 2 ? words[2] : "");
  }

  private static List<Pair> pairs(String table) {
    return table
        .lines()
        .map(line -> line.split(" *> *", -1))
        .map(sides -> new Pair(sides[0].strip(), sides[1].strip()))
        .toList();
  }
}
