package org.kubosteward.remedy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;

/**
 * The claim under {@code target} asks for more. A volume never shrinks again.
 *
 * @param fromBytes what the claim asks for now; if it asks for something else, nothing is done
 */
public record GrowVolume(NodeId target, String claim, String claimUid, long fromBytes, long toBytes)
    implements Action {
  static final ActionFacts FACTS =
      ActionFacts.disruptive(Duration.ofSeconds(15))
          .settling(Duration.ofMinutes(15))
          .restsOn(Question.POD, Question.DISK);

  public GrowVolume {
    if (toBytes <= fromBytes) {
      throw new IllegalArgumentException("a volume grows or stays as it is");
    }
  }

  @Override
  public ActionKind kind() {
    return ActionKind.GROW_VOLUME;
  }

  /** The claim, whatever its size: what did not help at one size is counted at the next. */
  @Override
  public Set<String> about() {
    return Set.of(claim);
  }

  @Override
  public Optional<KubeObject> object() {
    return Optional.of(new KubeObject(KubeObject.Sort.CLAIM, claim, claimUid));
  }
}
