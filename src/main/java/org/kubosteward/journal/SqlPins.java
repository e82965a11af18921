package org.kubosteward.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kubosteward.content.PinRequest;
import org.kubosteward.ipld.Cid;

/**
 * The requests of a fleet in the journal's database. Any plane writes them, whoever leads, and no
 * round waits for it. What changes them holds the fleet's {@link PinClock}.
 */
public final class SqlPins implements PinBook, PinFeed, PinNames {
  /** Requests, or contents, that are read at once. */
  private static final int BATCH = 1_000;

  /**
   * Two planes made the first row of a fleet in one moment, or the database ended one of two that
   * waited for each other: then it was as if nobody had asked.
   */
  private static final Set<String> AGAIN = Set.of("23505", "40001", "40P01");

  private static final int TRIES = 3;

  private final Connections connections;
  private final JournalLimits limits;
  private final FleetId fleet;
  private final Runnable changed;

  /** The requests of that fleet; the database is first tried when it is first needed. */
  public SqlPins(Connections connections, JournalLimits limits, FleetId fleet) {
    this(connections, limits, fleet, () -> {});
  }

  /**
   * The same, which says so when something was kept or removed through it.
   *
   * @param changed must return at once; a leader in another process finds the change by itself
   */
  public SqlPins(Connections connections, JournalLimits limits, FleetId fleet, Runnable changed) {
    this.changed = changed;
    this.connections = connections;
    this.limits = limits;
    this.fleet = fleet;
  }

  @Override
  public PinRow add(PinRequest request, String createdBy) {
    return durably(
        "keeping a request",
        sql -> {
          PinClock clock = PinClock.hold(sql);
          if (clock.requests() >= MOST) {
            throw new PinRefused(
                "there are %d requests, the most there may be; remove some".formatted(MOST));
          }
          return keep(sql, clock.with(1), request, createdBy);
        });
  }

  @Override
  public Optional<PinRow> replace(String id, PinRequest by, String createdBy) {
    return durably(
        "replacing request " + id,
        sql -> {
          PinClock clock = PinClock.hold(sql);
          Optional<PinRow> old = PinTable.find(sql, id);
          if (old.isEmpty()) {
            return Optional.empty();
          }
          PinTable.delete(sql, old.get());
          PinRow kept = keep(sql, clock, by, createdBy);
          Cid before = content(old.get().request());
          if (!before.equals(content(by))) {
            release(sql, before);
          }
          return Optional.of(kept);
        });
  }

  @Override
  public boolean remove(String id) {
    return durably(
        "removing request " + id,
        sql -> {
          PinClock clock = PinClock.hold(sql);
          Optional<PinRow> old = PinTable.find(sql, id);
          if (old.isEmpty()) {
            return false;
          }
          PinTable.delete(sql, old.get());
          clock.with(-1).write(sql);
          release(sql, content(old.get().request()));
          return true;
        });
  }

  @Override
  public Optional<PinRow> pin(String id) {
    return in("reading request " + id, sql -> PinTable.find(sql, id));
  }

  @Override
  public PinPage page(PinQuery query) {
    return in("reading the requests", sql -> PinTable.page(sql, query));
  }

  @Override
  public Map<Cid, List<String>> names(Collection<Cid> contents) {
    if (contents.size() > CONTENTS_MOST) {
      throw new IllegalArgumentException(
          "names of at most %d contents are asked for at once".formatted(CONTENTS_MOST));
    }
    return contents.isEmpty()
        ? Map.of()
        : in(
            "reading the names of contents",
            sql ->
                PinTable.names(
                    sql,
                    contents.stream().map(cid -> cid.canonical().toString()).toList(),
                    NAMES_MOST));
  }

  @Override
  public List<PinChange> changes(int limit) {
    int most = Math.max(1, Math.min(limit, CHANGES_MOST));
    return in("reading which contents changed", sql -> changes(sql, most));
  }

  private static List<PinChange> changes(Sql sql, int limit) throws SQLException {
    Map<String, List<Long>> ids = new LinkedHashMap<>();
    for (ContentTable.Change change : ContentTable.changes(sql, limit)) {
      ids.computeIfAbsent(change.content(), content -> new ArrayList<>()).add(change.id());
    }
    Map<String, List<PinRow>> requests = new LinkedHashMap<>();
    List<String> contents = List.copyOf(ids.keySet());
    for (int from = 0; from < contents.size(); from += BATCH) {
      List<String> some = contents.subList(from, Math.min(from + BATCH, contents.size()));
      for (PinRow row : PinTable.of(sql, some)) {
        requests
            .computeIfAbsent(content(row.request()).toString(), content -> new ArrayList<>())
            .add(row);
      }
    }
    List<PinChange> changes = new ArrayList<>();
    ids.forEach(
        (content, told) ->
            changes.add(
                new PinChange(
                    Cid.parse(content), told, requests.getOrDefault(content, List.of()))));
    return changes;
  }

  @Override
  public void taken(Collection<Long> ids) {
    in(
        "forgetting which contents changed",
        sql -> {
          ContentTable.taken(sql, ids);
          return true;
        });
  }

  @Override
  public long everything(Consumer<PinRow> each) {
    long count = 0;
    long last = 0;
    List<PinRow> rows;
    do {
      long from = last;
      rows = in("reading all requests", sql -> PinTable.after(sql, from, BATCH));
      rows.forEach(each);
      count += rows.size();
      last = rows.isEmpty() ? last : rows.get(rows.size() - 1).sequence();
    } while (!rows.isEmpty());
    return count;
  }

  private static PinRow keep(Sql sql, PinClock clock, PinRequest request, String createdBy)
      throws SQLException {
    Cid content = content(request);
    if (PinTable.of(sql, content) >= MOST_OF_ONE) {
      throw new PinRefused(
          "there are %d requests for %s, the most there may be for one content; remove some"
              .formatted(MOST_OF_ONE, content));
    }
    PinClock now = clock.at(request.created());
    now.write(sql);
    ContentTable.want(sql, content);
    ContentTable.changed(sql, content);
    return PinTable.insert(
        sql,
        new PinRequest(
            request.id(),
            request.cid(),
            request.name(),
            request.origins(),
            request.meta(),
            now.newest(),
            request.policy()),
        createdBy);
  }

  private static void release(Sql sql, Cid content) throws SQLException {
    if (PinTable.of(sql, content) == 0) {
      ContentTable.forget(sql, content);
    }
    ContentTable.changed(sql, content);
  }

  private static Cid content(PinRequest request) {
    return request.cid().canonical();
  }

  private <T> T in(String doing, Sql.Work<T> work) {
    try {
      return Sql.transact(connections, limits.statementTimeout(), fleet, work);
    } catch (SQLException e) {
      throw new JournalUnavailable(doing, e);
    }
  }

  private <T> T durably(String doing, Sql.Work<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        T kept = Sql.transactDurably(connections, limits.statementTimeout(), fleet, work);
        changed.run();
        return kept;
      } catch (SQLException e) {
        if (tries == TRIES || !again(e)) {
          throw new JournalUnavailable(doing, e);
        }
      }
    }
  }

  /** What has no state is a word of ours: the database is not open, say. */
  private static boolean again(SQLException e) {
    return Optional.ofNullable(e.getSQLState()).filter(AGAIN::contains).isPresent();
  }
}
