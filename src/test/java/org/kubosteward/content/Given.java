package org.kubosteward.content;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

/** Contents, nodes and policies for tests, by number. */
final class Given {
  static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  static final Duration WEEK = Duration.ofDays(7);
  static final String ZONE = "zone";
  static final long MIB = 1L << 20;
  static final long ROOM = 1L << 40;

  private Given() {}

  static Cid cid(int number) {
    byte[] bytes = ("content " + number).getBytes(StandardCharsets.UTF_8);
    return Cid.of(Cid.RAW, HashFunction.SHA2_256.name(bytes));
  }

  static NodeId node(int number) {
    return new NodeId("ipfs", "kubo-" + number);
  }

  static Instant ago(Duration duration) {
    return NOW.minus(duration);
  }

  static ContentPolicy policy(int min, int max) {
    return policy(min, max, PlacementRule.across(ZONE));
  }

  static ContentPolicy policy(int min, int max, PlacementRule rule) {
    return new ContentPolicy("models", min, max, rule, WEEK, 5);
  }

  static Desired desired(int number, ContentPolicy policy) {
    return new Desired(cid(number), policy, OptionalLong.of(MIB), ago(Duration.ofDays(1)));
  }

  static Contents wanted(ContentPolicy policy, int... numbers) {
    ContentsChanges changes = Contents.none().change();
    for (int number : numbers) {
      changes.want(desired(number, policy));
    }
    return changes.done();
  }

  /** The same with such copies of that content on those nodes. */
  static Contents with(Contents contents, int number, Copy copy, int... nodes) {
    ContentsChanges changes = contents.change();
    for (int node : nodes) {
      changes.put(cid(number), node(node), copy);
    }
    return changes.done();
  }

  static Copy proven() {
    return new Copy.Proven(ago(Duration.ofHours(1)));
  }

  static Copy stale() {
    return new Copy.Proven(ago(WEEK.plusHours(1)));
  }

  static Copy held() {
    return new Copy.Held(ago(Duration.ofMinutes(1)));
  }

  static Copy damaged() {
    return new Copy.Damaged(List.of(cid(-1)), 1, ago(Duration.ofMinutes(2)), 0);
  }

  static Copy excess(Duration since) {
    return new Copy.Excess(ago(since), Optional.of(ago(Duration.ofDays(1))));
  }

  static Copy fetching(int from) {
    return new Copy.Fetching(10, 10, ago(Duration.ofMinutes(1)), Optional.of(node(from)), 0);
  }

  /** A node with room that answers, in the zone of that name. */
  static Host host(int number, String zone) {
    return new Host(
        node(number),
        true,
        Map.of(ZONE, zone),
        Presence.HERE,
        Optional.empty(),
        ROOM,
        Optional.empty());
  }

  /** Nodes 1 to {@code count}, in zones a, b, c in turn. */
  static Hosts hosts(int count) {
    List<Host> hosts = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      hosts.add(host(number, List.of("c", "a", "b").get(number % 3)));
    }
    return Hosts.of(hosts);
  }

  static Hosts change(Hosts hosts, int number, UnaryOperator<Host> change) {
    List<Host> changed = new ArrayList<>(hosts.byId().values());
    changed.replaceAll(host -> host.id().equals(node(number)) ? change.apply(host) : host);
    return Hosts.of(changed);
  }

  static Hosts gone(Hosts hosts, int number) {
    return silent(hosts, number, Presence.GONE, Duration.ofMinutes(20));
  }

  static Hosts away(Hosts hosts, int number) {
    return silent(hosts, number, Presence.AWAY, Duration.ofMinutes(1));
  }

  private static Hosts silent(Hosts hosts, int number, Presence presence, Duration since) {
    return change(
        hosts,
        number,
        host ->
            new Host(
                host.id(),
                true,
                host.labels(),
                presence,
                Optional.of(ago(since)),
                0,
                Optional.of(new Unfit(Unfit.Kind.DOWN, "it does not answer"))));
  }

  static Hosts unfit(Hosts hosts, int number, Unfit.Kind kind) {
    return change(
        hosts,
        number,
        host ->
            new Host(
                host.id(),
                true,
                host.labels(),
                host.presence(),
                Optional.empty(),
                host.room(),
                Optional.of(new Unfit(kind, "it is not fit"))));
  }

  static Hosts room(Hosts hosts, int number, long room) {
    return change(
        hosts,
        number,
        host ->
            new Host(
                host.id(),
                true,
                host.labels(),
                host.presence(),
                Optional.empty(),
                room,
                Optional.empty()));
  }

  static RepairPolicy repairs(TransferBudget budget) {
    RepairPolicy shipped = RepairPolicy.shipped();
    return new RepairPolicy(
        shipped.grace(),
        shipped.fillMark(),
        shipped.excessDelay(),
        0.3,
        MIB,
        shipped.stallAfter(),
        shipped.retryAfter(),
        budget);
  }
}
