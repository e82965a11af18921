package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.Namesakes;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.remedy.ActionKind;

/**
 * I14: no link is dropped or dialled whose end the plane was shown to share its peer id, or to be
 * offline.
 */
final class NobodyByChance implements Invariant {
  @Override
  public String name() {
    return "I14 nobody by chance";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    ActionKind kind = deed.action().kind();
    if (kind != ActionKind.RECONNECT_PEER && kind != ActionKind.REFRESH_LINK) {
      return Optional.empty();
    }
    Optional<NodeId> offline =
        deed.action().nodes().stream()
            .filter(node -> deed.look().node(node).filter(NodeView::offline).isPresent())
            .findFirst();
    if (offline.isPresent()) {
      return Optional.of("%s runs in offline mode".formatted(offline.get()));
    }
    Namesakes namesakes = Namesakes.among(deed.look().nodes().values());
    return deed.action().nodes().stream()
        .filter(namesakes::has)
        .findFirst()
        .map(node -> "another node bears the peer id of " + node);
  }
}
