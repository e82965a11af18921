package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.kubosteward.fleet.NodeId;

/** Something that could be done, as data. Only {@code act} does it. */
public sealed interface Action {
  /** What kind it is; decides its mode, its deadline and its budget. */
  ActionKind kind();

  /** The node that is asked to do it. */
  NodeId target();

  /** The other node that it concerns, if it concerns two. */
  Optional<NodeId> sibling();

  /**
   * {@code target} dials {@code peer}.
   *
   * @param addresses multiaddresses of the sibling, each ending in {@code /p2p/<peerId>}
   */
  record ReconnectPeer(NodeId target, NodeId peer, String peerId, List<String> addresses)
      implements Action {
    public ReconnectPeer {
      addresses = List.copyOf(addresses);
    }

    @Override
    public ActionKind kind() {
      return ActionKind.RECONNECT_PEER;
    }

    @Override
    public Optional<NodeId> sibling() {
      return Optional.of(peer);
    }
  }

  /** {@code target} drops its connections to {@code peer} and dials it again. */
  record RefreshLink(NodeId target, NodeId peer, String peerId, List<String> addresses)
      implements Action {
    public RefreshLink {
      addresses = List.copyOf(addresses);
    }

    @Override
    public ActionKind kind() {
      return ActionKind.REFRESH_LINK;
    }

    @Override
    public Optional<NodeId> sibling() {
      return Optional.of(peer);
    }
  }

  /** {@code target} collects its garbage. */
  record CollectGarbage(NodeId target) implements Action {
    @Override
    public ActionKind kind() {
      return ActionKind.COLLECT_GARBAGE;
    }

    @Override
    public Optional<NodeId> sibling() {
      return Optional.empty();
    }
  }

  /**
   * The pod of {@code target} is evicted, so that its StatefulSet makes it anew.
   *
   * @param podUid the pod that was judged; one of the same name that came since is left alone
   * @param grace how long its processes may take to end; the pod's own time when empty
   */
  record RestartPod(NodeId target, String podUid, Optional<Duration> grace) implements Action {
    /** One that leaves its processes the pod's own time. */
    public RestartPod(NodeId target, String podUid) {
      this(target, podUid, Optional.empty());
    }

    @Override
    public ActionKind kind() {
      return ActionKind.RESTART_POD;
    }

    @Override
    public Optional<NodeId> sibling() {
      return Optional.empty();
    }
  }

  /**
   * The claim under {@code target} asks for more. A volume never shrinks again.
   *
   * @param fromBytes what the claim asks for now; if it asks for something else, nothing is done
   */
  record GrowVolume(NodeId target, String claim, String claimUid, long fromBytes, long toBytes)
      implements Action {
    public GrowVolume {
      if (toBytes <= fromBytes) {
        throw new IllegalArgumentException("a volume grows or stays as it is");
      }
    }

    @Override
    public ActionKind kind() {
      return ActionKind.GROW_VOLUME;
    }

    @Override
    public Optional<NodeId> sibling() {
      return Optional.empty();
    }
  }

  /**
   * {@code target} reads blocks that it has lost, and so fetches them from a sibling that has them.
   *
   * @param cids at most {@link #MOST_BLOCKS}
   */
  record HealBlocks(NodeId target, List<String> cids) implements Action {
    /** As many as can be fetched one by one within the deadline of the kind. */
    public static final int MOST_BLOCKS = 4;

    public HealBlocks {
      cids = List.copyOf(cids);
      if (cids.isEmpty() || cids.size() > MOST_BLOCKS) {
        throw new IllegalArgumentException(
            "one block at least, and %d at most".formatted(MOST_BLOCKS));
      }
    }

    @Override
    public ActionKind kind() {
      return ActionKind.HEAL_BLOCKS;
    }

    @Override
    public Optional<NodeId> sibling() {
      return Optional.empty();
    }
  }

  /** The nodes that it touches: its target, and its sibling if it has one. */
  default NavigableSet<NodeId> nodes() {
    NavigableSet<NodeId> touched = new TreeSet<>();
    touched.add(target());
    sibling().ifPresent(touched::add);
    return touched;
  }

  /** Whether it is the same deed: the same kind on the same nodes, whichever side is asked. */
  default boolean sameDeed(Action other) {
    return kind() == other.kind() && nodes().equals(other.nodes());
  }

  /** In a few words, {@code reconnect-peer kubo-1 to kubo-2}. */
  default String describe() {
    return kind().label() + " " + target() + sibling().map(s -> " to " + s).orElse("");
  }
}
