package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Status;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.RemedyPolicy;

class BoardTest {
  @Test
  void leadsWithTheVerdictAndSinceWhen() {
    Board well = board(Stories.healthy());
    assertThat(well.headline().status()).isEqualTo(Status.OK);
    assertThat(well.headline().word()).isEqualTo("All is well");
    assertThat(well.headline().since()).map(Ago::span).contains("29 min");
    Board sick = board(Stories.sick());
    assertThat(sick.headline().sentence()).isEqualTo("2 critical, 1 warning");
    Finding slow = Stories.finding(Code.NODE_SLOW, Stories.K1, Level.WARN);
    Finding few = Stories.finding(Code.PEERS_LOW, Stories.K2, Level.WARN);
    Round two = Stories.round(Stories.picture(Stories.node(Stories.K1, 0.5)), List.of(slow, few));
    assertThat(
            board(new Story(Optional.of(two), List.of(), List.of(), List.of(), List.of()))
                .headline()
                .sentence())
        .isEqualTo("2 warnings");
    assertThat(sick.headline().since()).map(Ago::span).contains("40 min");
  }

  @Test
  void showsWhatIsMutedApart() {
    Board board = board(Stories.sick());
    assertThat(board.open()).extracting(FindingCard::code).doesNotContain("VERSION_SKEW");
    assertThat(board.muted()).extracting(FindingCard::code).containsExactly("VERSION_SKEW");
    assertThat(board.muted().get(0).mute())
        .hasValueSatisfying(
            mute -> {
              assertThat(mute.author()).isEqualTo("alice");
              assertThat(mute.ends()).isEqualTo("in 5 h 33 min");
            });
  }

  @Test
  void saysWhatWasDecidedAndTriedAboutAFinding() {
    Board board = board(Stories.sick());
    FindingCard full = board.open().get(1);
    FindingCard.Decided refused = full.decision().orElseThrow();
    assertThat(refused.word()).isEqualTo("Refused");
    assertThat(refused.by()).isEqualTo("approval");
    assertThat(refused.approve()).isEqualTo("collect-garbage");
    assertThat(refused.target()).isEqualTo("kubo-3");
    assertThat(refused.href()).isEqualTo("api/v1/decisions/12");
    assertThat(full.tried())
        .extracting(ActionRow::detail)
        .containsExactly("freed 1.2 GiB in 4812 blocks");
    FindingCard blind = board.open().get(2);
    assertThat(blind.tried())
        .extracting(ActionRow::result)
        .containsExactly("running", "done, not cured");
    assertThat(blind.decision().orElseThrow().approve()).isEmpty();
  }

  @Test
  void offersToApproveOnlyWhereAYesChangesSomething() {
    Story story = Stories.sick();
    Round asking = story.latest().orElseThrow();
    Round proposing =
        new Round(
            asking.picture(),
            asking.report(),
            asking.plan(),
            asking.intents(),
            RemedyPolicy.shipped(),
            asking.leader(),
            asking.took());
    Board board =
        board(
            new Story(
                Optional.of(proposing),
                story.history(),
                story.attempts(),
                story.decisions(),
                story.intents()));
    assertThat(board.open().get(1).decision().orElseThrow().approve()).isEmpty();
  }

  @Test
  void linksToTheListWhereTheDecisionIsNotAmongTheNewest() {
    FindingCard down = board(Stories.sick()).open().get(0);
    assertThat(down.decision().orElseThrow().href()).isEqualTo("api/v1/decisions?code=NODE_DOWN");
  }

  @Test
  void showsNothingButTheReasonOfWhatIsNotKnown() {
    NodeRow down = board(Stories.sick()).nodes().get(1);
    assertThat(down.css()).isEqualTo("bad");
    assertThat(down.state()).isEqualTo("no answer: nothing listens there");
    assertThat(List.of(down.peers(), down.repo(), down.disk(), down.version(), down.uptime()))
        .allSatisfy(
            fact -> {
              assertThat(fact.known()).isFalse();
              assertThat(fact.text()).isEqualTo("\u2014");
              assertThat(fact.title()).contains("connection refused");
            });
  }

