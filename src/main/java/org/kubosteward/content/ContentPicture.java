package org.kubosteward.content;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * All content at one instant: every copy that is known of, how it stands in numbers, and what could
 * be done about it. Immutable; the contents in it are shared, not copied.
 *
 * @param plan what would be done if nothing spoke against it
 * @param uploading nodes on which an upload is being put together
 */
public record ContentPicture(
    Contents contents,
    Hosts hosts,
    ContentSnapshot snapshot,
    ContentPlan plan,
    SortedSet<NodeId> uploading) {
  public ContentPicture {
    uploading = Collections.unmodifiableSortedSet(new TreeSet<>(uploading));
  }

  /** The picture of these contents on those nodes. */
  public static ContentPicture of(
      Contents contents,
      Hosts hosts,
      RepairPolicy policy,
      SortedSet<NodeId> uploading,
      Instant now) {
    return new ContentPicture(
        contents,
        hosts,
        ContentSnapshot.of(contents, hosts, now),
        new ContentPlanner(policy).plan(contents, hosts, now),
        uploading);
  }

  /**
   * The same, with copies of contents that nobody wants any more: they count as too many, of a
   * policy that is named {@link ContentPolicy#REMOVED}, and are dropped before others.
   */
  public ContentPicture withRemoved(List<Step.Drop> copies) {
    if (copies.isEmpty()) {
      return this;
    }
    List<Step> steps =
        Stream.concat(
                copies.stream()
                    .filter(drop -> hosts.host(drop.node()).filter(Host::writable).isPresent()),
                plan.steps().stream())
            .toList();
    return new ContentPicture(
        contents,
        hosts,
        snapshot.with(ContentPolicy.REMOVED, PolicySnapshot.removed(copies.size())),
        plan.brake().isPresent() ? plan : plan.only(steps),
        uploading);
  }

  /** Whether the content is kept under the policy of that name. */
  public boolean under(String policy, Cid cid) {
    return contents
        .desired(cid)
        .map(desired -> desired.policy().name().equals(policy))
        .orElse(policy.equals(ContentPolicy.REMOVED));
  }

  /** What is on its way. */
  public Traffic traffic() {
    Traffic traffic = Traffic.NONE;
    for (Copy copy : contents.told.values()) {
      if (copy instanceof Copy.Fetching fetching) {
        traffic = traffic.and(fetching);
      }
    }
    return traffic;
  }

  /** The nodes on which blocks arrive that nothing pins yet: an upload, a transfer. */
  public SortedSet<NodeId> receiving() {
    SortedSet<NodeId> nodes = new TreeSet<>(uploading);
    for (Map.Entry<Long, Copy> entry : contents.told.entrySet()) {
      if (entry.getValue() instanceof Copy.Fetching) {
        nodes.add(contents.nodes().get(PackedCopy.nodeOf(entry.getKey())));
      }
    }
    return nodes;
  }
}
