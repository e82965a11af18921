package org.kubosteward.journal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;

/** A plane that begins one attempt on an H2 file, says so, and waits to be killed. */
final class BeginsAndWaits {
  private BeginsAndWaits() {}

  public static void main(String[] args) throws IOException {
    JournalDatabase database = new JournalDatabase(Settings.of(args[0]));
    SqlJournal journal = new SqlJournal(database, JournalLimits.shipped());
    // A busy machine takes longer to open a file than the 4 s for which one look waits.
    await("the journal to open").atMost(Duration.ofMinutes(1)).until(journal::check);
    int n = Integer.parseInt(args[1]);
    journal.begin(Rounds.act(n, n + 1, Rounds.at(n), "lost"), Rounds.at(n));
    System.out.println("begun");
    System.out.flush();
    if (System.in.read() < 0) {
      System.exit(1);
    }
  }
}
