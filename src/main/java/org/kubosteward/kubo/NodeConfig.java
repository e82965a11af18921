package org.kubosteward.kubo;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a node's configuration that decide whom it can reach, and whether it gives blocks
 * (config/show). Nothing else of it is kept: it holds credentials.
 *
 * @param autoConf whether it fetches its network's settings; empty when it does not say, which
 *     means yes
 * @param addrFilters the networks that it never dials and takes no connection from ({@code
 *     Swarm.AddrFilters})
 * @param noAnnounce the networks that it does not tell others of
 * @param swarm where it listens
 * @param bitswapServer whether it answers who asks it for blocks ({@code Bitswap.ServerEnabled});
 *     empty when it does not say, which means yes
 * @param bitswapLibp2p whether it speaks bitswap at all ({@code Bitswap.Libp2pEnabled}); likewise
 * @param gatewayNoFetch whether its gateway gives what it holds and nothing else ({@code
 *     Gateway.NoFetch}); empty when it does not say, which means no
 */
public record NodeConfig(
    Optional<Boolean> autoConf,
    List<String> bootstrap,
    List<String> addrFilters,
    List<String> noAnnounce,
    List<String> swarm,
    Optional<Boolean> bitswapServer,
    Optional<Boolean> bitswapLibp2p,
    Optional<Boolean> gatewayNoFetch) {
  /** Keeps its own copies. */
  public NodeConfig {
    bootstrap = List.copyOf(bootstrap);
    addrFilters = List.copyOf(addrFilters);
    noAnnounce = List.copyOf(noAnnounce);
    swarm = List.copyOf(swarm);
  }
}
