package org.kubosteward.boot;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.gateway.download.SourceNode;
import org.kubosteward.gateway.download.SourceNodes;
import org.kubosteward.gateway.upload.IngestNode;
import org.kubosteward.gateway.upload.IngestNodes;
import org.kubosteward.journal.LatestRound;
import org.kubosteward.journal.Round;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.probe.Target;
import org.kubosteward.roster.RosterBook;
import org.kubosteward.roster.RosterNode;
import org.kubosteward.roster.Use;

/** The nodes that content goes to and comes from: as the roster of this plane's last round says. */
final class NodesOfTheRound implements IngestNodes, SourceNodes {
  private final LatestRound rounds;
  private final RosterBook book;
  private final Supplier<List<Target>> targets;

  NodesOfTheRound(LatestRound rounds, RosterBook book, Supplier<List<Target>> targets) {
    this.rounds = rounds;
    this.book = book;
    this.targets = targets;
  }

  private record Placed(NodeId id, Use use, Target target, Optional<NodeView> view) {
    String label() {
      return id.namespace() + "/" + id.name();
    }

    /** What is left on its disk, and below kubo's own mark where one is set. */
    OptionalLong free() {
      OptionalLong disk =
          view.flatMap(seen -> seen.disk().value())
              .map(seen -> OptionalLong.of(seen.availableBytes()))
              .orElse(OptionalLong.empty());
      OptionalLong mark =
          view.flatMap(seen -> seen.repo().value())
              .filter(repo -> repo.storageMaxBytes() > 0)
              .map(repo -> OptionalLong.of(Math.max(0, repo.storageMaxBytes() - repo.sizeBytes())))
              .orElse(OptionalLong.empty());
      return disk.isPresent() && mark.isPresent()
          ? OptionalLong.of(Math.min(disk.getAsLong(), mark.getAsLong()))
          : Stream.of(disk, mark)
              .filter(OptionalLong::isPresent)
              .findFirst()
              .orElse(OptionalLong.empty());
    }
  }

  private Stream<Placed> placed() {
    Optional<Round> latest = rounds.latest();
    if (latest.isEmpty()) {
      return Stream.empty();
    }
    Map<NodeId, Target> known =
        targets.get().stream().collect(Collectors.toMap(Target::id, Function.identity()));
    return book.roster(latest.get()).nodes().stream()
        .flatMap(node -> placed(node, known, latest.get()).stream());
  }

  private static Optional<Placed> placed(RosterNode node, Map<NodeId, Target> known, Round latest) {
    NodeId id = new NodeId(node.namespace(), node.name());
    return Optional.ofNullable(known.get(id))
        .map(target -> new Placed(id, node.use(), target, latest.picture().node(id)));
  }

  @Override
  public List<IngestNode> candidates() {
    return placed()
        .filter(node -> node.use() == Use.YES)
        .map(node -> new IngestNode(node.label(), node.target().rpc(), node.free()))
        .toList();
  }

  @Override
  public List<SourceNode> sources() {
    return placed()
        .filter(node -> node.use() != Use.NO)
        .filter(node -> node.target().gateway().isPresent())
        .sorted(Comparator.comparing(Placed::use))
        .map(
            node ->
                new SourceNode(
                    node.label(),
                    new KuboEndpoint(node.target().gateway().orElseThrow(), Optional.empty())))
        .toList();
  }
}
