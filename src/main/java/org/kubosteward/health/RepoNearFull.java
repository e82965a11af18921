package org.kubosteward.health;

import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;

/** A repository close to StorageMax. */
final class RepoNearFull implements Check {
  private final Fill fill;

  RepoNearFull(HealthPolicy policy) {
    fill =
        new Fill(Code.REPO_NEAR_FULL, Level.WARN, policy.repoNearFull(), policy.repoClearBelow());
  }

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    return fill.examine(picture);
  }

  @Override
  public Topic topic() {
    return Topic.REPOSITORY;
  }
}
