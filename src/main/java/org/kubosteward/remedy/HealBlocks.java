package org.kubosteward.remedy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;

/**
 * {@code target} reads blocks that it has lost, and so fetches them from a sibling that has them.
 *
 * @param cids at most {@link #MOST_BLOCKS}
 */
public record HealBlocks(NodeId target, List<String> cids) implements Action {
  /** As many as can be fetched one by one within the deadline. */
  public static final int MOST_BLOCKS = 4;

  /** A block that nobody had a minute ago is not asked for at once. */
  static final ActionFacts FACTS =
      ActionFacts.gentle(Duration.ofSeconds(90))
          .tried(Duration.ofMinutes(1), Duration.ofMinutes(10), 3)
          .traits(Trait.PROVEN_BY_ANSWER)
          .restsOn(Question.VERSION, Question.IDENTITY, Question.SWARM);

  public HealBlocks {
    cids = List.copyOf(cids);
    if (cids.isEmpty() || cids.size() > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          "one block at least, and %d at most".formatted(MOST_BLOCKS));
    }
  }

  @Override
  public ActionKind kind() {
    return ActionKind.HEAL_BLOCKS;
  }

  /** The blocks, in whatever order an error named them. */
  @Override
  public Set<String> about() {
    return Collections.unmodifiableSet(new TreeSet<>(cids));
  }
}
