package org.kubosteward.demo;

/**
 * The TCP ports of one demo node, all on 127.0.0.1.
 *
 * @param api kubo's RPC
 * @param swarm libp2p, for the siblings
 * @param gateway kubo's HTTP gateway
 */
public record NodePorts(int api, int swarm, int gateway) {}
