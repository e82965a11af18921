package org.kubosteward.metrics;

import static org.kubosteward.metrics.Rounds.AT;
import static org.kubosteward.metrics.Rounds.down;
import static org.kubosteward.metrics.Rounds.fleet;
import static org.kubosteward.metrics.Rounds.garbage;
import static org.kubosteward.metrics.Rounds.healthy;
import static org.kubosteward.metrics.Rounds.id;
import static org.kubosteward.metrics.Rounds.mesh;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.LoopState;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;

/** The scenes whose whole exposition is kept as text in {@code src/test/resources/exposition}. */
enum Scenes {
  HEALTHY(Rounds.scrape(mesh(3))),
  TROUBLED(
      new Scrape(
          Rounds.scrape(
                  fleet(List.of(healthy(0, Rounds.peer(1)), down(1), garbage(2))),
                  finding(Code.NODE_DOWN, Subject.of(id(1)), Level.CRIT),
                  finding(Code.FLEET_MAJORITY_DOWN, Subject.fleet(), Level.CANNOT_TELL))
              .latest(),
          true,
          false,
          Rounds.Counted.one(ActionKind.RECONNECT_PEER, Attempt.Result.TIMED_OUT, "not-leader"),
          Rounds.TURNING)),
  LONELY(
      Rounds.scrape(
          fleet(List.of(healthy(0))), finding(Code.PEERS_LOW, Subject.of(id(0)), Level.WARN))),
  STALE(
      new Scrape(
          Rounds.scrape(mesh(3)).latest(),
          false,
          true,
          Rounds.NOTHING_DONE,
          new LoopState(Duration.ofMinutes(5), true, 298))),
  BEFORE_THE_FIRST_ROUND(
      new Scrape(
          Optional.empty(),
          true,
          true,
          Rounds.NOTHING_DONE,
          new LoopState(Duration.ofSeconds(2), false, 0)));

  private final Scrape scrape;

  Scenes(Scrape scrape) {
    this.scrape = scrape;
  }

  Scrape scrape() {
    return scrape;
  }

  String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".prom";
  }

  static Finding finding(Code code, Subject subject, Level level) {
    return new Finding(code, subject, level, AT, new TreeMap<>());
  }
}
