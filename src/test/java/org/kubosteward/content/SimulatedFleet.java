package org.kubosteward.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.ipld.Cid;

/**
 * A fleet of which nothing is real but the thinking: nodes go and come, transfers take time and
 * fail, blocks rot and are found, pins vanish, and every plan is carried out. All from one seed.
 */
final class SimulatedFleet {
  static final Duration TICK = Duration.ofSeconds(30);
  private static final long CAPACITY = 400L << 20;
  private static final long RATE = 200L << 10;

  final RepairPolicy policy;
  final Random random;
  final List<NodeId> nodes = new ArrayList<>();
  private final List<Cid> stored = new ArrayList<>();
  private final Map<NodeId, Set<Cid>> whole = new HashMap<>();
  private final Map<NodeId, Integer> downFor = new HashMap<>();
  private final Map<NodeId, Map<String, String>> labels = new HashMap<>();
  private final List<ContentPolicy> policies;
  Contents contents = Contents.none();
  Attendance attendance = Attendance.nobody();
  Instant now = Given.NOW;
  private long round;
  boolean calm;

  SimulatedFleet(long seed, int size, RepairPolicy policy, List<ContentPolicy> policies) {
    this.random = new Random(seed);
    this.policy = policy;
    this.policies = policies;
    for (int number = 1; number <= size; number++) {
      NodeId node = Given.node(number);
      nodes.add(node);
      whole.put(node, new HashSet<>());
      labels.put(node, Map.of(Given.ZONE, "zone-" + number % 3));
    }
  }

  /** Somebody stores a content on one node, and wants it kept. */
  void store() {
    ContentPolicy kept = policies.get(random.nextInt(policies.size()));
    long bytes = 1L + random.nextInt(4 << 20);
    Cid cid = Given.cid(stored.size());
    stored.add(cid);
    NodeId first = nodes.get(random.nextInt(nodes.size()));
    wholeOn(first).add(cid);
    contents =
        contents
            .change()
            .want(new Desired(cid, kept, OptionalLong.of(bytes), now))
            .put(cid, first, new Copy.Held(now))
            .done();
  }

  void down(NodeId node, int ticks) {
    downFor.put(node, ticks);
  }

  boolean up(NodeId node) {
    return !downFor.containsKey(node);
  }

  /** Nodes that have every block of it. */
  long wholeCopies(Cid cid) {
    return nodes.stream().filter(node -> wholeOn(node).contains(cid)).count();
  }

  private Set<Cid> wholeOn(NodeId node) {
    return whole.computeIfAbsent(node, any -> new HashSet<>());
  }

  Hosts look() {
    SortedMap<NodeId, NodeView> views = new TreeMap<>();
    for (NodeId node : nodes) {
      NodeView view = NodeView.unknown(node, Why.REFUSED, "down", now);
      views.put(
          node,
          up(node)
              ? view.knowing(Question.VERSION, new Version("0.43.0", "18", "amd64/linux"), now)
                  .knowing(Question.REPO, new RepoStat(used(node), CAPACITY), now)
              : view);
    }
    FleetSnapshot picture =
        new FleetSnapshot(
            ++round, now, views, new TreeMap<>(), new TreeMap<>(), Observer.steady(nodes.size()));
    attendance = attendance.after(picture, contents.nodes());
    return Hosts.of(picture, contents.nodes(), labels, attendance, policy);
  }

  private long used(NodeId node) {
    return wholeOn(node).stream().mapToLong(this::size).sum();
  }

  private long size(Cid cid) {
    return contents.desired(cid).map(one -> one.bytes().orElse(0)).orElse(0L);
  }

  ContentPlan plan(Hosts hosts) {
    return new ContentPlanner(policy).plan(contents, hosts, now);
  }

  void begin(ContentPlan plan) {
    contents = plan.begun(contents);
    ContentsChanges changes = contents.change();
    for (Step.Drop drop : plan.steps(Step.Drop.class)) {
      wholeOn(drop.node()).remove(drop.cid());
      changes.forget(drop.cid(), drop.node());
    }
    contents = changes.done();
  }

  /** Half a minute passes. */
  void pass(ContentPlan plan) {
    now = now.plus(TICK);
    nodesComeAndGo();
    ContentsChanges changes = contents.change();
    for (Cid cid : stored) {
      contents.copies(cid).forEach((node, copy) -> live(cid, node, copy, plan, changes));
    }
    contents = changes.done();
    if (!calm && random.nextInt(4) == 0 && stored.size() < 40) {
      store();
    }
  }

  private void nodesComeAndGo() {
    for (NodeId node : nodes) {
      Integer left = downFor.get(node);
      if (left != null && left <= 1) {
        downFor.remove(node);
      } else if (left != null) {
        downFor.put(node, left - 1);
      } else if (!calm && random.nextInt(60) == 0) {
        downFor.put(node, 1 + random.nextInt(40));
      }
    }
  }

  private void live(Cid cid, NodeId node, Copy copy, ContentPlan plan, ContentsChanges changes) {
    if (!up(node)) {
      return;
    }
    if (copy instanceof Copy.Fetching fetching) {
      fetch(cid, node, fetching, plan, changes);
    } else if (copy instanceof Copy.Held && random.nextInt(3) == 0) {
      changes.put(cid, node, proof(cid, node));
    } else if (copy instanceof Copy.Proven
        && copy.at().plus(Duration.ofMinutes(30)).isBefore(now)) {
      changes.put(cid, node, proof(cid, node));
    } else if (!calm && copy instanceof Copy.Proven && random.nextInt(300) == 0) {
      misfortune(cid, node, changes);
    }
  }

  private Copy proof(Cid cid, NodeId node) {
    return wholeOn(node).contains(cid)
        ? new Copy.Proven(now)
        : new Copy.Damaged(List.of(cid), 1, now, 0);
  }

  private void misfortune(Cid cid, NodeId node, ContentsChanges changes) {
    // So that a content that is lost was lost by the thinking, one whole copy is spared.
    if (wholeCopies(cid) < 2) {
      return;
    }
    wholeOn(node).remove(cid);
    changes.put(
        cid,
        node,
        random.nextBoolean() ? new Copy.Damaged(List.of(cid), 1, now, 0) : new Copy.Absent(now, 0));
  }

  private void fetch(
      Cid cid, NodeId node, Copy.Fetching fetching, ContentPlan plan, ContentsChanges changes) {
    Optional<NodeId> source = fetching.from();
    boolean comes = source.isPresent() && up(source.get()) && wholeOn(source.get()).contains(cid);
    if (!calm && random.nextInt(20) == 0) {
      changes.put(cid, node, new Copy.Absent(now, fetching.failures() + 1));
      return;
    }
    long rate = comes ? Math.min(RATE, plan.bytesPerSecondEach()) : 0;
    long bytes = fetching.bytes() + rate * TICK.toSeconds();
    if (comes && bytes >= size(cid)) {
      wholeOn(node).add(cid);
      changes.put(cid, node, new Copy.Held(now));
    } else {
      changes.put(
          cid, node, new Copy.Fetching(bytes, rate, fetching.at(), source, fetching.failures()));
    }
  }
}
