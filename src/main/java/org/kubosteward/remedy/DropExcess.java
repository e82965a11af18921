package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;

/**
 * Copies too many are unpinned, in one batch; the next collection of their node frees their room.
 *
 * @param target where the first of them is
 * @param copies at most {@link #MOST}
 */
public record DropExcess(NodeId target, List<One> copies) implements Action {
  /** Copies of a batch, at the most. */
  public static final int MOST = 50;

  static final ActionFacts FACTS =
      ActionFacts.gentle(Duration.ofSeconds(60))
          .proposed()
          .tried(Duration.ZERO, Duration.ofMinutes(2), 20)
          .traits(Trait.BEGINS)
          .restsOn(Question.VERSION);

  /** A copy of that content on that node. */
  public record One(String cid, NodeId node) {}

  public DropExcess {
    copies = List.copyOf(copies);
    Batch.check(copies, MOST);
  }

  /** That batch. */
  static DropExcess of(List<One> copies) {
    return new DropExcess(copies.get(0).node(), copies);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.DROP_EXCESS;
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
