package org.kubosteward.health;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.PodDraft;

/** Reads what is wrong with a pod, the {@code pod} of a node in {@code fleet.yaml}. */
final class PodYaml {
  private PodYaml() {}

  /** Times in it count back from {@code at}, when the round begins. */
  static Fleets pod(Fleets healthy, String name, YamlNode node, Instant at) {
    if (!healthy.view(name).pod().known()) {
      throw new IllegalArgumentException(name + ".pod: the file needs `in-pods: true`");
    }
    Fleets fleet = healthy;
    for (String key : node.keys()) {
      fleet = fleet.pod(name, change(name, key, node.required(key), at));
    }
    node.end();
    return fleet;
  }

  private static UnaryOperator<Pod> change(String name, String key, String value, Instant at) {
    return switch (key) {
      case "booting" -> PodDraft::booting;
      case "ended" -> ended(value.split(" ", 4), at);
      case "inodes" -> inodes(value.split("/", 2));
      case "leaving" -> PodDraft::leaving;
      case "not-ready" -> PodDraft::notReady;
      case "paused" -> pod -> PodDraft.paused(pod, value);
      case "ready-since" -> pod -> PodDraft.readySince(pod, at.minus(YamlNode.span(value)));
      case "updating" -> PodDraft::updating;
      case "volume" -> volume(value.split(" ", 3));
      case "waiting" -> pod -> PodDraft.waiting(pod, value);
      default -> throw new IllegalArgumentException(name + ".pod: unknown `" + key + "`");
    };
  }

  /** {@code blocks-kubo-2 97 100}: the claim, and of how many gigabytes so many are used. */
  private static UnaryOperator<Pod> volume(String[] words) {
    return pod ->
        PodDraft.filled(
            pod, words[0], Long.parseLong(words[1]) << 30, Long.parseLong(words[2]) << 30);
  }

  /** {@code 970/1000}: used and all. */
  private static UnaryOperator<Pod> inodes(String[] usedAndAll) {
    return pod ->
        PodDraft.inodes(pod, Long.parseLong(usedAndAll[0]), Long.parseLong(usedAndAll[1]));
  }

  /** {@code 3 Error 1 20s}: how often, the last time how, its status, how long ago. */
  private static UnaryOperator<Pod> ended(String[] words, Instant at) {
    return pod ->
        PodDraft.ended(
            pod,
            Integer.parseInt(words[0]),
            words[1],
            Integer.parseInt(words[2]),
            at.minus(YamlNode.span(words[3])));
  }
}
