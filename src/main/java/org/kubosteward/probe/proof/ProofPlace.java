package org.kubosteward.probe.proof;

import java.util.Optional;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * Where a copy is read.
 *
 * @param rpc the node's RPC
 * @param gateway the node's gateway, if it is sure to fetch nothing ({@code Gateway.NoFetch}): it
 *     gives blocks for less than the RPC does. Without that, kubo fetches what it lost, and a proof
 *     by it would hide the loss
 */
public record ProofPlace(KuboEndpoint rpc, Optional<KuboEndpoint> gateway) {}
