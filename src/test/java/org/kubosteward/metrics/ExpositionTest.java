package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Version;

class ExpositionTest {
  @ParameterizedTest
  @EnumSource
  void showsTheSceneAsItsGoldenTextSays(Scenes scene) throws IOException {
    Path golden = Path.of("src/test/resources/exposition", scene.file());
    Path actual = Path.of("target/exposition", scene.file());
    Files.createDirectories(actual.getParent());

    Files.writeString(actual, Exposition.text(scene.scrape().families()));

    assertThat(Files.readString(actual))
        .as("when the change is meant: cp %s %s", actual, golden)
        .isEqualTo(Files.readString(golden));
  }

  @Test
  void escapesWhatANodeSaysAboutItself() {
    String text =
        Exposition.text(
            Rounds.scrape(
                    Rounds.fleet(
                        List.of(
                            Rounds.of(
                                new NodeId("ip\"fs", "back\\slash"),
                                new Version("0.43.0\n} 1\nsteward_leader 1", "18", ""),
                                new Identity("peer", "a\"} 0", List.of()),
                                new Swarm(List.of())))))
                .families());

    assertThat(text)
        .contains(
            "steward_node_info{namespace=\"ip\\\"fs\",node=\"back\\\\slash\","
                + "version=\"0.43.0\\n} 1\\nsteward_leader 1\",agent=\"a\\\"} 0\","
                + "peer_id=\"peer\"} 1\n");
    assertThat(text.lines().filter(line -> line.startsWith("steward_leader"))).hasSize(1);
  }

  @Test
  void cutsAnAgentThatIsTooLong() {
    String emoji = "\uD83D\uDE80";
    List<Family> families =
        Rounds.scrape(
                Rounds.fleet(
                    List.of(
                        Rounds.of(
                            Rounds.id(0),
                            new Version("0.43.0", "18", ""),
                            new Identity("peer", emoji.repeat(5000), List.of()),
                            new Swarm(List.of())))))
            .families();

    assertThat(Exposition.text(families))
        .contains("agent=\"" + emoji.repeat(Samples.LONGEST_LABEL) + "\"");
  }

  @Test
  void leavesOutAnEmptyLabel() {
    Family family =
        new Family(
            FamilySpec.evolving("steward_x", "Help.", FamilySpec.Type.GAUGE, "a", "b"),
            List.of(new Sample(List.of("", "1"), 1), new Sample(List.of("", ""), 0.5)));

    assertThat(Exposition.text(List.of(family)))
        .isEqualTo(
            "# HELP steward_x Help.\n# TYPE steward_x gauge\nsteward_x{b=\"1\"} 1\nsteward_x 0.5\n");
  }
}
