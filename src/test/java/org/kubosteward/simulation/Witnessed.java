package org.kubosteward.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.RepoStat;

/**
 * I5: every call rests on what the world showed of late, and a restart on two witnesses: our own
 * probe, and the kubelet or two siblings or more that have all lost the node.
 */
final class Witnessed implements Invariant {
  /** Two rounds at most, and the longest that a round may take to its end. */
  private static final Duration FRESH = Duration.ofSeconds(25);

  /** As long as a canary that found no room is believed, and no longer. */
  private static final Duration REFUSED = Duration.ofMinutes(2).plus(FRESH);

  @Override
  public String name() {
    return "I5 witnessed";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    boolean seen =
        switch (deed.action().kind()) {
          case RESTART_POD -> down(deed);
          case COLLECT_GARBAGE ->
              shown(deed.target().repo(), deed).filter(repo -> repo.fill() >= 0.8).isPresent()
                  || tight(deed);
          case GROW_VOLUME -> tight(deed);
          case RECONNECT_PEER -> bothAnswer(deed) && apart(deed);
          case REFRESH_LINK -> bothAnswer(deed) && blind(deed);
          case HEAL_BLOCKS, COPY_CONTENT, HEAL_CONTENT, DROP_EXCESS -> deed.target().up();
        };
    return seen ? Optional.empty() : Optional.of("nothing that was shown of late says so");
  }

  private static <T> Optional<T> shown(Reading<T> reading, Deed deed) {
    return reading
        .value()
        .filter(v -> Duration.between(reading.at(), deed.wall()).compareTo(FRESH) <= 0);
  }

  private static boolean tight(Deed deed) {
    boolean refused =
        deed.look()
            .blockWrites()
            .refused(deed.target().id())
            .filter(proof -> Duration.between(proof.at(), deed.wall()).compareTo(REFUSED) <= 0)
            .isPresent();
    return refused || little(deed);
  }

  private static boolean little(Deed deed) {
    long repo = deed.target().repo().value().map(RepoStat::sizeBytes).orElse(0L);
    return shown(deed.target().disk(), deed)
        .filter(disk -> Daemon.tight(disk.availableBytes(), repo))
        .isPresent();
  }

  private static boolean down(Deed deed) {
    NodeView target = deed.target();
    boolean own =
        !target.up() && Duration.between(target.version().at(), deed.wall()).compareTo(FRESH) <= 0;
    boolean kubelet =
        shown(target.pod(), deed)
            .filter(pod -> !pod.ready() || HandsOff.loops(pod, deed.wall()))
            .isPresent();
    return own && (kubelet || lostByAll(target.id(), deed.look()));
  }

  private static boolean lostByAll(NodeId target, FleetSnapshot look) {
    List<Boolean> tell =
        look.views()
            .filter(view -> view.up() && !view.id().equals(target))
            .flatMap(view -> look.connected(view.id(), target).stream())
            .toList();
    return tell.size() >= 2 && !tell.contains(true);
  }

  private static Stream<NodeView> views(Deed deed) {
    return deed.action().nodes().stream().flatMap(node -> deed.look().node(node).stream());
  }

  private static boolean bothAnswer(Deed deed) {
    return views(deed).allMatch(view -> view.up() && shown(view.swarm(), deed).isPresent());
  }

  private static boolean apart(Deed deed) {
    NodeId peer = deed.action().sibling().orElseThrow();
    return !(deed.look().connected(deed.action().target(), peer).orElse(false)
        && deed.look().connected(peer, deed.action().target()).orElse(false));
  }

  /** A later process goes on from a finding on record, and with it from the failures behind it. */
  private static boolean blind(Deed deed) {
    Link link = new Link(deed.action().target(), deed.action().sibling().orElseThrow());
    return Stream.of(link, link.reversed())
        .map(l -> deed.look().links().get(l))
        .anyMatch(
            proof ->
                proof != null
                    && proof.outcome() == Proof.Outcome.NOT_EXCHANGED
                    && proof.failures() >= (deed.firstProcess() ? 2 : 1));
  }
}
