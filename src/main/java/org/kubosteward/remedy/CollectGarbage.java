package org.kubosteward.remedy;

import java.time.Duration;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Version.Minor;

/** {@code target} collects its garbage. */
public record CollectGarbage(NodeId target) implements Action {
  static final ActionFacts FACTS =
      ActionFacts.disruptive(Duration.ofMinutes(30))
          .traits(Trait.COLLECTS)
          .restsOn(Question.VERSION, Question.REPO)
          .unsafe(
              new Hazard(
                  Minor.UNKNOWN,
                  new Minor(0, 42),
                  "a collection beside an MFS write can wedge files/* until the node is killed",
                  "ipfs/kubo#10842, fixed by ipfs/kubo#11386 in kubo 0.43"));

  @Override
  public ActionKind kind() {
    return ActionKind.COLLECT_GARBAGE;
  }
}
