package org.kubosteward.journal;

import java.io.IOException;

/** A plane that begins one attempt on an H2 file, says so, and waits to be killed. */
final class BeginsAndWaits {
  private static final int ROUNDS = 10;

  private BeginsAndWaits() {}

  public static void main(String[] args) throws IOException {
    JournalDatabase database = new JournalDatabase(Settings.of(args[0]));
    SqlJournal journal = new SqlJournal(database, JournalLimits.shipped());
    // A busy machine takes longer to open a file than the 4 s of one try; a plane tries each round.
    for (int round = 0; round < ROUNDS && !journal.check(); round++) {
      System.err.println("the journal is not open yet");
    }
    int n = Integer.parseInt(args[1]);
    journal.begin(Rounds.act(n, n + 1, Rounds.at(n), "lost"), Rounds.at(n));
    System.out.println("begun");
    System.out.flush();
    if (System.in.read() < 0) {
      System.exit(1);
    }
  }
}
