package org.kubosteward.gateway.upload;

/**
 * Content that was taken.
 *
 * @param cid its root
 * @param size bytes of its files
 * @param bytes of the blocks that were sent to the node
 * @param blocks that were sent; one that occurs twice counts twice
 * @param node on which it is pinned
 * @param name what its owner calls it; may be empty
 */
public record UploadAnswer(
    String cid, long size, long bytes, long blocks, String node, String name) {}