  @Test
  void showsANodeThatIsWell() {
    NodeRow row = board(Stories.healthy()).nodes().get(0);
    assertThat(row.css()).isEqualTo("ok");
    assertThat(row.state()).isEmpty();
    assertThat(row.siblings().text()).isEqualTo("2 / 2");
    assertThat(row.alone()).isFalse();
    assertThat(row.uptime().text()).isEqualTo("4 d");
    assertThat(row.repoFill()).isEqualTo(41);
    assertThat(row.running().text()).isEqualTo("pin/add");
    assertThat(row.repoLine().path()).startsWith("M0.0 ");
  }

  @Test
  void tellsWhatIsWrongWithANodeThatAnswers() {
    NodeRow full = board(Stories.sick()).nodes().get(2);
    assertThat(full.state()).isEqualTo("REPO_FULL, LINK_NOT_EXCHANGING");
    assertThat(full.repoCss()).isEqualTo("bad");
    assertThat(full.alone()).isTrue();
  }

  @Test
  void showsLinksByDirectionAndNeverMistakesUntriedForProven() {
    LinkTable links = board(Stories.sick()).links().orElseThrow();
    assertThat(links.summary()).isEqualTo("6 links, 1 blind");
    assertThat(links.rows().get(0).cells())
        .extracting(LinkTable.Cell::css)
        .containsExactly("self", "dim", "bad");
    assertThat(links.rows().get(2).cells().get(0).text()).isEqualTo("14 ms");
    assertThat(links.rows().get(0).cells().get(2).text()).isEqualTo("blind \u00d73");
  }

  @Test
  void aPlaneThatSeesNothingCallsNoLinkProvenAndNoNodeBroken() {
    NodeView one = NodeView.unknown(Stories.K1, Why.REFUSED, "connection refused", Stories.at(3));
    NodeView two = NodeView.unknown(Stories.K2, Why.REFUSED, "connection refused", Stories.at(3));
    FleetSnapshot seen = Stories.picture(one, two);
    TreeMap<Link, Proof> proven = new TreeMap<>();
    proven.put(
        new Link(Stories.K1, Stories.K2),
        new Proof(Proof.Outcome.EXCHANGED, 0, Stories.at(60), Duration.ofMillis(14), ""));
    FleetSnapshot blind =
        new FleetSnapshot(
            1, seen.takenAt(), seen.nodes(), proven, seen.collections(), seen.observer());
    Finding finding =
        new Finding(
            Code.STEWARD_BLIND, Subject.fleet(), Level.CRIT, Stories.at(30), new TreeMap<>());
    Round round = Stories.round(blind, List.of(finding));
    Board board = board(new Story(Optional.of(round), List.of(), List.of(), List.of(), List.of()));
    assertThat(board.tiles().get(1).value()).isEqualTo("\u2014");
    LinkTable.Cell cell = board.links().orElseThrow().rows().get(0).cells().get(1);
    assertThat(cell.css()).isEqualTo("dim");
    assertThat(cell.title()).endsWith("; since then one of the two does not answer");
    assertThat(board.nodes()).extracting(NodeRow::css).containsOnly("dim");
  }

  @Test
  void marksBothOfTwoNodesThatBearOnePeerId() {
    Finding twins =
        new Finding(
            Code.DUPLICATE_IDENTITY,
            Subject.of(new Link(Stories.K1, Stories.K2)),
            Level.CRIT,
            Stories.at(30),
            new TreeMap<>());
    FleetSnapshot picture =
        Stories.picture(Stories.node(Stories.K1, 0.5), Stories.node(Stories.K2, 0.5));
    Round round = Stories.round(picture, List.of(twins));
    Board board = board(new Story(Optional.of(round), List.of(), List.of(), List.of(), List.of()));
    assertThat(board.nodes()).extracting(NodeRow::css).containsExactly("bad", "bad");
    assertThat(board.nodes()).extracting(NodeRow::state).containsOnly("DUPLICATE_IDENTITY");
  }

