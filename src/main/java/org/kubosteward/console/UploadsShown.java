package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.kubosteward.fleet.NodeId;

/** The uploads that are being put together, as this process knows them. */
public interface UploadsShown {
  /** Those under way, oldest first, and not more than are let in at a time. */
  List<Upload> underWay();

  /**
   * One upload.
   *
   * @param name what its owner calls it; empty text for none
   * @param owner who uploads
   * @param node where its blocks go
   * @param bytes that have come
   * @param total that will come; empty when its owner has not said
   * @param rate bytes a second, lately
   * @param since when it began
   */
  record Upload(
      String name,
      String owner,
      NodeId node,
      long bytes,
      OptionalLong total,
      long rate,
      Instant since) {}
}
