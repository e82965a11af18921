package org.kubosteward.roster;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.journal.RosterRow;
import org.kubosteward.journal.Round;

/**
 * Makes the roster of a round once: it is written beside the round and asked for until the next.
 */
public final class RosterBook {
  private final Supplier<Map<NodeId, URI>> gateways;
  private volatile Made made = new Made(new Object(), RosterText.of(Roster.EMPTY));

  /**
   * A book without an entry.
   *
   * @param gateways the addresses of the nodes' gateways as they are now
   */
  public RosterBook(Supplier<Map<NodeId, URI>> gateways) {
    this.gateways = gateways;
  }

  private record Made(Object of, RosterText roster) {}

  /** What other processes are told of a round, for the journal to keep. */
  public String text(Round round) {
    return of(round).text();
  }

  /** The same as values, for this process. */
  public Roster roster(Round round) {
    return of(round).roster();
  }

  @SuppressWarnings("ReferenceEquality") // The same round, not one like it: comparing is dear.
  RosterText of(Round round) {
    Made last = made;
    if (last.of() == round) {
      return last.roster();
    }
    RosterText roster = RosterText.of(Roster.of(round, gateways.get()));
    made = new Made(round, roster);
    return roster;
  }

  /** What another plane left in the journal. */
  RosterText of(RosterRow row) {
    Made last = made;
    if (last.of().equals(row.nodes())) {
      return last.roster();
    }
    RosterText roster = RosterText.read(row.nodes());
    made = new Made(row.nodes(), roster);
    return roster;
  }
}
