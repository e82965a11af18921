package org.kubosteward.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.kube.Permissions;
import org.kubosteward.kube.Verb;

final class RightsTest {
  @Test
  void aMissingRightFailsAndIsNamedWithItsPlace() {
    List<CheckResult> results =
        Rights.results(
            new Permissions(List.of(new Verb("ipfs", "", "pods/eviction", "create")), List.of()));

    assertThat(results).hasSize(1);
    assertThat(results.get(0).subject()).isEqualTo("create pods/eviction in namespace ipfs");
    assertThat(Preflight.sound(results)).isFalse();
    assertThat(Preflight.lines(results).get(0)).startsWith("FAIL  rbac");
  }

  @Test
  void whatCouldNotBeLearnedIsNoPass() {
    assertThat(
            Preflight.sound(
                Rights.results(new Permissions(List.of(), List.of("the API server is silent")))))
        .isFalse();
  }

  @Test
  void allThatIsNeededPasses() {
    assertThat(Preflight.sound(Rights.results(new Permissions(List.of(), List.of())))).isTrue();
  }
}
