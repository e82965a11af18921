package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;

/** A repository at StorageMax, or so close that the difference is one upload. */
final class RepoFull implements Check {
  private final Fill fill;

  RepoFull(HealthPolicy policy) {
    fill = new Fill(Code.REPO_FULL, Level.CRIT, policy.repoFull(), policy.repoClearBelow());
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
