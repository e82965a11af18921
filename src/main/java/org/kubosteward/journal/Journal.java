package org.kubosteward.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthReport;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;

/**
 * The record. Reading the latest round and the history never blocks and never fails; all else may
 * throw {@link JournalUnavailable}.
 */
public interface Journal {

  /** The latest round; empty before the first. */
  Optional<Round> latest();

  /** What each node had moved in the round before the latest; empty before there are two. */
  default Map<NodeId, Reading<Bandwidth>> bandwidthBefore() {
    return Map.of();
  }

  /** Figures of the last rounds for charts, oldest first, bounded. */
  List<RoundFigures> history();

  /**
   * Keeps a round: in memory whole, in SQL only what changed (findings opened, changed and closed,
   * decisions that differ from the last about the same finding). A database that fails is noted
   * ({@link #open()}) and does not throw: observing goes on.
   */
  void append(Round round);

  /** Whether the last write or check of the database succeeded. */
  default boolean open() {
    return trouble().isEmpty();
  }

  /** Why the journal is not {@link #open()}, a sentence with the fix; empty when it is. */
  Optional<String> trouble();

  /** Tries the database now and notes the answer. */
  boolean check();

  /**
   * From here on {@code holder} leads: what an earlier leader still writes is refused.
   *
   * @return the epoch, higher than any before
   */
  long lead(String holder);

  /** Whether no other plane has led since {@link #lead}, as far as the last write told. */
  boolean leads();

  /**
   * What the leader left for other processes beside its latest round; empty before there is one.
   */
  default Optional<RosterRow> roster() {
    return Optional.empty();
  }

  /** Writes the intent to act before the act; durable when this returns. */
  Attempt begin(Decision.Act act, Instant at);

  /** Writes what came of it; kept, and written later, while that cannot be. Never throws. */
  void end(Attempt attempt, Instant at, Attempt.Result result, String detail);

  /** Writes what later rounds saw of it; kept and written later as {@link #end}. Never throws. */
  void verified(Attempt attempt, Instant at, Attempt.Verification verification);

  /**
   * Turns every attempt that was under way when an earlier process died into {@code INTERRUPTED},
   * and answers them.
   */
  List<Attempt> interruptLeftovers(Instant at);

  /** The attempts started since then, oldest first. */
  List<Attempt> attemptsSince(Instant since);

  /** The watches of the findings that were open when the last process stopped. */
  HealthReport lastReport(Instant at);

  /** Which peer id was last seen under each node's name, by whichever plane wrote last. */
  default Identities identities() {
    return Identities.NONE;
  }

  /** The newest decisions, newest first, at most {@code limit}. */
  List<DecisionRecord> decisions(int limit, Optional<Code> code, Optional<String> node);

  /** One decision with its attempts. */
  Optional<DecisionRecord> decision(long id);

  /** Intents that have not expired and were not withdrawn, oldest first. */
  List<Intent> intents(Instant now);

  /**
   * Keeps what an operator asked; its id in {@code intent} is ignored. A pause of the whole fleet
   * is always taken.
   *
   * @throws TooManyIntents when as many of another kind or reach are in force as there may be
   */
  Intent ask(Intent intent);

  /** Withdraws an intent, kept with who did it; false when there is none of that id. */
  boolean withdraw(long id, String author, Instant at);

  /** Deletes what retention no longer keeps; answers how many rows went. */
  int retain(Instant now);
}
