package org.kubosteward.gateway.upload;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The uploads that are under way, for who shows them and for who collects garbage. */
public interface Uploads {
  /**
   * One of them.
   *
   * @param id of this upload; of a resumable one, as its address has it
   * @param name what its owner calls it; may be empty
   * @param bytes of the content that were taken so far
   * @param bytesPerSecond over its whole time; 0 of a resumable one that waits
   * @param node that it goes to
   */
  record UnderWay(
      String id, String name, long bytes, long bytesPerSecond, Instant since, String node) {}

  /** All, the oldest first. */
  List<UnderWay> underWay();

  /**
   * The nodes that hold blocks which nothing pins yet: a collection of garbage there would take
   * them. A resumable upload that waits counts, until it is expired.
   */
  Set<String> nodes();
}
