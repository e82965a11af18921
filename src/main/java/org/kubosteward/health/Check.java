package org.kubosteward.health;

import java.util.stream.Stream;

/** Looks at one picture for one kind of trouble. Pure: the same picture, the same observations. */
public interface Check {
  /**
   * What is wrong, or cannot be told, in this picture. Subjects that are fine are not mentioned.
   */
  Stream<Observation> examine(Picture picture);

  /**
   * What it speaks about. Of the findings of one topic about one subject only the worst is shown,
   * for they have one cause.
   */
  default Topic topic() {
    return Topic.OWN;
  }

  /** What checks speak about. */
  enum Topic {
    /** Something that no other check speaks about. */
    OWN,
    /** Whether a node can be reached; the only topic about a node that does not answer. */
    REACH,
    /** How full a repository is. */
    REPOSITORY
  }
}
