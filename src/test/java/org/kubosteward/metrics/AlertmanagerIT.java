package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.metrics.Alertmanager.Firing;

/** The shipped routes, inhibition and templates in a real Alertmanager. */
class AlertmanagerIT {
  private static final Instant BEGAN = Instant.parse("2026-11-23T02:50:11Z");
  private static final Path GOLDEN = Path.of("src/test/resources/pages");

  private Alertmanager alertmanager;

  @BeforeEach
  void prepare(@TempDir Path directory) throws Exception {
    alertmanager = new Alertmanager(directory);
  }

  @AfterEach
  void stop() throws Exception {
    alertmanager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alertmanager.yaml", "slack.yaml", "pagerduty.yaml"})
  void acceptsTheShippedConfigurationAndTheExamples(String name) throws Exception {
    assertThat(new LabTool("amtool").run("check-config", alertmanager.configured(name).toString()))
        .contains("SUCCESS");
  }

  @Test
  void sendsEachSeverityWhereItBelongs() throws Exception {
    alertmanager.start("alertmanager.yaml");
    alertmanager.fire(
        alert("KuboNodeDown", "critical", "kubo-1"),
        alert("KuboVersionSkew", "warning", ""),
        alert("StewardWatchdog", "info", ""));

    await().atMost(Duration.ofSeconds(20)).until(() -> alertmanager.received().size() >= 3);
    assertThat(alertmanager.received())
        .contains(
            "/page KuboNodeDown x1", "/ticket KuboVersionSkew x1", "/alive StewardWatchdog x1");
  }

  @Test
  void callsOnceForFiveNodes() throws Exception {
    alertmanager.start("alertmanager.yaml");
    for (int i = 0; i < 5; i++) {
      alertmanager.fire(alert("KuboNodeDown", "critical", "kubo-" + i));
    }

    alertmanager.settle();
    assertThat(alertmanager.received()).containsExactly("/page KuboNodeDown x5");
  }

  @Test
  void saysOneCauseOnceAfterARestartToo() throws Exception {
    alertmanager.start("alertmanager.yaml");
    alertmanager.fire(causesAndEffects());

    alertmanager.settle();
    List<String> calls = List.of("/page KuboFleetMajorityDown x1", "/page KuboDiskNearFull x1");
    assertThat(alertmanager.received()).containsExactlyInAnyOrderElementsOf(calls);

    alertmanager.restart();
    alertmanager.fire(causesAndEffects());
    alertmanager.settle();
    assertThat(alertmanager.received()).containsExactlyInAnyOrderElementsOf(calls);
  }

  @Test
  void inhibitsOnTheSameNodeAndNotOnItsSibling() throws Exception {
    alertmanager.start("alertmanager.yaml");
    alertmanager.fire(
        alert("KuboNodeHung", "critical", "kubo-1"),
        alert("KuboPeersLow", "critical", "kubo-1"),
        alert("KuboRepoFull", "critical", "kubo-1"),
        alert("KuboPeersLow", "critical", "kubo-2"),
        alert("KuboPeersLow", "warning", "kubo-2"));

    alertmanager.settle();
    assertThat(alertmanager.received())
        .containsExactlyInAnyOrder("/page KuboNodeHung x1", "/page KuboPeersLow x1");
  }

  @Test
  void isQuietAboutTheFleetWhileThePlaneIsBlind() throws Exception {
    alertmanager.start("alertmanager.yaml");
    alertmanager.fire(
        alert("StewardBlind", "critical", ""),
        alert("KuboFleetMajorityDown", "critical", ""),
        alert("KuboNodeDown", "critical", "kubo-1"),
        alert("KuboVersionSkew", "warning", ""));

    alertmanager.settle();
    assertThat(alertmanager.received()).containsExactly("/page StewardBlind x1");
  }

  @Test
  void makesOnePageOfAPartition() throws Exception {
    alertmanager.start("alertmanager.yaml");
    alertmanager.fire(
        alert("KuboFleetPartitioned", "critical", ""),
        alert("KuboPeersLow", "critical", "kubo-1"),
        alert("KuboSiblingDisconnected", "warning", "kubo-2"),
        alert("KuboLinkNotExchanging", "critical", "kubo-2"),
        alert("KuboCanaryBurn", "critical", ""));

    alertmanager.settle();
    assertThat(alertmanager.received()).containsExactly("/page KuboFleetPartitioned x1");
  }

  @Test
  void anotherClusterIsHeard() throws Exception {
    alertmanager.start("alertmanager.yaml");
    Firing elsewhere = Firing.of("tokyo", "KuboNodeDown", "critical", "kubo-1");
    alertmanager.fire(alert("KuboFleetMajorityDown", "critical", ""), elsewhere);

    alertmanager.settle();
    assertThat(alertmanager.received())
        .containsExactlyInAnyOrder("/page KuboFleetMajorityDown x1", "/page KuboNodeDown x1");
  }

  @Test
  void rendersThePage() throws Exception {
    alertmanager.start("slack.yaml");
    alertmanager.fire(BEGAN, alert("KuboNodeDown", "critical", "kubo-1"));

    compare("node-down.txt", firstAbout("kubo-1"));
  }

  @Test
  void rendersAPageOfTwoNodesAndOneOfTheFleet() throws Exception {
    alertmanager.start("slack.yaml");
    alertmanager.fire(
        BEGAN,
        alert("KuboRepoNearFull", "warning", "kubo-1"),
        alert("KuboRepoNearFull", "warning", "kubo-2"));
    compare("repo-near-full-twice.txt", firstAbout("kubo-2", "kubo-1"));

    alertmanager.fire(BEGAN, alert("StewardNoLeader", "warning", ""));
    compare("no-leader.txt", firstAbout("StewardNoLeader"));
  }

  @Test
  void tellsAllThatAPersonNeedsOnThePageOfEveryAlert() throws Exception {
    // One cluster each, so that none keeps another quiet.
    List<AlertRule> rules =
        AlertRule.all().stream().filter(rule -> !rule.severity().equals("info")).toList();
    alertmanager.start("slack.yaml");
    alertmanager.fire(
        BEGAN,
        rules.stream()
            .map(
                rule ->
                    Firing.of(
                        "of-" + rule.alert() + "-" + rule.severity(),
                        rule.alert(),
                        rule.severity(),
                        rule.alert().startsWith("Kubo") ? "kubo-1" : ""))
            .toArray(Firing[]::new));
    List<String> clusters =
        rules.stream()
            .map(rule -> "of-" + rule.alert() + "-" + rule.severity())
            .distinct()
            .toList();
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> alertmanager.texts().size() >= clusters.size());

    assertThat(clusters)
        .allSatisfy(
            cluster ->
                assertThat(alertmanager.texts())
                    .filteredOn(text -> text.contains("cluster " + cluster + ","))
                    .singleElement()
                    .satisfies(PageFields::areAllThere));
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-down.txt", "repo-near-full-twice.txt", "no-leader.txt"})
  void hasAllThatAPersonNeedsOnTheGoldenPages(String name) throws Exception {
    PageFields.areAllThere(Files.readString(GOLDEN.resolve(name)));
  }

  /** An alert that began long ago is sent at once, and its siblings with the next page. */
  private String firstAbout(String... words) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                alertmanager.texts().stream()
                    .filter(text -> List.of(words).stream().allMatch(text::contains))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static void compare(String name, String page) throws Exception {
    Path actual = Files.createDirectories(Path.of("target/pages")).resolve(name);
    Files.writeString(actual, page);
    assertThat(page)
        .as("compare %s with %s", actual, GOLDEN.resolve(name))
        .isEqualTo(Files.readString(GOLDEN.resolve(name)));
  }

  private static Firing[] causesAndEffects() {
    return new Firing[] {
      alert("KuboFleetMajorityDown", "critical", ""),
      alert("KuboNodeDown", "critical", "kubo-1"),
      alert("KuboNodeDown", "critical", "kubo-2"),
      alert("KuboPeersLow", "critical", "kubo-3"),
      alert("StewardBreakerOpen", "warning", ""),
      alert("KuboDiskNearFull", "critical", "kubo-3"),
      alert("KuboDiskNearFull", "warning", "kubo-3")
    };
  }

  private static Firing alert(String name, String severity, String node) {
    return Firing.of("berlin", name, severity, node);
  }
}
