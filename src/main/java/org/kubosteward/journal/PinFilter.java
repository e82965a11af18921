package org.kubosteward.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kubosteward.content.PinStatus;

/**
 * Which rows of {@code pin_request r} a query asks for.
 *
 * @param condition with a question mark for each of the values
 */
record PinFilter(String condition, List<Object> values) {
  PinFilter {
    values = List.copyOf(values);
  }

  static PinFilter of(FleetId fleet, PinQuery query) {
    Terms terms = new Terms();
    terms.add("r.fleet = ?", fleet);
    if (!query.cids().isEmpty()) {
      terms.add(
          "r.content IN " + PinTable.marks(query.cids().size()),
          query.cids().stream().map(cid -> cid.canonical().toString()).toArray());
    }
    query.name().ifPresent(name -> name(terms, query.match(), name));
    query.before().ifPresent(time -> terms.add("r.created_at < ?", time));
    query.after().ifPresent(time -> terms.add("r.created_at > ?", time));
    query
        .meta()
        .forEach((key, value) -> terms.add("POSITION(? IN r.meta) > 0", PinText.entry(key, value)));
    if (query.statuses().size() < PinStatus.values().length) {
      terms.add(
          "EXISTS (SELECT 1 FROM content c WHERE c.fleet = r.fleet AND c.content = r.content"
              + " AND c.status IN "
              + PinTable.marks(query.statuses().size())
              + ")",
          query.statuses().toArray());
    }
    return new PinFilter(String.join(" AND ", terms.conditions), terms.values);
  }

  private static void name(Terms terms, PinQuery.Match match, String name) {
    switch (match) {
      case EXACT -> terms.add("r.name = ?", name);
      case IEXACT -> terms.add("r.folded = ?", PinText.folded(name));
      case PARTIAL -> terms.add("POSITION(? IN r.name) > 0", name);
      case IPARTIAL -> terms.add("POSITION(? IN r.folded) > 0", PinText.folded(name));
    }
  }

  private static final class Terms {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void add(String condition, Object... of) {
      conditions.add(condition);
      Stream.of(of).forEach(values::add);
    }
  }
}
