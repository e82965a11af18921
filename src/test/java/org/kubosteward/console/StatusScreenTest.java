package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.Contents;
import org.kubosteward.content.ContentsChanges;
import org.kubosteward.content.Desired;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;

class StatusScreenTest {
  private static final UploadsShown NONE = List::of;

  private static List<String> lines(Story story) {
    return StatusScreen.of(story.dossier(Stories.NOW), NONE).lines();
  }

  private static String text(Story story) {
    return String.join("\n", lines(story));
  }

  @Test
  void leadsWithTheVerdictAndSinceWhen() {
    assertThat(lines(Stories.healthy()).get(0)).isEqualTo("OK  no open findings, for 29 min");
    assertThat(lines(Stories.sick()).get(0)).startsWith("ERR  2 critical, 1 warning, for 40 min");
  }

  @Test
  void namesNodesThatAreSilentAndTheWorstFindingsWithTheDecision() {
    assertThat(text(Stories.sick()))
        .contains("nodes     2 of 3 answer")
        .contains("kubo-2: no answer, nothing listens there")
        .contains("findings  critical NODE_DOWN kubo-2, for 12 min: leave, nothing of ours")
        .doesNotContain("VERSION_SKEW");
    assertThat(text(Stories.healthy())).contains("findings  none open");
  }

  @Test
  void hasALineForEachPolicyAndForWhatMoves() {
    assertThat(text(ContentStories.replicating()))
        .contains("content   default: 4 contents: 4 fulfilled; oldest proof")
        .contains("models: 10 contents:")
        .contains("moving ")
        .contains("kubo-1 > kubo-2  46 %, 12.0 MiB of 26.0 MiB, 3.0 MiB/s, 5 s left");
    assertThat(text(ContentStories.nothing())).contains("content   nobody has asked for any");
    assertThat(text(Stories.healthy())).contains("content   the copies are being read");
  }

  @Test
  void hasUploadsWithTheirOwners() {
    UploadsShown one =
        () ->
            List.of(
                new UploadsShown.Upload(
                    "model.bin", "alice", Stories.K1, 25, OptionalLong.of(100), 5, Stories.at(5)));
    assertThat(StatusScreen.of(ContentStories.nothing().dossier(Stories.NOW), one).text())
        .contains("uploads   model.bin  alice > kubo-1  25 %, 25 B of 100 B, 5 B/s, 15 s left");
  }

  @Test
  void fitsOnOneScreenHoweverMuchIsWrong() {
    List<NodeView> views = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int number = 0; number < 300; number++) {
      NodeId node = new NodeId("ipfs", "a-node-with-quite-a-long-name-of-its-own-" + number);
      views.add(NodeView.unknown(node, Why.REFUSED, "connection refused", Stories.at(3)));
      findings.add(Stories.finding(Code.NODE_DOWN, node, Level.CRIT));
    }
    Story many =
        new Story(
            Optional.of(
                Stories.round(
                    Stories.picture(views.stream().limit(30).toArray(NodeView[]::new)), findings)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    for (Story story : List.of(many, moving(200), Stories.hostile(), Story.EMPTY)) {
      assertThat(lines(story))
          .hasSizeLessThanOrEqualTo(StatusScreen.LINES_MOST)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(StatusScreen.WIDTH));
    }
    assertThat(text(many))
        .contains("and 290 more at /api/v1/health")
        .contains("and 25 more do not");
    assertThat(text(moving(200))).contains("and 192 more at /content");
  }

  private static Story moving(int count) {
    ContentsChanges changes = Contents.none().change();
    IntStream.range(0, count)
        .forEach(
            number -> {
              changes.want(
                  new Desired(
                      ContentStories.cid(number),
                      ContentStories.MODELS,
                      OptionalLong.of(1 << 20),
                      Stories.at(30)));
              changes.put(
                  ContentStories.cid(number),
                  Stories.K2,
                  ContentStories.fetching(number, 1, Stories.K1));
            });
    return ContentStories.story(changes.done(), ContentStories.hosts());
  }

  @Test
  void everyBlockTogetherFitsToo() {
    assertThat(Stream.of(ContentStories.lost(), ContentStories.atRisk()))
        .allSatisfy(story -> assertThat(lines(story)).hasSizeBetween(6, StatusScreen.LINES_MOST));
  }
}
