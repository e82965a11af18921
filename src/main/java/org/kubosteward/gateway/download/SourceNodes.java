package org.kubosteward.gateway.download;

import java.util.List;

/** The nodes that content may be read from, as the latest round has them. */
@FunctionalInterface
public interface SourceNodes {
  /** Those to be asked first come first; asked for at each download. */
  List<SourceNode> sources();
}
