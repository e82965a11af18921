package org.kubosteward.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;

/**
 * Which requests, as the IPFS Pinning Service API asks for them. A request must be in all that is
 * given.
 *
 * @param cids the contents, in whatever version and base; empty for any
 * @param name of requests of that name; empty for any
 * @param match how the name is compared
 * @param statuses one of these
 * @param before created before that; a page goes on with the time of the last row of the one before
 * @param after created after that
 * @param limit rows at the most
 * @param meta with all of these entries
 */
public record PinQuery(
    Set<Cid> cids,
    Optional<String> name,
    Match match,
    Set<PinStatus> statuses,
    Optional<Instant> before,
    Optional<Instant> after,
    int limit,
    Map<String, String> meta) {
  /** Contents of one query, at the most: the API's bound. */
  public static final int CIDS_MOST = 10;

  /** Rows of a page where nobody says how many. */
  public static final int LIMIT_USUAL = 10;

  /** Rows of a page, at the most: the API's bound. */
  public static final int LIMIT_MOST = 1_000;

  /** Entries of meta that may be asked for at once. */
  public static final int META_MOST = 20;

  /** How a name is compared; the two with an I do not tell capital letters from small ones. */
  public enum Match {
    EXACT,
    IEXACT,
    PARTIAL,
    IPARTIAL
  }

  public PinQuery {
    cids = Set.copyOf(cids);
    statuses = Collections.unmodifiableSet(EnumSet.copyOf(statuses));
    meta = Collections.unmodifiableMap(new TreeMap<>(meta));
    require(cids.size() <= CIDS_MOST, "at most " + CIDS_MOST + " CIDs are asked for at once");
    require(limit >= 1 && limit <= LIMIT_MOST, "the limit is from 1 to " + LIMIT_MOST);
    require(
        meta.size() <= META_MOST,
        "at most " + META_MOST + " entries of meta are asked for at once");
  }

  /** The newest ones of these statuses. */
  public static PinQuery newest(Set<PinStatus> statuses, int limit) {
    return new PinQuery(
        Set.of(),
        Optional.empty(),
        Match.EXACT,
        statuses,
        Optional.empty(),
        Optional.empty(),
        limit,
        Map.of());
  }

  /** The same, of those alone that were created before that. */
  public PinQuery before(Instant time) {
    return new PinQuery(cids, name, match, statuses, Optional.of(time), after, limit, meta);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
