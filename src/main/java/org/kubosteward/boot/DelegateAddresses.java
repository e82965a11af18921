package org.kubosteward.boot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.journal.LatestRound;
import org.kubosteward.journal.Round;
import org.kubosteward.pinning.Delegates;

/**
 * The addresses of nodes that the latest round found well, or where none is, of those that answer:
 * of each node the one that reaches furthest, then of each the next. Those of loopback are told
 * only where there are no others.
 */
final class DelegateAddresses implements Delegates {
  private static final Pattern LOOPBACK = Pattern.compile("/ip[46]/(127\\.|::1/).*");

  /** RFC 1918, RFC 3927, RFC 4193 and RFC 4291: reached from networks near by alone. */
  private static final Pattern NEAR =
      Pattern.compile(
          "/ip4/(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|169\\.254\\.).*"
              + "|/ip6/(f[cd]|fe[89ab]).*");

  private static final String RELAYED = "/p2p-circuit";

  /** The rank of an address that nobody elsewhere reaches. */
  private static final int NOWHERE = 3;

  private final LatestRound rounds;
  private volatile Told told = new Told(new Object(), List.of());

  DelegateAddresses(LatestRound rounds) {
    this.rounds = rounds;
  }

  private record Told(Object of, List<String> addresses) {}

  @Override
  @SuppressWarnings("ReferenceEquality") // The same round, not one like it: comparing is dear.
  public List<String> addresses() {
    Optional<Round> latest = rounds.latest();
    if (latest.isEmpty()) {
      return List.of();
    }
    Told last = told;
    if (last.of() == latest.get()) {
      return last.addresses();
    }
    List<String> addresses = of(latest.get());
    told = new Told(latest.get(), addresses);
    return addresses;
  }

  private static List<String> of(Round round) {
    Set<NodeId> sick = new HashSet<>();
    for (Finding finding : round.report().findings()) {
      if (finding.level() == Level.CRIT) {
        finding.subject().node().ifPresent(sick::add);
      }
    }
    List<List<String>> well = nodes(round, sick);
    // Some node is better than none: the standard asks for one, and what ails it may not matter.
    List<List<String>> nodes = well.isEmpty() ? nodes(round, Set.of()) : well;
    boolean reachable =
        nodes.stream().anyMatch(node -> node.stream().anyMatch(a -> rank(a) < NOWHERE));
    return inTurn(
        nodes.stream()
            .map(node -> node.stream().filter(a -> !reachable || rank(a) < NOWHERE).toList())
            .toList());
  }

  private static List<List<String>> nodes(Round round, Set<NodeId> without) {
    return round.picture().nodes().values().stream()
        .filter(node -> well(node) && !without.contains(node.id()))
        .flatMap(node -> node.identity().value().stream())
        .map(DelegateAddresses::ranked)
        .filter(addresses -> !addresses.isEmpty())
        .toList();
  }

  private static boolean well(NodeView node) {
    return node.up()
        && !node.offline()
        && node.pod().value().filter(Pod::leaving).isEmpty()
        && !node.booting();
  }

  /** Of a node those that say who listens there, the best first. */
  private static List<String> ranked(Identity node) {
    return node.addresses().stream()
        .filter(address -> address.endsWith("/p2p/" + node.peerId()))
        .distinct()
        .sorted(Comparator.comparingInt(DelegateAddresses::rank))
        .toList();
  }

  private static int rank(String address) {
    if (LOOPBACK.matcher(address).matches()) {
      return NOWHERE;
    }
    if (address.contains(RELAYED)) {
      return 2;
    }
    return NEAR.matcher(address).matches() ? 1 : 0;
  }

  private static List<String> inTurn(List<List<String>> nodes) {
    List<String> taken = new ArrayList<>();
    int most = nodes.stream().mapToInt(List::size).max().orElse(0);
    for (int turn = 0; turn < most; turn++) {
      for (List<String> node : nodes) {
        if (turn < node.size() && taken.size() < MOST) {
          taken.add(node.get(turn));
        }
      }
    }
    return List.copyOf(taken);
  }
}
