package org.kubosteward.loop;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.kubosteward.act.Outcome;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Picture;
import org.kubosteward.journal.Journal;
import org.kubosteward.kube.Term;
import org.kubosteward.probe.SnapshotSource;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.AttemptVerdict;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.Planner;
import org.kubosteward.remedy.Refusals;
import org.kubosteward.remedy.RemedyFailed;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/** The shipped {@link Rounds}, with everything around them given from outside. */
public final class DrivenPlane {
  private final Rounds rounds;
  private final RoundWatch watch;

  /** All that a plane touches. */
  public interface Surroundings extends SnapshotSource {
    Instant wall();

    long nanos();

    Optional<Term> lease();

    CompletionStage<Outcome> perform(Action action);

    Journal journal();
  }

  /** Settles attempts; the shipped one is {@code new Verifier()::verify}. */
  public interface Judge {
    List<AttemptVerdict> verify(
        List<Attempt> attempts,
        HealthReport report,
        FleetSnapshot picture,
        RemedyPolicy policy,
        Instant now);
  }

  public DrivenPlane(
      Surroundings around, RemedyPolicy policy, Checkup checkup, Judge judge, Planner planner) {
    SystemClock clock =
        new SystemClock() {
          @Override
          public Instant instant() {
            return around.wall();
          }

          @Override
          public long nanos() {
            return around.nanos();
          }
        };
    watch = new RoundWatch(clock);
    rounds =
        new Rounds(
            clock,
            new Pace(new Shipped(), clock.steady()),
            new Tenure(around::lease, around.journal()),
            watch,
            around,
            new Thought(checkup, judge, planner),
            around::perform,
            around.journal(),
            new Counters(),
            attempt -> {},
            policy,
            new IntentReader(
                around.journal(),
                new PauseFile(
                    Path.of("no-such-file"),
                    Duration.ZERO,
                    file -> Optional.empty(),
                    Runnable::run)),
            ContentRounds.NONE);
  }

  public void tick() {
    rounds.tick();
  }

  /** How long no round has ended that was due. */
  Duration sinceRound() {
    return watch.sinceRound();
  }

  /** The process is told to stop. */
  void stop() {
    rounds.stop();
  }

  private record Thought(Checkup checkup, Judge judge, Planner planner) implements DecisionCore {
    private static final RemedyFailed REMEDY_FAILED = new RemedyFailed();

    @Override
    public HealthReport assess(HealthReport before, Picture picture) {
      return checkup.examine(before, picture);
    }

    @Override
    public List<AttemptVerdict> verify(
        List<Attempt> attempts,
        HealthReport report,
        FleetSnapshot picture,
        RemedyPolicy policy,
        Instant now) {
      return judge.verify(attempts, report, picture, policy, now);
    }

    @Override
    public HealthReport tell(Situation situation, Refusals refusals) {
      return refusals.added(REMEDY_FAILED.added(situation), situation.now());
    }

    @Override
    public Plan plan(Situation situation) {
      return planner.plan(situation);
    }
  }

  private static final class Shipped implements RoundConfig {
    @Override
    public Duration every() {
      return Duration.ofSeconds(15);
    }

    @Override
    public Duration unsettledEvery() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration unsettledFor() {
      return Duration.ofMinutes(2);
    }
  }
}
