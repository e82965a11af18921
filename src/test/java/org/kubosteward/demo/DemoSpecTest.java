package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoSpecTest {
  @Test
  void namesTheNodesInOrder() {
    assertThat(DemoSpec.threeNodes().names()).containsExactly("kubo-1", "kubo-2", "kubo-3");
    assertThat(DemoSpec.threeNodes().withNodes(1).names()).containsExactly("kubo-1");
  }

  @Test
  void refusesAFleetThatIsEmptyOrTooLarge() {
    for (int nodes : new int[] {0, -1, 31}) {
      assertThatThrownBy(() -> DemoSpec.threeNodes().withNodes(nodes))
          .isInstanceOf(DemoException.class)
          .hasMessage("a demo fleet has 1 to 30 nodes, not " + nodes);
    }
  }

  @Test
  void changesOneNodeAndLeavesTheOthers() {
    var spec =
        DemoSpec.threeNodes()
            .with("kubo-2", node -> node.in(Path.of("/small")).withEnvironment("A", "1"));
    assertThat(spec.nodes().get(1).directory()).contains(Path.of("/small"));
    assertThat(spec.nodes().get(1).environment()).containsEntry("A", "1");
    assertThat(spec.nodes().get(0).directory()).isEmpty();
    assertThat(spec.nodes().get(2).environment()).isEmpty();
  }

  @Test
  void refusesToChangeANodeItDoesNotHave() {
    assertThatThrownBy(() -> DemoSpec.threeNodes().with("kubo-4", node -> node))
        .isInstanceOf(DemoException.class)
        .hasMessage("no node kubo-4 among [kubo-1, kubo-2, kubo-3]");
  }

  @Test
  void addsEnvironmentToEveryNode() {
    var spec = DemoSpec.threeNodes().withEnvironment("GOLOG_LOG_LEVEL", "debug");
    assertThat(spec.nodes()).allMatch(node -> node.environment().containsKey("GOLOG_LOG_LEVEL"));
  }

  @Test
  void neverPrintsTheApiSecret() {
    assertThat(DemoSpec.threeNodes().withApiSecret("bearer:hush").toString())
        .doesNotContain("hush");
  }
}
