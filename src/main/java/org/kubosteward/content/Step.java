package org.kubosteward.content;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** One thing that a plan does to one copy. */
public sealed interface Step {
  /** The content. */
  Cid cid();

  /** The node that the copy is on, or will be. */
  NodeId node();

  /** Whether bytes move for it, so that it takes a place in the budget. */
  default boolean moves() {
    return false;
  }

  /**
   * Make a copy.
   *
   * @param from a node with a copy, a proven one where there is one; empty when no node of the
   *     fleet has it, so that it is to be asked of the network
   * @param bytes what will come; empty when nobody has counted it
   */
  record Transfer(Cid cid, NodeId node, Optional<NodeId> from, OptionalLong bytes) implements Step {
    @Override
    public boolean moves() {
      return true;
    }
  }

  /**
   * Replace the blocks that are missing or wrong. When it fails, the copy is damaged again, with
   * one failure more.
   *
   * @param from a node whose copy is proven
   * @param blocks the first of them
   */
  record Heal(Cid cid, NodeId node, NodeId from, List<Cid> blocks) implements Step {
    public Heal {
      blocks = List.copyOf(blocks);
    }

    @Override
    public boolean moves() {
      return true;
    }
  }

  /** Stop a transfer that brings nothing; the node counts one failure more. */
  record GiveUp(Cid cid, NodeId node) implements Step {}

  /** Note that the copy is one too many; nothing is touched. */
  record MarkExcess(Cid cid, NodeId node) implements Step {}

  /** Note that a copy too many is wanted after all; nothing is touched. */
  record Keep(Cid cid, NodeId node) implements Step {}

  /** Unpin a copy too many. */
  record Drop(Cid cid, NodeId node) implements Step {}
}
