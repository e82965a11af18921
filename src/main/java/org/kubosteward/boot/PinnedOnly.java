package org.kubosteward.boot;

import java.util.Set;
import org.jboss.logging.Logger;
import org.kubosteward.content.ContentPolicy;
import org.kubosteward.gateway.upload.KeptContent;

/**
 * Keeps content where nothing else is there that does: it stays pinned on the node it was sent to,
 * under the policy as shipped, and the log says so. A bean of {@link KeptContent} takes its place.
 */
final class PinnedOnly implements KeptContent {
  private static final Logger LOG = Logger.getLogger(PinnedOnly.class);

  @Override
  public Set<String> policies() {
    return Set.of(usual());
  }

  @Override
  public String usual() {
    return ContentPolicy.shipped().name();
  }

  @Override
  public void want(Wanted content) {
    LOG.infof("content=%s pinned=%s copies=1", content.cid(), content.node());
  }
}
