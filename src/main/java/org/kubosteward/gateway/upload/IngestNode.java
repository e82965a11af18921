package org.kubosteward.gateway.upload;

import java.util.OptionalLong;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * A node that content may be put on.
 *
 * @param id {@code namespace/name}, as every message names it
 * @param rpc where its RPC is
 * @param free bytes that are left for content; empty while nobody knows
 */
public record IngestNode(String id, KuboEndpoint rpc, OptionalLong free) {}
