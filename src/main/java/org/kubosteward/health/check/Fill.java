package org.kubosteward.health.check;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * Repositories filled up to a mark.
 *
 * @param mark the ratio of StorageMax that opens
 * @param clearBelow how far under the mark a ratio must fall before it is well again
 */
record Fill(Code code, Level level, double mark, double clearBelow) {
  Stream<Observation> examine(Picture picture) {
    return Answering.judge(picture, code, NodeView::repo, this::verdict);
  }

  private Optional<Observation> verdict(NodeView view, RepoStat repo) {
    if (repo.fill() < mark - clearBelow) {
      return Optional.empty();
    }
    Subject node = Subject.of(view.id());
    Evidence evidence =
        Evidence.of("fill", Evidence.percent(repo.fill()))
            .and("size", Evidence.bytes(repo.sizeBytes()))
            .and("storage_max", Evidence.bytes(repo.storageMaxBytes()))
            .and("mark", Evidence.percent(mark));
    return Optional.of(
        repo.fill() >= mark
            ? Observation.of(code, node, level, evidence)
            : Observation.lingering(code, node, level, evidence));
  }
}
