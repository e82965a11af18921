package org.kubosteward.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.content.Attendance;
import org.kubosteward.content.ContentSnapshot;
import org.kubosteward.content.Contents;
import org.kubosteward.content.Copy;
import org.kubosteward.content.Hosts;
import org.kubosteward.content.Kept;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;

/**
 * Reads {@code content} of a round: policies, in each its contents by number, of each what is known
 * of it. Times count from when the round begins.
 */
final class ContentYaml {
  private static final String UNKNOWN = "unknown";

  private final Optional<Contents> contents;

  private ContentYaml(Optional<Contents> contents) {
    this.contents = contents;
  }

  /** The content of that round, which begins then; nothing is kept where it does not say. */
  static ContentYaml of(YamlNode round, Instant begins) {
    Optional<Object> value = round.take("content");
    if (value.filter(UNKNOWN::equals).isPresent()) {
      return new ContentYaml(Optional.empty());
    }
    Kept kept = Kept.nothing(begins);
    if (value.isPresent()) {
      YamlNode policies = new YamlNode("content", value.get());
      for (String policy : policies.keys()) {
        YamlNode numbers = policies.node(policy).orElseThrow();
        for (String number : numbers.keys()) {
          kept = content(kept, policy, Integer.parseInt(number), numbers.required(number));
        }
      }
    }
    return new ContentYaml(Optional.of(kept.contents()));
  }

  /** The nodes that copies are known of on. */
  List<NodeId> holders() {
    return contents.map(Contents::nodes).orElse(List.of());
  }

  /** How it stands in that picture; empty when that is not known. */
  Optional<ContentSnapshot> in(FleetSnapshot picture, Attendance attendance) {
    return contents.map(
        known ->
            ContentSnapshot.of(
                known,
                Hosts.of(picture, known.nodes(), Map.of(), attendance, RepairPolicy.shipped()),
                picture.takenAt()));
  }

  private static Kept content(Kept before, String policy, int number, String text) {
    List<String> facts =
        Stream.of(text.split(",", -1)).map(String::strip).filter(fact -> !fact.isEmpty()).toList();
    Duration asked = said(facts, "asked ").map(YamlNode::span).orElse(Duration.ofDays(1));
    int min = said(facts, "keep ").map(Integer::parseInt).orElse(2);
    Kept kept = before.wanted(Kept.policy(policy, min, min + 1), asked, number);
    for (String fact : facts) {
      String[] words = fact.split(" ", -1);
      if (fact.equals("stored")) {
        kept = kept.stored(number);
      } else if (!words[0].equals("asked") && !words[0].equals("keep")) {
        kept = kept.with(number, copy(kept, words), Fleets.id(words[0]));
      }
    }
    return kept;
  }

  private static Optional<String> said(List<String> facts, String word) {
    return facts.stream()
        .filter(fact -> fact.startsWith(word))
        .map(fact -> fact.substring(word.length()))
        .findFirst();
  }

  /** {@code kubo-1 proven 2h}: where, what, and since when. */
  private static Copy copy(Kept kept, String[] words) {
    Duration ago = words.length > 2 ? YamlNode.span(words[2]) : Duration.ofHours(1);
    return switch (words[1]) {
      case "proven" -> kept.proven(ago);
      case "held" -> kept.held();
      case "fetching" -> kept.fetching(Optional.empty(), 0);
      case "damaged" -> kept.damaged(-1);
      case "excess" -> kept.excess(ago);
      case "absent" -> kept.absent(0);
      default -> throw new IllegalArgumentException("no copy is `" + words[1] + "`");
    };
  }
}
