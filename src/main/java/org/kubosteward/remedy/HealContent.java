package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;

/**
 * Blocks of copies that are missing or wrong begin to be replaced by those of a proven copy, in one
 * batch.
 *
 * @param target where the most urgent copy is healed
 * @param copies at most {@link #MOST}, the most urgent first
 */
public record HealContent(NodeId target, List<One> copies) implements Action {
  /** Copies of a batch, at the most: each names the blocks that it lacks. */
  public static final int MOST = 8;

  static final ActionFacts FACTS =
      ActionFacts.gentle(Duration.ofSeconds(30))
          .tried(Duration.ZERO, Duration.ofMinutes(2), 20)
          .traits(Trait.BEGINS)
          .restsOn(Question.VERSION, Question.COMMANDS);

  /**
   * A copy of the batch.
   *
   * @param cid of the content
   * @param node where it is healed
   * @param from a node whose copy is proven
   * @param blocks the first of those that are missing or wrong
   */
  public record One(String cid, NodeId node, NodeId from, List<String> blocks) {
    public One {
      blocks = List.copyOf(blocks);
    }
  }

  public HealContent {
    copies = List.copyOf(copies);
    Batch.check(copies, MOST);
  }

  /** That batch. */
  static HealContent of(List<One> copies) {
    return new HealContent(copies.get(0).node(), copies);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.HEAL_CONTENT;
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
