package org.kubosteward.health;

import java.util.stream.Stream;

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
