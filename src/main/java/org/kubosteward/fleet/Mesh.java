package org.kubosteward.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who lists whom, as the nodes of one picture say: its index, made once and shared by all who ask.
 * There are as many pairs as nodes squared, so looking one up reads two bits. For that each node
 * has a <em>place</em>, its position in the picture's order, from 0.
 *
 * <p>A peer id that two nodes bear names neither of them: who lists it is not known to list either.
 */
public final class Mesh {
  /** The place of a node that the picture does not have. */
  public static final int NOWHERE = -1;

  private static final int UNKNOWN = -1;
  private static final int NO = 0;
  private static final int YES = 1;
  private static final long[] UNTOLD = {};

  private final NodeView[] views;
  private final Map<NodeId, Integer> places;
  private final Siblings siblings;
  private final Namesakes namesakes;

  /**
   * Of each place the rank of its peer id among those of the fleet; {@link #NOWHERE} if unknown.
   */
  private final int[] ranks;

  /** Whether the peer id of a place is borne there and nowhere else. */
  private final boolean[] named;

  /** Of each place the ranks that it lists, as bits; empty when it does not tell. */
  private final long[][] listed;

  private final boolean[] up;
  private final boolean[] answering;
  private final Memoized<List<LinkProof>> proofs;

  private Mesh(FleetSnapshot picture) {
    views = picture.nodes().values().toArray(NodeView[]::new);
    places = new HashMap<>(2 * views.length);
    siblings = Siblings.among(picture.nodes().values());
    namesakes = Namesakes.among(picture.nodes().values());
    ranks = new int[views.length];
    named = new boolean[views.length];
    listed = new long[views.length][];
    up = new boolean[views.length];
    answering = new boolean[views.length];
    for (NodeId node : picture.nodes().keySet()) {
      places.put(node, places.size());
    }
    for (int place = 0; place < views.length; place++) {
      NodeView view = views[place];
      Optional<String> peer = view.peerId();
      ranks[place] = peer.map(siblings::rank).orElse(NOWHERE);
      named[place] = peer.isPresent() && !namesakes.share(peer.get());
      listed[place] = view.swarm().value().map(siblings::listedIn).orElse(UNTOLD);
      up[place] = view.up();
      answering[place] = up[place] && !view.offline();
    }
    proofs = new Memoized<>(() -> located(picture));
  }

  static Mesh of(FleetSnapshot picture) {
    return new Mesh(picture);
  }

  /** What two nodes say about each other. */
  public enum Tie {
    /** One lists the other, and the other does not deny it. */
    JOINED,
    /** One lists the other, and the other does not list it: a link that comes or goes. */
    DISPUTED,
    /** Neither lists the other. */
    APART,
    /** A fact that would tell is missing. */
    UNKNOWN
  }

  /** How many nodes there are: the places are less than that. */
  public int size() {
    return views.length;
  }

  /** The place of a node, or {@link #NOWHERE}. */
  public int place(NodeId node) {
    return places.getOrDefault(node, NOWHERE);
  }

  /** The node at that place. */
  public NodeView view(int place) {
    return views[place];
  }

  /** The node of that name, if there is one. */
  public Optional<NodeView> node(NodeId node) {
    int place = place(node);
    return place == NOWHERE ? Optional.empty() : Optional.of(views[place]);
  }

  /** The nodes by their peer ids. */
  public Siblings siblings() {
    return siblings;
  }

  /** The nodes that share a peer id. */
  public Namesakes namesakes() {
    return namesakes;
  }

  /** The last canary of each link, in order, with the places of its ends. */
  public List<LinkProof> proofs() {
    return proofs.get();
  }

  /** Whether that node answers; {@link #NOWHERE} does not. */
  public boolean up(int place) {
    return place != NOWHERE && up[place];
  }

  /** Whether that node answers and is on the network; {@link #NOWHERE} does not. */
  public boolean answers(int place) {
    return place != NOWHERE && answering[place];
  }

  /** The nodes that answer and are on the network, in order. */
  public List<NodeView> answering() {
    List<NodeView> nodes = new ArrayList<>(views.length);
    for (int place = 0; place < views.length; place++) {
      if (answering[place]) {
        nodes.add(views[place]);
      }
    }
    return nodes;
  }

  /** Whether an end of it bears the peer id of another node, so that nothing can be told of it. */
  public boolean ambiguous(Link link) {
    return namesakes.touch(link);
  }

  /** Whether that node answers and says both who it is and whom it lists. */
  public boolean speaks(int place) {
    return answering[place] && named[place] && listed[place].length > 0;
  }

  /** Whether what that node lists is known, and whether {@code seen} can be told from others. */
  public boolean tells(int seer, int seen) {
    return says(seer, seen) != UNKNOWN;
  }

  /** Whether that node is known to list {@code seen}. */
  public boolean lists(int seer, int seen) {
    return says(seer, seen) == YES;
  }

  /** Whether {@code seer} answers and lists {@code seen}; empty when a fact is missing. */
  public Optional<Boolean> lists(NodeId seer, NodeId seen) {
    int said = says(place(seer), place(seen));
    return said == UNKNOWN ? Optional.empty() : Optional.of(said == YES);
  }

  /** What the two say about each other. */
  public Tie tie(NodeId one, NodeId other) {
    return tie(place(one), place(other));
  }

  /** What the nodes at two places say about each other. */
  public Tie tie(int one, int other) {
    int there = says(one, other);
    int back = says(other, one);
    if (there == YES || back == YES) {
      return there == NO || back == NO ? Tie.DISPUTED : Tie.JOINED;
    }
    return there == NO && back == NO ? Tie.APART : Tie.UNKNOWN;
  }

  /**
   * Whether {@code seer} lists the peer id of {@code seen}, whether it answers now or not and
   * whoever else bears that id; empty when either side's facts are missing.
   */
  Optional<Boolean> connected(NodeId seer, NodeId seen) {
    int from = place(seer);
    int to = place(seen);
    return from == NOWHERE || to == NOWHERE || listed[from].length == 0 || ranks[to] == NOWHERE
        ? Optional.empty()
        : Optional.of(bit(listed[from], ranks[to]));
  }

  private int says(int seer, int seen) {
    if (seer == NOWHERE
        || seen == NOWHERE
        || !answering[seer]
        || !named[seen]
        || listed[seer].length == 0) {
      return UNKNOWN;
    }
    return bit(listed[seer], ranks[seen]) ? YES : NO;
  }

  private static boolean bit(long[] bits, int at) {
    return (bits[at >> 6] & 1L << at) != 0;
  }

  private List<LinkProof> located(FleetSnapshot picture) {
    LinkProof[] all = new LinkProof[picture.links().size()];
    int next = 0;
    for (Map.Entry<Link, Proof> tried : picture.links().entrySet()) {
      Link link = tried.getKey();
      all[next++] = new LinkProof(link, tried.getValue(), place(link.from()), place(link.to()));
    }
    return List.of(all);
  }
}
