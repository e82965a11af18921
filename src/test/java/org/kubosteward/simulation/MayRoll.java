package org.kubosteward.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;

/**
 * I6: what makes an action safe held when its call was made: the look that it rests on is of now; a
 * pod goes only while more than half of the fleet answers and is ready without it and nobody else
 * moves it; a collection meets no write, no other collection, and no kubo that it wedges.
 */
final class MayRoll implements Invariant {
  /** A slow round, and what a plan may be old. */
  private static final Duration NOW = Duration.ofSeconds(25);

  @Override
  public String name() {
    return "I6 may roll";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    if (deed.sinceLook().compareTo(NOW) > 0) {
      return Optional.of("it rests on a look %s ago".formatted(deed.sinceLook()));
    }
    return switch (deed.action().kind()) {
      case RESTART_POD -> moving(deed).or(() -> fewOthers(deed));
      case COLLECT_GARBAGE -> moving(deed).or(() -> busy(deed)).or(() -> unsafe(deed));
      case GROW_VOLUME -> moving(deed);
      case REFRESH_LINK -> unsafe(deed);
      default -> Optional.empty();
    };
  }

  private static Optional<String> moving(Deed deed) {
    return deed.target().pod().value().filter(Pod::onTheMove).map(p -> "the pod is on the move");
  }

  private static Optional<String> fewOthers(Deed deed) {
    int all = deed.look().nodes().size();
    long others =
        deed.look()
            .views()
            .filter(view -> view.up() && !view.id().equals(deed.action().target()))
            .filter(view -> view.pod().value().filter(Pod::ready).isPresent())
            .count();
    return 2 * others > all
        ? Optional.empty()
        : Optional.of("only %d of %d carry the fleet".formatted(others, all));
  }

  private static Optional<String> busy(Deed deed) {
    Optional<Commands> own = deed.target().commands().value();
    boolean writing = own.flatMap(Commands::writer).isPresent();
    boolean collecting =
        deed.look()
            .views()
            .map(NodeView::commands)
            .anyMatch(r -> r.value().flatMap(Commands::collection).isPresent());
    return own.isEmpty() || writing || collecting
        ? Optional.of("it meets a write or a collection, or may: " + own)
        : Optional.empty();
  }

  private static Optional<String> unsafe(Deed deed) {
    return deed.action().nodes().stream()
        .flatMap(node -> deed.look().node(node).stream())
        .flatMap(view -> view.version().value().stream())
        .filter(version -> !version.release().startsWith("0.43"))
        .findFirst()
        .map(version -> "kubo " + version.release() + " does not survive it");
  }
}