  @Test
  void showsOnlyTroubledLinksOfALargeFleet() {
    List<NodeId> ids =
        IntStream.range(0, 40).mapToObj(i -> new NodeId("ipfs", "node-%02d".formatted(i))).toList();
    FleetSnapshot large = picture(ids, new Link(ids.get(3), ids.get(7)));
    LinkTable links = LinkTable.of(large, Stories.NOW);
    assertThat(links.askers()).containsExactly("node-03", "node-07");
    assertThat(links.summary()).contains("38 nodes are left out");
  }

  @Test
  void showsABoundedNumberOfNodesTheTroubledFirst() {
    List<NodeId> ids =
        IntStream.range(0, 300)
            .mapToObj(i -> new NodeId("ipfs", "node-%03d".formatted(i)))
            .toList();
    FleetSnapshot large = picture(ids, new Link(ids.get(0), ids.get(299)));
    Round round =
        Stories.round(large, List.of(Stories.finding(Code.NODE_DOWN, ids.get(299), Level.CRIT)));
    Board board = board(new Story(Optional.of(round), List.of(), List.of(), List.of(), List.of()));
    assertThat(board.nodes()).hasSize(Board.NODES_MOST);
    assertThat(board.nodes().get(0).name()).isEqualTo("node-299");
    assertThat(board.nodesHidden()).isEqualTo(100);
  }

  @Test
  void showsARateBetweenTwoPicturesAndTheSumWithoutOne() {
    NodeView later = Stories.node(Stories.K1, 0.5);
    assertThat(Traffic.of(later, Map.of()).in().text()).isEqualTo("3.0 GiB");
    long moved = 10L << 20;
    assertThat(rate(later, (3L << 30) - moved)).isEqualTo("1.0 MiB/s");
    assertThat(rate(later, 4L << 30)).isEqualTo("3.0 GiB");
  }

