package org.kubosteward.probe;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.Bitswap;
import org.kubosteward.fleet.BitswapConfig;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.DaemonProcess;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Provide;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Resources;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.ActiveCommands;
import org.kubosteward.kubo.Answer;
import org.kubosteward.kubo.BitswapStat;
import org.kubosteward.kubo.Bootstrap;
import org.kubosteward.kubo.DiskSpace;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.FaultKind;
import org.kubosteward.kubo.NodeConfig;
import org.kubosteward.kubo.PeeringSet;
import org.kubosteward.kubo.ProcessMetrics;
import org.kubosteward.kubo.ProvideStat;
import org.kubosteward.kubo.Reply;
import org.kubosteward.kubo.SwarmResources;

/** What kubo answered, in the words of the picture. */
final class Facts {
  private static final Pattern PEER_ID = Pattern.compile("/p2p/([A-Za-z0-9]+)$");

  private Facts() {}

  /** The reply as a reading noted at {@code at}. */
  static <T> Reading<T> reading(Reply<T> reply, Instant at) {
    return reply.fold(answer -> Reading.known(answer.value(), at), fault -> missing(fault, at));
  }

  /** Why there is no answer. */
  static <T> Reading<T> missing(Fault<?> fault, Instant at) {
    return Reading.missing(why(fault.kind()), fault.detail(), at);
  }

  static Why why(FaultKind kind) {
    return switch (kind) {
      case REFUSED -> Why.REFUSED;
      case UNRESOLVED -> Why.UNRESOLVED;
      case UNREACHABLE -> Why.UNREACHABLE;
      case CONNECT_TIMED_OUT -> Why.CONNECT_TIMED_OUT;
      case STALLED -> Why.STALLED;
      case TIMED_OUT, CROWDED -> Why.TIMED_OUT;
      case TOO_SLOW -> Why.TOO_SLOW;
      case CUT -> Why.CUT;
      case FORBIDDEN -> Why.FORBIDDEN;
      case NOT_KUBO -> Why.NOT_KUBO;
      case MALFORMED, CORRUPT -> Why.MALFORMED;
      case TOO_LARGE -> Why.TOO_LARGE;
      case LATE_ERROR -> Why.LATE_ERROR;
      case REJECTED, NO_SPACE, ABSENT, CANCELLED -> Why.REJECTED;
      case OFFLINE -> Why.OFFLINE;
    };
  }

  static Version version(org.kubosteward.kubo.Version told) {
    return new Version(told.version(), told.repo(), told.system());
  }

  static Identity identity(org.kubosteward.kubo.Identity told) {
    return new Identity(told.peerId(), told.agentVersion(), told.addresses());
  }

  static Set<String> peering(PeeringSet told) {
    return told.members().stream()
        .map(PeeringSet.Member::peerId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The peer ids that the bootstrap addresses end in. */
  static Set<String> bootstrap(Bootstrap told) {
    return told.addresses().stream()
        .map(PEER_ID::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What its configuration says of the exchange of blocks; what it leaves out is on. */
  static BitswapConfig config(NodeConfig told) {
    return new BitswapConfig(told.bitswapServer().orElse(true), told.bitswapLibp2p().orElse(true));
  }

  static Bandwidth bandwidth(org.kubosteward.kubo.Bandwidth told) {
    return new Bandwidth(told.totalInBytes(), told.totalOutBytes());
  }

  static RepoStat repo(org.kubosteward.kubo.RepoStat told) {
    return new RepoStat(told.repoSizeBytes(), told.storageMaxBytes().orElse(0));
  }

  static Disk disk(DiskSpace told) {
    return new Disk(told.availableBytes());
  }

  static Bitswap bitswap(BitswapStat told) {
    return new Bitswap(
        Math.toIntExact(Math.min(told.wantlist(), Integer.MAX_VALUE)),
        told.blocksReceived(),
        told.dataReceivedBytes(),
        told.blocksSent(),
        told.dataSentBytes(),
        told.dupDataReceivedBytes());
  }

  /** The provide state; not to be had from a node that does not run the sweeping provider. */
  static Reading<Provide> provide(Reading<ProvideStat> told) {
    if (told.value().isPresent() && told.value().get().sweep().isEmpty()) {
      return Reading.missing(Why.NOT_ASKED, "the sweeping provider is off", told.at());
    }
    return told.map(stat -> provide(stat.sweep().orElseThrow()));
  }

  private static Provide provide(ProvideStat.Sweep sweep) {
    return new Provide(
        sweep.connectivity(),
        sweep.pendingKeyProvides(),
        sweep.pendingRegionReprovides(),
        sweep.scheduledKeys(),
        sweep.nextReprovideAt());
  }

  static Resources resources(SwarmResources told) {
    return new Resources(
        use(told.conns()),
        use(told.streams()),
        use(told.memoryBytes()),
        use(told.fileDescriptors()));
  }

  private static Resources.Use use(SwarmResources.Use told) {
    return new Resources.Use(told.used(), told.limit());
  }

  /**
   * The commands, since when by our clock: a node tells it by its own, which the answer's Date puts
   * on ours; without one it is as if they had just begun, unless they were seen before.
   */
  static Commands commands(Answer<ActiveCommands> told, Sightings.Look look, Instant now) {
    List<Commands.Running> running =
        told.value().commands().stream()
            .map(
                command ->
                    new Commands.Running(
                        command.command(),
                        look.since(
                            List.of(command.id(), command.command(), command.startTime()),
                            told.clockAhead().map(command.startTime()::minus).orElse(now))))
            .toList();
    look.end(told.value().total() == running.size());
    return new Commands(running, told.clockAhead());
  }

  /** The process; missing where kubo's metrics leave it out (they do outside Linux). */
  static Reading<DaemonProcess> process(Reading<ProcessMetrics> told) {
    if (told.value().isPresent() && told.value().get().startedAt().isEmpty()) {
      return Reading.missing(Why.NOT_ASKED, "kubo's metrics do not tell on this system", told.at());
    }
    return told.map(
        metrics ->
            new DaemonProcess(
                metrics.startedAt().orElseThrow(),
                metrics.openFds().orElse(0),
                metrics.maxFds().orElse(0),
                metrics.residentBytes().orElse(0)));
  }
}
