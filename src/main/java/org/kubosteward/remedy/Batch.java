package org.kubosteward.remedy;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kubosteward.fleet.NodeId;

/** What the actions that are done to many copies at once have in common. */
final class Batch {
  /** Contents that a sentence names. */
  private static final int NAMED = 2;

  private Batch() {}

  static void check(List<?> copies, int most) {
    if (copies.isEmpty() || copies.size() > most) {
      throw new IllegalArgumentException("one copy at least, and %d at most".formatted(most));
    }
  }

  static <T> NavigableSet<NodeId> nodes(List<T> copies, Function<T, NodeId> node) {
    return copies.stream().map(node).collect(Collectors.toCollection(TreeSet::new));
  }

  static <T> Set<String> about(List<T> copies, Function<T, String> cid) {
    Set<String> contents = new TreeSet<>();
    copies.forEach(one -> contents.add(cid.apply(one)));
    return Collections.unmodifiableSet(contents);
  }

  /** In a few words, {@code copy-content of 3 contents to kubo-1, kubo-2 (bafy1, bafy2, ...)}. */
  static <T> String describe(
      ActionKind kind, List<T> copies, Function<T, String> cid, Function<T, NodeId> node) {
    Set<String> contents = about(copies, cid);
    String named = contents.stream().limit(NAMED).collect(Collectors.joining(", "));
    return "%s of %s on %s (%s)"
        .formatted(
            kind.label(),
            contents.size() == 1 ? "1 content" : contents.size() + " contents",
            nodes(copies, node).stream().map(NodeId::toString).collect(Collectors.joining(", ")),
            contents.size() > NAMED ? named + ", ..." : named);
  }
}
