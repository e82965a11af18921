package org.kubosteward.act;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.Reply;

/**
 * Where right blocks come from: a node whose copy is proven.
 *
 * @param endpoint its RPC, or its gateway
 * @param gateway which of the two
 */
public record HealSource(KuboEndpoint endpoint, boolean gateway) {
  /** The RPC of a node. */
  public static HealSource rpc(KuboEndpoint endpoint) {
    return new HealSource(endpoint, false);
  }

  /** The gateway of a node. */
  public static HealSource gateway(KuboEndpoint endpoint) {
    return new HealSource(endpoint, true);
  }

  /** A block of it, verified. */
  CompletionStage<Reply<Block>> block(KuboContent content, Cid cid, Duration deadline) {
    return gateway
        ? content.gateway().block(endpoint, cid, deadline)
        : content.blockGet(endpoint, cid, deadline);
  }
}
