package org.kubosteward.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.PinStatus;
import org.kubosteward.content.Policies;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.CopyRow;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.PinNames;
import org.kubosteward.journal.PinRow;

/** Requests and copies in memory, filled by a test; their database can be made to fail. */
final class MemoryBooks implements ContentBooks {
  private final Map<Cid, List<PinRow>> requests = new HashMap<>();
  private final Map<Cid, List<CopyRow>> copies = new HashMap<>();
  private boolean broken;

  synchronized void clear() {
    requests.clear();
    copies.clear();
    broken = false;
  }

  synchronized void breakDatabase() {
    broken = true;
  }

  /** Somebody asked for it. */
  synchronized void ask(Cid cid, String name, String who) {
    List<PinRow> rows = requests.computeIfAbsent(cid.canonical(), any -> new ArrayList<>());
    rows.add(
        0,
        new PinRow(
            rows.size() + 1L,
            new PinRequest(
                "request-" + rows.size(),
                cid,
                name,
                List.of(),
                Map.of(),
                Stories.at(5_000 - rows.size()),
                "default"),
            who,
            PinStatus.PINNING,
            "1 of 2 proven"));
  }

  synchronized void keep(CopyRow row) {
    copies.computeIfAbsent(row.cid(), any -> new ArrayList<>()).add(row);
  }

  @Override
  public synchronized List<PinRow> requests(Cid cid, int limit) {
    database();
    return requests.getOrDefault(cid, List.of()).stream().limit(limit).toList();
  }

  @Override
  public synchronized Map<Cid, List<String>> names(Collection<Cid> contents) {
    database();
    Map<Cid, List<String>> names = new HashMap<>();
    for (Cid cid : contents) {
      Optional.ofNullable(requests.get(cid))
          .ifPresent(
              rows ->
                  names.put(
                      cid,
                      rows.stream()
                          .map(row -> row.request().name())
                          .limit(PinNames.NAMES_MOST)
                          .toList()));
    }
    return names;
  }

  @Override
  public synchronized List<CopyRow> copies(Cid cid) {
    database();
    return List.copyOf(copies.getOrDefault(cid, List.of()));
  }

  @Override
  public Policies policies() {
    return Policies.of(
        List.of(ContentStories.DEFAULT, ContentStories.MODELS), ContentStories.DEFAULT.name());
  }

  @Override
  public RepairPolicy repairs() {
    return RepairPolicy.shipped();
  }

  private void database() {
    if (broken) {
      throw new JournalUnavailable("asking", new IllegalStateException("connection refused"));
    }
  }
}
