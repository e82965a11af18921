package org.kubosteward.remedy.guard;

import java.util.List;
import org.kubosteward.remedy.Guard;

/**
 * Every guard, in the order in which they are asked. The first veto wins, so the order is the order
 * of reasons: who we are, whether our eyes can be trusted, what people want, the fleet, the nodes,
 * the history, and last how far we may go, so that a proposal is shown only when nothing else
 * stands against it.
 */
public final class Guards {
  private static final List<Guard> ALL =
      List.of(
          new JournalClosed(),
          new NotLeader(),
          new StewardBlind(),
          new Paused(),
          new OutsideWindow(),
          new FleetTooSick(),
          new StormCooldown(),
          new SickSide(),
          new SharedIdentity(),
          new NotServing(),
          new OnTheMove(),
          new IncompletePicture(),
          new OneWitness(),
          new Quorum(),
          new LastCopy(),
          new AnotherInFlight(),
          new WriterRunning(),
          new ContentArriving(),
          new VersionUnsafe(),
          new AttemptsExhausted(),
          new ActionFailing(),
          new TooSoon(),
          new BudgetSpent(),
          new RoundFull(),
          new OnlyProposed(),
          new ApprovalMissing());

  private Guards() {}

  /** All of them, in order. */
  public static List<Guard> all() {
    return ALL;
  }
}
