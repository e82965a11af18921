package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.house.GrantedRights;
import org.kubosteward.house.Manifests;

/** What the manifests let the plane do is what its code uses: no right less, none more. */
class NeededRightsTest {
  @Test
  void theRolesGrantWhatTheCodeUsesAndNothingElse() {
    List<String> used =
        NeededRights.of("ipfs", "kubo-steward", "kubo-steward").stream()
            .map(Object::toString)
            .toList();

    assertThat(GrantedRights.below(Manifests.HOME.resolve("base")))
        .containsExactlyInAnyOrderElementsOf(used);
  }
}
