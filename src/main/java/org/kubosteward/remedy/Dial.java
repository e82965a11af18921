package org.kubosteward.remedy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;

/**
 * Where a node is to be dialled, as the node itself announces it.
 *
 * @param addresses the best first: the world's before loopback (which serves a fleet on one
 *     machine), and relayed ones only when there is nothing else
 */
record Dial(String peerId, List<String> addresses) {
  /** kubo tries them in turn, each up to 5 s or more; a deadline of 15 s has no room for many. */
  private static final int MOST = 8;

  static Optional<Dial> to(NodeId node, FleetSnapshot picture) {
    return picture
        .node(node)
        .flatMap(view -> view.identity().value())
        .map(identity -> new Dial(identity.peerId(), best(identity)))
        .filter(dial -> !dial.addresses().isEmpty());
  }

  /** Why there is no such place, a sentence. */
  static String unknown(NodeId node, FleetSnapshot picture) {
    String why =
        picture
            .node(node)
            .map(
                view ->
                    view.identity()
                        .missing()
                        .map(Missing::detail)
                        .orElse("it announces no address; see Addresses in its configuration"))
            .orElse("the fleet has no such node any more");
    return "nobody can dial %s: %s".formatted(node, why);
  }

  private static List<String> best(Identity identity) {
    List<String> all = identity.addresses();
    List<String> direct = all.stream().filter(address -> !relayed(address)).toList();
    return (direct.isEmpty() ? all : direct)
        .stream().distinct().sorted(Comparator.comparing(Dial::loopback)).limit(MOST).toList();
  }

  private static boolean relayed(String address) {
    return address.contains("/p2p-circuit");
  }

  private static boolean loopback(String address) {
    return address.startsWith("/ip4/127.") || address.startsWith("/ip6/::1/");
  }
}
