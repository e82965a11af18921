package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Provide;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;

/**
 * One node on the wire. A fact that is not known is null, never 0; why is said under its question
 * in {@code readings}.
 *
 * @param siblings how many other nodes the fleet has
 * @param pod what Kubernetes says of its pod; null outside Kubernetes
 * @param silences those in Alertmanager that name it
 * @param resourcesFullest the fullest limited libp2p resource, 1 being exhausted
 */
record NodeAnswer(
    String name,
    String namespace,
    boolean up,
    Optional<Instant> lastSuccess,
    Optional<String> peerId,
    Optional<String> version,
    Optional<String> agent,
    Optional<Long> uptimeSeconds,
    Optional<Integer> peers,
    Optional<Long> siblingsConnected,
    int siblings,
    Optional<Repo> repo,
    Optional<Long> diskAvailableBytes,
    Optional<Traffic> bandwidth,
    Optional<Kept> pins,
    Optional<Provide> provide,
    Optional<Double> resourcesFullest,
    Optional<List<Commands.Running>> commands,
    Optional<Pod> pod,
    List<SilenceAnswer> silences,
    Map<String, Answered> readings) {

  static NodeAnswer of(NodeView view, FleetSnapshot picture, Silences.Seen seen, Instant now) {
    Map<String, Answered> readings = new LinkedHashMap<>();
    view.readings().forEach((question, r) -> readings.put(question.label(), Answered.of(r)));
    return new NodeAnswer(
        view.id().name(),
        view.id().namespace(),
        view.up(),
        view.lastSuccess(),
        view.peerId(),
        view.version().value().map(Version::release),
        view.identity().value().map(Identity::agentVersion),
        uptime(view, now).map(Duration::toSeconds),
        view.swarm().value().map(Swarm::peers),
        siblingsConnected(view, picture),
        picture.nodes().size() - 1,
        view.repo().value().map(Repo::of),
        view.disk().value().map(Disk::availableBytes),
        view.bandwidth().value().map(Traffic::of),
        view.pins().value().map(Kept::of),
        view.provide().value(),
        view.resources().value().flatMap(r -> r.fullest().stream().boxed().findFirst()),
        view.commands().value().map(Commands::running),
        view.pod().value(),
        SilenceAnswer.of(view.id(), seen),
        readings);
  }

  /** How long its daemon has been running. */
  static Optional<Duration> uptime(NodeView view, Instant now) {
    return view.process().value().map(process -> Duration.between(process.startedAt(), now));
  }

  /** How many other nodes of the fleet it is connected to. */
  static Optional<Long> siblingsConnected(NodeView view, FleetSnapshot picture) {
    return picture.siblings().listedBy(view).map(Integer::longValue);
  }

  /** How many roots it keeps. */
  record Kept(long recursive, long direct) {
    static Kept of(Pins pins) {
      return new Kept(pins.recursive(), pins.direct());
    }
  }

  /** How full its repository is; {@code fill} is null when StorageMax is not set. */
  record Repo(long sizeBytes, long storageMaxBytes, Optional<Double> fill) {
    static Repo of(RepoStat stat) {
      return new Repo(
          stat.sizeBytes(),
          stat.storageMaxBytes(),
          stat.storageMaxBytes() > 0 ? Optional.of(stat.fill()) : Optional.empty());
    }
  }

  /** Bytes moved since the daemon started. */
  record Traffic(long in, long out) {
    static Traffic of(Bandwidth bandwidth) {
      return new Traffic(bandwidth.bytesIn(), bandwidth.bytesOut());
    }
  }

  /** Whether a question was answered, and why not. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Answered(boolean known, Optional<Why> why, Optional<String> detail, Instant at) {
    static Answered of(Reading<?> reading) {
      Optional<Missing<?>> missing = reading.missing().map(m -> m);
      return new Answered(
          reading.known(), missing.map(Missing::why), missing.map(Missing::detail), reading.at());
    }
  }
}
