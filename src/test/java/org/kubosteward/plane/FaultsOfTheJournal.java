package org.kubosteward.plane;

import static org.kubosteward.plane.Expectation.DONE;
import static org.kubosteward.plane.Expectation.REFUSED;

import java.util.List;
import java.util.function.Consumer;

/** What closes the journal: nothing is done until it ends, and then it is open by itself. */
final class FaultsOfTheJournal {
  private static final String ONE = "kubo-1";
  private static final String CRITICAL = "critical";
  private static final String FULL = "REPO_FULL";
  private static final String URL = "steward.journal.url";
  private static final String ON_A_DISK = "jdbc:h2:file:" + JournalGround.DISK + "/journal";
  private static final Expectation COLLECTED =
      Expectation.of(CRITICAL, FULL).then(DONE + "collect-garbage");

  private FaultsOfTheJournal() {}

  static List<Fault> all() {
    return List.of(
        closed("journal-down", "PostgreSQL is gone", g -> g.journal().stop())
            .until("it is back", g -> g.journal().start(), COLLECTED),
        closed(
                "journal-read-only",
                "PostgreSQL has become read-only",
                g -> g.journal().readOnly(true))
            .until("it can be written", g -> g.journal().readOnly(false), COLLECTED),
        closed(
                "journal-disk-full",
                "not a byte is left on the disk of the journal's file",
                g -> g.journal().disk().fill())
            .with(URL, ON_A_DISK)
            .until("there is room", g -> g.journal().disk().empty(), COLLECTED),
        closed(
                "journal-emptied",
                "the plane starts on a journal of no bytes that held a pause",
                g -> {
                  g.pauseTheFleet();
                  g.emptyTheJournal();
                })
            .with(URL, ON_A_DISK)
            .until("a person confirms the loss", g -> g.journal().confirmTheLoss(), COLLECTED));
  }

  private static Fault closed(String name, String what, Consumer<FaultGround> how) {
    return Fault.of(
            name,
            "a full repository, and " + what,
            g -> {
              how.accept(g);
              g.fill(ONE);
            })
        .finds(CRITICAL, FULL)
        .then(REFUSED + "journal")
        .ofTheMonitor();
  }
}
