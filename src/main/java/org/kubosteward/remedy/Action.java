package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kubosteward.fleet.NodeId;

/**
 * Something that could be done, as data; a record in a file of its own each. Only {@code act} does
 * it.
 *
 * <p>The components of the records are what the journal keeps of them: a renamed one would make old
 * rows unreadable.
 */
public sealed interface Action
    permits CollectGarbage,
        CopyContent,
        DropExcess,
        GrowVolume,
        HealBlocks,
        HealContent,
        ReconnectPeer,
        RefreshLink,
        RestartPod {
  /** What kind it is. */
  ActionKind kind();

  /** The node that is asked to do it. */
  NodeId target();

  /** The other node that it concerns, if it concerns two. */
  default Optional<NodeId> sibling() {
    return Optional.empty();
  }

  /**
   * What on its nodes it is about, where one node may need it about several things: blocks, a
   * claim. Two such actions are two deeds; empty when the node or the link itself is meant.
   */
  default Set<String> about() {
    return Set.of();
  }

  /** What it changes in Kubernetes; empty when it changes nothing there. */
  default Optional<KubeObject> object() {
    return Optional.empty();
  }

  /** An object of Kubernetes in the target's namespace, the very one that was judged. */
  record KubeObject(Sort sort, String name, String uid) {
    /** The sorts of object that actions change. */
    public enum Sort {
      POD,
      CLAIM
    }
  }

  /** Whether it can hurt: then it is budgeted, and stops when the fleet is sick. */
  default boolean disruptive() {
    return kind().disruptive();
  }

  /** After this long it is given up and its outcome is unknown. */
  default Duration deadline() {
    return kind().deadline();
  }

  /** Whether it does that. */
  default boolean is(Trait trait) {
    return kind().is(trait);
  }

  /** The faults of kubo that it sets off, with the versions that have them. */
  default List<Hazard> hazards() {
    return kind().hazards();
  }

  /** The nodes that it touches: its target, and its sibling if it has one. */
  default NavigableSet<NodeId> nodes() {
    NavigableSet<NodeId> touched = new TreeSet<>();
    touched.add(target());
    sibling().ifPresent(touched::add);
    return touched;
  }

  /** What makes it the same deed as another. */
  default DeedKey deedKey() {
    return new DeedKey(kind(), nodes(), about());
  }

  /**
   * Whether it is the same deed: what was tried, refused, waited for or approved of the one counts
   * for the other. The same as equal keys, without making them.
   */
  default boolean sameDeed(Action other) {
    return kind() == other.kind() && samePlace(other) && about().equals(other.about());
  }

  /** Whether it touches the same nodes, whichever side is asked. */
  default boolean samePlace(Action other) {
    return target().equals(other.target())
        ? sibling().equals(other.sibling())
        : sibling().filter(other.target()::equals).isPresent()
            && other.sibling().filter(target()::equals).isPresent();
  }

  /** In a few words, {@code reconnect-peer kubo-1 to kubo-2}. */
  default String describe() {
    String what = about().isEmpty() ? "" : " (%s)".formatted(String.join(", ", about()));
    return kind().label() + " " + target() + sibling().map(s -> " to " + s).orElse("") + what;
  }
}
