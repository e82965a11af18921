package org.kubosteward.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kubosteward.kubo.RpcPath;

/** What is asked of kubo, and what the manifests' credential allows: neither less nor more. */
final class RpcPathsTest {
  private static final List<Path> CONFIGS =
      List.of(
          Path.of("kubernetes/base/kubo/config.json"),
          Path.of("kubernetes/components/public/config.json"));

  @Test
  void theManifestsAllowThePlaneWhatItCallsAndNothingElse() throws IOException {
    for (Path config : CONFIGS) {
      assertThat(Files.readString(config))
          .contains("\"Steward\": {\"AuthSecret\": \"bearer:@RPC_TOKEN@\", " + allowed() + "}");
    }
  }

  @Test
  void toObserveWithoutCanariesChangesNothingOnANode() {
    assertThat(RpcPage.toObserve())
        .contains(RpcPath.VERSION, RpcPath.SWARM_PEERS, RpcPath.PIN_LS)
        .allSatisfy(path -> assertThat(path.change()).as(path.command()).isEmpty());
  }

  @Test
  void everyChangeIsOfARemedyACanaryThePreflightOrTheClientForContent() {
    Set<RpcPath> changes = EnumSet.allOf(RpcPath.class);
    changes.removeIf(path -> path.change().isEmpty());
    Set<RpcPath> known = EnumSet.copyOf(RpcPage.all());
    known.addAll(RpcPage.ofContent());

    assertThat(known).containsAll(changes);
  }

  /** Until the plane asks it, no credential need allow it, and the manifests do not. */
  @Test
  void theClientForContentCanAskWhatItsRoomPromises() {
    assertThat(RpcPage.ofContent())
        .containsExactlyInAnyOrder(
            RpcPath.BLOCK_GET,
            RpcPath.BLOCK_PUT,
            RpcPath.BLOCK_STAT,
            RpcPath.DAG_EXPORT,
            RpcPath.DAG_IMPORT,
            RpcPath.PIN_ADD,
            RpcPath.PIN_LS,
            RpcPath.PIN_RM,
            RpcPath.REFS_LOCAL);
  }

  private static String allowed() {
    return RpcPage.json(RpcPage.all());
  }
}
