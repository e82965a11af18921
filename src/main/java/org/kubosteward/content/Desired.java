package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.kubosteward.ipld.Cid;

/**
 * One content that must exist, whoever and however many asked for it.
 *
 * @param policy of those that it is wanted under, the one that asks for more
 * @param bytes of all its blocks; empty until somebody has counted them
 * @param since when the first request for it was accepted
 */
public record Desired(Cid cid, ContentPolicy policy, OptionalLong bytes, Instant since) {
  public Desired {
    // One name a content: version 0 and 1 of one hash are the same blocks.
    cid = cid.canonical();
    InvalidSpec.require(
        bytes.isEmpty() || bytes.getAsLong() >= 0, "a content has no fewer than 0 bytes");
  }

  /** What these requests want, in the order in which each content was first named. */
  public static List<Desired> of(Collection<PinRequest> requests, Policies policies) {
    Map<Cid, Desired> byCid = new LinkedHashMap<>();
    for (PinRequest request : requests) {
      Desired one = of(request, policies);
      byCid.merge(one.cid(), one, Desired::and);
    }
    return new ArrayList<>(byCid.values());
  }

  /** What that request alone wants. A content has one name, however it was asked for. */
  public static Desired of(PinRequest request, Policies policies) {
    return new Desired(
        request.cid().canonical(), policies.of(request), OptionalLong.empty(), request.created());
  }

  /** The same, its blocks having so many bytes. */
  public Desired sized(long counted) {
    return new Desired(cid, policy, OptionalLong.of(counted), since);
  }

  /** Both wishes for the same content as one. */
  public Desired and(Desired other) {
    return new Desired(
        cid,
        ContentPolicy.DEMANDING.compare(policy, other.policy) >= 0 ? policy : other.policy,
        bytes.isPresent() ? bytes : other.bytes,
        since.isBefore(other.since) ? since : other.since);
  }
}
