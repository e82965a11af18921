package org.kubosteward.health;

import java.util.stream.Stream;

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
