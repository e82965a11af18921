package org.kubosteward.gateway.download;

import org.kubosteward.kubo.KuboEndpoint;

/**
 * A node that content may be read from.
 *
 * @param id {@code namespace/name}, as every message names it
 * @param gateway where its gateway is
 */
public record SourceNode(String id, KuboEndpoint gateway) {}
