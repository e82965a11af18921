package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;

/**
 * Copies of contents begin to be made, in one batch. How far each has come is known of the copy,
 * and not of the action, which has ended when all have begun.
 *
 * @param target where the most urgent one is made
 * @param copies at most {@link #MOST}, the most urgent first
 */
public record CopyContent(NodeId target, List<One> copies) implements Action {
  /** Copies of a batch, at the most: what a person can still look through. */
  public static final int MOST = 50;

  static final ActionFacts FACTS =
      ActionFacts.gentle(Duration.ofSeconds(30))
          .tried(Duration.ZERO, Duration.ofMinutes(2), 20)
          .traits(Trait.BEGINS)
          .restsOn(Question.VERSION);

  /**
   * A copy of the batch.
   *
   * @param cid of the content
   * @param node where it is made
   * @param from a node that has one; empty when it is to be asked of the network
   */
  public record One(String cid, NodeId node, Optional<NodeId> from) {}

  public CopyContent {
    copies = List.copyOf(copies);
    Batch.check(copies, MOST);
  }

  /** That batch. */
  static CopyContent of(List<One> copies) {
    return new CopyContent(copies.get(0).node(), copies);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.COPY_CONTENT;
  }

  @Override
  public NavigableSet<NodeId> nodes() {
    return Batch.nodes(copies, One::node);
  }

  @Override
  public Set<String> about() {
    return Batch.about(copies, One::cid);
  }

  @Override
  public String describe() {
    return Batch.describe(kind(), copies, One::cid, One::node);
  }
}
