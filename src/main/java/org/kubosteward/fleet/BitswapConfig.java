package org.kubosteward.fleet;

import java.util.Optional;

/**
 * What a node's configuration says of the exchange of blocks. It is the file's word, which the node
 * heeds from its next start on.
 *
 * @param server whether it gives blocks to who asks for them ({@code Bitswap.ServerEnabled})
 * @param libp2p whether it speaks bitswap at all ({@code Bitswap.Libp2pEnabled}): without it, it
 *     neither gives nor fetches
 */
public record BitswapConfig(boolean server, boolean libp2p) {
  /** Both as kubo has them by default. */
  public static final BitswapConfig DEFAULT = new BitswapConfig(true, true);

  /** The setting by which it gives no block to anybody, with its value; empty when it gives. */
  public Optional<String> whyNotServing() {
    if (!libp2p) {
      return Optional.of("Bitswap.Libp2pEnabled is false");
    }
    return server ? Optional.empty() : Optional.of("Bitswap.ServerEnabled is false");
  }
}
