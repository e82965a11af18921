package org.kubosteward.content;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

/** Content for the tests of other rooms: contents by number, and their copies. Immutable. */
public record Kept(Contents contents, Instant now) {
  /** The bytes of every content. */
  public static final long BYTES = 1L << 20;

  /** Nothing is kept, at that instant. */
  public static Kept nothing(Instant now) {
    return new Kept(Contents.none(), now);
  }

  public static Cid cid(int number) {
    byte[] bytes = ("kept " + number).getBytes(StandardCharsets.UTF_8);
    return Cid.of(Cid.RAW, HashFunction.SHA2_256.name(bytes));
  }

  /** So many proven copies and no more, wherever they are, proven once a week. */
  public static ContentPolicy policy(String name, int min, int max) {
    return new ContentPolicy(name, min, max, PlacementRule.ANYWHERE, Duration.ofDays(7), 5);
  }

  /** These are wanted in two or three copies, and have been for a day. */
  public Kept wanted(String policy, int... numbers) {
    return wanted(policy(policy, 2, 3), Duration.ofDays(1), numbers);
  }

  /** These have been wanted so long. */
  public Kept wanted(ContentPolicy policy, Duration since, int... numbers) {
    ContentsChanges changes = contents.change();
    for (int number : numbers) {
      changes.want(new Desired(cid(number), policy, OptionalLong.of(BYTES), now.minus(since)));
    }
    return new Kept(changes.done(), now);
  }

  /** The same with such a copy of that content on each of these nodes. */
  public Kept with(int number, Copy copy, NodeId... nodes) {
    ContentsChanges changes = contents.change();
    for (NodeId node : nodes) {
      changes.put(cid(number), node, copy);
    }
    return new Kept(changes.done(), now);
  }

  /** The same, and that content was held once. */
  public Kept stored(int number) {
    return new Kept(contents.change().stored(cid(number)).done(), now);
  }

  public Copy proven(Duration ago) {
    return new Copy.Proven(now.minus(ago));
  }

  public Copy held() {
    return new Copy.Held(now.minusSeconds(60));
  }

  public Copy absent(int failures) {
    return new Copy.Absent(now.minusSeconds(5), failures);
  }

  public Copy fetching(Optional<NodeId> from, long rate) {
    return new Copy.Fetching(BYTES / 2, rate, now.minusSeconds(20), from, 0);
  }

  public Copy damaged(int... blocks) {
    List<Cid> named = Arrays.stream(blocks).mapToObj(Kept::cid).toList();
    return new Copy.Damaged(named, blocks.length, now.minusSeconds(120), 0);
  }

  public Copy excess(Duration since) {
    return new Copy.Excess(now.minus(since), Optional.of(now.minus(Duration.ofHours(2))));
  }

  /** All of it on the nodes of that fleet, and what would be done about it. */
  public ContentPicture on(FleetSnapshot fleet) {
    return on(fleet, Collections.emptySortedSet());
  }

  /** The same while uploads are put together on these nodes. */
  public ContentPicture on(FleetSnapshot fleet, SortedSet<NodeId> uploading) {
    Attendance attendance = Attendance.nobody().after(fleet, contents.nodes());
    RepairPolicy policy = RepairPolicy.shipped();
    Hosts hosts = Hosts.of(fleet, contents.nodes(), Map.of(), attendance, policy);
    return ContentPicture.of(contents, hosts, policy, new TreeSet<>(uploading), now);
  }
}
