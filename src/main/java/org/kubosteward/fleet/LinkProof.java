package org.kubosteward.fleet;

/**
 * The last canary over a link, with the places of its ends in the picture's {@link Mesh}.
 *
 * @param from the place of the node that holds the block, or {@link Mesh#NOWHERE}
 * @param to the place of the node that asks for it, or {@link Mesh#NOWHERE}
 */
public record LinkProof(Link link, Proof proof, int from, int to) {}
