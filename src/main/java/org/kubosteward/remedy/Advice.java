package org.kubosteward.remedy;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kubosteward.fleet.BitswapConfig;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;

/** No action of ours helps: says what happens by itself, or what a person should do. */
final class Advice implements Remedy {
  /** A sentence is for reading: a long list of names is cut here. */
  private static final int NAMED = 8;

  private static final Map<Code, String> FIXED =
      Map.ofEntries(
          entry(
              Code.NODE_DOWN,
              "the plane starts and stops no node: see in its log why %s ended and start it again;"
                  + " its siblings find it by themselves"),
          entry(
              Code.NODE_API_UNREACHABLE,
              "%s lives and nothing is to be done to the node itself: see its API address and"
                  + " credentials, and the network between it and the plane"),
          entry(
              Code.FLEET_MAJORITY_DOWN,
              "with half of the fleet or more silent nothing is done: look for what the nodes share"
                  + " (network, storage, a rollout)"),
          entry(
              Code.VERSION_SKEW, "the plane upgrades no node: finish the rollout, or roll it back"),
          entry(
              Code.CANARY_FAILED,
              "the canary itself fails on %s, so its links are unknown: see whether it takes writes"
                  + " (disk, block/put)"),
          entry(
              Code.SIBLINGS_IN_BOOTSTRAP,
              "the plane changes no configuration: take the siblings out of Bootstrap of %s and"
                  + " leave them in Peering.Peers, else its links are blind after its next boot"),
          entry(
              Code.DUPLICATE_IDENTITY,
              "the plane changes no identity: stop one of %s, give it a key of its own (ipfs"
                  + " key rotate while it is down, or an empty repository) and start it again; no"
                  + " link there is dropped or dialled until then"),
          entry(
              Code.CLOCK_SKEW,
              "the plane sets no clock: see the time service (chrony, systemd-timesyncd) of %s and"
                  + " of the plane's machine; ages are by the plane's own clock meanwhile"),
          entry(
              Code.KUBERNETES_UNREACHABLE,
              "the plane goes on asking the nodes, and restarts and grows nothing until the API"
                  + " server answers it: see the API server, and the plane's Role and network"
                  + " policy"),
          entry(
              Code.FOREIGN_POD,
              "the plane touches no pod that is no kubo: narrow steward.kubernetes.selector, or"
                  + " take the label off these pods"),
          entry(
              Code.FLEET_RECOVERING,
              "reconnects go on; what can hurt waits until the fleet has held and this has cleared"),
          entry(
              Code.LINK_FLAPPING,
              "the plane joins %s again after each cut, later each time, and that mends no cause:"
                  + " see what cuts it (connection limits of either node, a firewall, the"
                  + " network)"),
          entry(
              Code.NODE_SLOW,
              "no link is touched, and a restart would only empty its caches: see what keeps %s"
                  + " busy (processor, disk, memory, requests), and the network between it and the"
                  + " plane"),
          entry(
              Code.NODE_OFFLINE_MODE,
              "no link is dialled there and the plane changes no command line: start the daemon of"
                  + " %s without --offline"),
          entry(
              Code.NODE_IDENTITY_CHANGED,
              "the plane mounts no volume and moves no pin: see where the volume of %s went and stop"
                  + " what would take the next one; mount it again, or pin its content anew, and"
                  + " acknowledge this"),
          entry(
              Code.REMEDY_REFUSED,
              "the plane would act on %s and may not: the evidence names the guard and what lifts"
                  + " it; mend it by hand, or lift what stands against it"),
          entry(
              Code.STEWARD_PAUSED,
              "repairs wait for a person: ask who paused %s, then resume it, or withdraw the pause"
                  + " and ask again with an end"),
          entry(
              Code.PROOF_OVERDUE,
              "proofs go on by themselves, the oldest first: when they do not catch up, see whether"
                  + " the nodes that hold the copies answer, and allow proofs more bytes a second or"
                  + " the contents of %s a longer verify interval"),
          entry(
              Code.REMEDY_FAILED,
              "attempts are used up: see in the evidence what was tried on %s, mend it by hand, and"
                  + " acknowledge it to let attempts begin anew"));

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    return Proposal.leave(
        switch (finding.code()) {
          case PEERS_LOW -> peersLow(finding, situation);
          case FLEET_PARTITIONED -> partitioned(situation);
          case GC_STUCK -> stuck(finding, situation);
          case NODE_NOT_SERVING -> notServing(finding, situation);
          case STEWARD_BLIND -> blind(situation.picture());
          default ->
              FIXED
                  .getOrDefault(
                      finding.code(), "no action of the plane helps here; see the runbook")
                  .formatted(named(finding));
        });
  }

  /** Two nodes by name where neither direction is meant. */
  private static String named(Finding finding) {
    boolean both =
        finding.code() == Code.DUPLICATE_IDENTITY || finding.code() == Code.LINK_FLAPPING;
    return both
        ? finding.subject().nodes().stream()
            .sorted()
            .map(NodeId::toString)
            .collect(Collectors.joining(" and "))
        : finding.subject().toString();
  }

  private static String peersLow(Finding finding, Situation situation) {
    List<String> lost =
        lostPairs(situation).stream()
            .filter(pair -> touches(pair, finding.subject().node()))
            .map(pair -> pair.subject().toString())
            .toList();
    List<String> silent = silentSiblings(finding, situation);
    if (!lost.isEmpty()) {
      return "SIBLING_DISCONNECTED %s is being mended, and that brings peers back%s"
          .formatted(
              String.join(", ", lost),
              silent.isEmpty()
                  ? ""
                  : "; so does each of these that answers again: " + names(silent));
    }
    return silent.isEmpty()
        ? "no sibling of %s is missing, so there is nobody to dial: see its route to the network, its Bootstrap list and its swarm key"
            .formatted(finding.subject())
        : "siblings of %s are down (%s), so it has few peers: see the findings about them; they find it by themselves when they are back"
            .formatted(finding.subject(), names(silent));
  }

  /** The other nodes that do not answer, and that it does not list. */
  private static List<String> silentSiblings(Finding finding, Situation situation) {
    return finding.subject().node().stream()
        .flatMap(
            node ->
                situation
                    .picture()
                    .views()
                    .filter(view -> !view.up() && !view.id().equals(node))
                    .filter(view -> !situation.picture().connected(node, view.id()).orElse(false)))
        .map(view -> view.id().toString())
        .toList();
  }

  private static String names(List<String> nodes) {
    return String.join(", ", nodes.subList(0, Math.min(NAMED, nodes.size())))
        + (nodes.size() > NAMED ? ", ..." : "");
  }

  private static String notServing(Finding finding, Situation situation) {
    return finding
        .subject()
        .node()
        .flatMap(node -> situation.picture().node(node))
        .map(NodeView::config)
        .flatMap(reading -> reading.value())
        .flatMap(BitswapConfig::whyNotServing)
        .map(
            setting ->
                "no link is touched, and the plane changes no configuration: where %s is to serve, set it to true (%s) and restart the node; where it is not, mute this"
                    .formatted(finding.subject(), setting))
        .orElseGet(
            () ->
                "no link is touched, for none is at fault: see in its log why %s answers nobody (its datastore, its memory), and whether its configuration was changed since it started; then restart it"
                    .formatted(finding.subject()));
  }

  private static String blind(FleetSnapshot picture) {
    if (picture.nodes().isEmpty() || !picture.observer().sourceTrouble().isEmpty()) {
      return "nothing is done until the plane knows its nodes: the evidence says what keeps it from"
          + " that";
    }
    if (picture.views().noneMatch(NodeView::up)) {
      return "nothing is done until the plane sees again: ask a node from another machine (curl -X"
          + " POST http://NODE:5001/api/v0/version). If it answers, mend the plane's network; if"
          + " none does, see what the nodes share";
    }
    return "nothing is done until the plane sees again: see its clock, its load, and its network"
        + " to the nodes";
  }

  private static String partitioned(Situation situation) {
    String pairs =
        lostPairs(situation).stream()
            .limit(NAMED)
            .map(pair -> pair.subject().toString())
            .collect(Collectors.joining(", "));
    return pairs.isEmpty()
        ? "no pair of nodes is known to be disconnected, so there is nobody to dial: see the"
            + " network between the islands"
        : "the reconnects of its pairs mend it: " + pairs;
  }

  private static String stuck(Finding finding, Situation situation) {
    String holder =
        finding
            .subject()
            .node()
            .flatMap(node -> situation.picture().node(node))
            .map(NodeView::commands)
            .flatMap(reading -> reading.value())
            .flatMap(Commands::writer)
            .map(
                writer ->
                    "stop the client of %s, which has been running since %s (%s)"
                        .formatted(
                            writer.command(),
                            writer.since(),
                            Evidence.span(Duration.between(writer.since(), situation.now()))))
            .orElse("see in diag/cmds which command holds the lock, and stop its client");
    return "a collection is never retried, it would queue behind the same lock: " + holder;
  }

  private static List<Finding> lostPairs(Situation situation) {
    return situation.report().findings().stream()
        .filter(f -> f.code() == Code.SIBLING_DISCONNECTED && f.level() != Level.CANNOT_TELL)
        .toList();
  }

  private static boolean touches(Finding pair, Optional<NodeId> node) {
    return pair.subject() instanceof Subject.OfLink subject
        && node.filter(n -> n.equals(subject.link().from()) || n.equals(subject.link().to()))
            .isPresent();
  }
}
