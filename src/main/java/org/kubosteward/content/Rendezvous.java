package org.kubosteward.content;

import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * Weighted rendezvous hashing: every content ranks every node by itself. A node that leaves takes
 * away its own place alone; a new one takes its share, and no copy changes between two others.
 */
final class Rendezvous {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long MIX_1 = 0xbf58476d1ce4e5b9L;
  private static final long MIX_2 = 0x94d049bb133111ebL;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final double UNIT = 0x1.0p-53;

  private Rendezvous() {}

  /** What stands for that content. */
  static long key(Cid cid) {
    return mixed(cid.pinFingerprint() + GOLDEN);
  }

  /** What stands for that node: the same wherever and whenever it is asked for. */
  static long key(NodeId node) {
    long hash = FNV_OFFSET;
    for (char c : (node.namespace() + '/' + node.name()).toCharArray()) {
      hash = (hash ^ c) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /** The rank of that node with that content, the highest first; weights above 0. */
  static double score(long content, long node, double weight) {
    return -weight / Math.log(unit(content, node));
  }

  /** A number between 0 and 1 for that content on that node, the same whenever it is asked for. */
  static double unit(long content, long node) {
    return ((mixed(content ^ node) >>> 11) + 0.5) * UNIT;
  }

  /**
   * The weight of so much room: its power of two, so that the ranks stay as they are while a node
   * fills, and change for few contents when it has halved.
   */
  static double weight(long room) {
    return room <= 0 ? 1 : Long.highestOneBit(room);
  }

  private static long mixed(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * MIX_1;
    z = (z ^ (z >>> 27)) * MIX_2;
    return z ^ (z >>> 31);
  }
}
