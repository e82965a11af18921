package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;

/** A repository close to StorageMax. */
final class RepoNearFull implements Check {
  private final Fill fill;

  RepoNearFull(HealthPolicy policy) {
    fill =
        new Fill(Code.REPO_NEAR_FULL, Level.WARN, policy.repoNearFull(), policy.repoClearBelow());
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    return fill.examine(picture);
  }

  @Override
  public Topic topic() {
    return Topic.REPOSITORY;
  }
}
