package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * A part of all contents, in the order of their hashes: it does not change while contents come and
 * go, so that one page goes on where the one before ended.
 *
 * @param entries at most as many as were asked for
 * @param next after which content the next page begins; empty when this is the last one
 */
public record ContentPage(List<Entry> entries, Optional<Cid> next) {
  /** Contents of a page, at the most. */
  public static final int LIMIT_MOST = 1_000;

  public ContentPage {
    entries = List.copyOf(entries);
  }

  /**
   * Which contents. One must be in all that is given.
   *
   * @param limit from 1 to {@link #LIMIT_MOST}
   * @param after behind that content, which need not be there any more
   * @param policy kept under the policy of that name
   * @param verdict of which that verdict holds, whatever else holds
   */
  public record Query(
      int limit, Optional<Cid> after, Optional<String> policy, Optional<Verdict> verdict) {
    public Query {
      InvalidSpec.require(
          limit >= 1 && limit <= LIMIT_MOST, "the limit is from 1 to " + LIMIT_MOST);
    }

    /** The first so many of all. */
    public static Query first(int limit) {
      return new Query(limit, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, behind that content. */
    public Query after(Cid cid) {
      return new Query(limit, Optional.of(cid), policy, verdict);
    }
  }

  /** One content, how it stands and every copy that is known of, by node. */
  public record Entry(Desired desired, Standing standing, SortedMap<NodeId, Copy> copies) {}

  /** The page of these contents: one walk over all of them, and none of them is sorted in full. */
  public static ContentPage of(Contents contents, Hosts hosts, Instant now, Query query) {
    Standings standings = new Standings(contents, hosts, now);
    Optional<Place> behind = query.after().map(cid -> Place.of(cid.canonical(), -1));
    int most = query.limit() + 1;
    PriorityQueue<Place> first = new PriorityQueue<>(Place.ORDER.reversed());
    long least = behind.map(Place::hash).orElse(Long.MIN_VALUE);
    long greatest = Long.MAX_VALUE;
    for (int row = 0; row < contents.size(); row++) {
      Desired desired = contents.desired[row];
      long hash = desired.cid().pinFingerprint();
      // Nearly all are told by this alone.
      if (hash < least || hash > greatest) {
        continue;
      }
      Place place = new Place(hash, desired.cid(), row);
      boolean late =
          (first.size() == most && Place.ORDER.compare(place, first.element()) >= 0)
              || (behind.isPresent() && Place.ORDER.compare(place, behind.get()) <= 0);
      if (late || !wanted(query, desired, standings, row)) {
        continue;
      }
      first.add(place);
      if (first.size() > most) {
        first.remove();
      }
      greatest = first.size() == most ? first.element().hash() : greatest;
    }
    return page(contents, standings, new ArrayList<>(first), query.limit());
  }

  private static boolean wanted(Query query, Desired desired, Standings standings, int row) {
    return query.policy().map(desired.policy().name()::equals).orElse(true)
        && (query.verdict().isEmpty()
            || standings.of(row).verdicts().contains(query.verdict().get()));
  }

  private static ContentPage page(
      Contents contents, Standings standings, List<Place> places, int limit) {
    places.sort(Place.ORDER);
    List<Entry> entries =
        places.stream()
            .limit(limit)
            .map(
                place ->
                    new Entry(
                        contents.desired[place.row()],
                        standings.of(place.row()),
                        contents.copies(place.row())))
            .toList();
    return new ContentPage(
        entries,
        places.size() > limit
            ? Optional.of(entries.get(limit - 1).desired().cid())
            : Optional.empty());
  }

  /** Where a content stands in the order; of two with one hash the text decides. */
  private record Place(long hash, Cid cid, int row) {
    static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::hash).thenComparing(place -> place.cid().toString());

    static Place of(Cid cid, int row) {
      return new Place(cid.pinFingerprint(), cid, row);
    }
  }
}