  @Test
  void saysWhatKeepsThePlaneFromWorking() {
    Story none =
        new Story(
            Optional.of(Stories.round(Stories.picture(), List.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(board(none).notices()).anyMatch(n -> n.contains("steward.fleet.nodes"));
    RecordSnapshot fine = Stories.healthy().dossier(Stories.NOW);
    assertThat(Board.of(fine).notices()).isEmpty();
    RecordSnapshot broken =
        new RecordSnapshot(
            fine.latest(),
            fine.earlier(),
            fine.history(),
            fine.intents(),
            fine.attempts(),
            fine.decisions(),
            Optional.of("connection refused"),
            fine.preparation(),
            fine.silences(),
            fine.every(),
            fine.loop(),
            fine.now());
    assertThat(Board.of(broken).notices())
        .anyMatch(n -> n.contains("No journal, no action") && n.contains("connection refused"));
  }

  @Test
  void saysWhileTheFleetIsBuiltHowFarItIsAndWhatComesNextAndNothingIsRed() {
    Preparation building =
        Preparation.of(List.of("compile kubo", "start 3 nodes"))
            .at(0, "431 of 1347 packages (31 %)", OptionalInt.of(31));
    Board board = Board.of(preparing(Story.EMPTY, building));
    assertThat(board.headline().status()).isEqualTo(Status.UNKNOWN);
    assertThat(board.headline().word()).isEqualTo("Starting");
    assertThat(board.headline().sentence())
        .isEqualTo("nothing is watched yet: the fleet is being made ready");
    assertThat(board.notices()).isEmpty();
    assertThat(board.open()).isEmpty();
    Progress progress = board.progress().orElseThrow();
    assertThat(progress.failed()).isFalse();
    assertThat(progress.sentence())
        .isEqualTo("step 1 of 2, compile kubo: 431 of 1347 packages (31 %); next: start 3 nodes");
    assertThat(progress.percent()).isEqualTo(31);
    assertThat(progress.steps()).extracting(Progress.Step::css).containsExactly("now", "next");
  }

  @Test
  void saysOfABuildThatFailedWhyAndWhatToDoAndSaysItOnce() {
    Preparation failed =
        Preparation.of(List.of("compile kubo", "start 3 nodes")).failed("disk full: make room");
    Story blind =
        new Story(
            Optional.of(Stories.round(Stories.picture(), List.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Board board = Board.of(preparing(blind, failed));
    Progress progress = board.progress().orElseThrow();
    assertThat(progress.failed()).isTrue();
    assertThat(progress.sentence()).isEqualTo("disk full: make room");
    assertThat(progress.percent()).isEqualTo(-1);
    assertThat(board.notices()).isEmpty();
    assertThat(board(Stories.healthy()).progress()).isEmpty();
  }

  @Test
  void startsWithAPageThatSaysSo() {
    Board board = board(Story.EMPTY);
    assertThat(board.starting()).isTrue();
    assertThat(board.headline().word()).isEqualTo("Starting");
    assertThat(board.nodes()).isEmpty();
    assertThat(board.tiles()).isEmpty();
    assertThat(board.rounds().marks()).isEmpty();
  }

  @Test
  void doesNotSaySinceWhenOfAPictureThatIsStale() {
    Round unsure =
        Stories.round(
            Stories.picture(Stories.node(Stories.K1, 0.5)),
            List.of(Stories.finding(Code.PEERS_LOW, Stories.K1, Level.CANNOT_TELL)));
    Story story = new Story(Optional.of(unsure), List.of(), List.of(), List.of(), List.of());
    assertThat(board(story).headline().since()).map(Ago::span).contains("1 min");
    Board stale = Board.of(story.dossier(Stories.NOW.plusSeconds(600)));
    assertThat(stale.headline().word()).isEqualTo("Cannot tell");
    assertThat(stale.headline().since()).isEmpty();
  }

  @Test
  void marksEveryRoundWithItsStatus() {
    Timeline rounds = board(Stories.sick()).rounds();
    assertThat(rounds.marks()).hasSize(Timeline.MOST);
    assertThat(rounds.marks().get(0).css()).isEqualTo("ok");
    assertThat(rounds.marks().get(Timeline.MOST - 1).css()).isEqualTo("err");
    assertThat(rounds.marks().get(1).x()).isEqualTo(Timeline.STEP);
  }

  private static Board board(Story story) {
    return Board.of(story.dossier(Stories.NOW));
  }

  private static RecordSnapshot preparing(Story story, Preparation preparation) {
    RecordSnapshot plain = story.dossier(Stories.NOW);
    return new RecordSnapshot(
        plain.latest(),
        plain.earlier(),
        plain.history(),
        plain.intents(),
        plain.attempts(),
        plain.decisions(),
        plain.journalTrouble(),
        Optional.of(preparation),
        plain.silences(),
        plain.every(),
        plain.loop(),
        plain.now());
  }

  private static String rate(NodeView later, long bytesBefore) {
    NodeView before =
        later.knowing(
            Question.BANDWIDTH,
            new Bandwidth(bytesBefore, bytesBefore),
            later.bandwidth().at().minusSeconds(10));
    return Traffic.of(later, Map.of(before.id(), before.bandwidth())).in().text();
  }

  private static FleetSnapshot picture(List<NodeId> ids, Link blind) {
    TreeMap<NodeId, NodeView> nodes = new TreeMap<>();
    ids.forEach(id -> nodes.put(id, Stories.node(id, 0.5)));
    TreeMap<Link, Proof> links = new TreeMap<>();
    links.put(
        blind,
        new Proof(Proof.Outcome.NOT_EXCHANGED, 2, Stories.NOW, Duration.ofSeconds(10), "no block"));
    return new FleetSnapshot(
        1, Stories.at(6), nodes, links, new TreeMap<>(), Observer.steady(ids.size()));
  }
}
