package org.kubosteward.gateway.upload;

import java.util.List;

/** The nodes that content may be put on, as the latest round has them. */
@FunctionalInterface
public interface IngestNodes {
  /** Those that the roster tells everybody to use, in any order. It is asked at each upload. */
  List<IngestNode> candidates();
}
