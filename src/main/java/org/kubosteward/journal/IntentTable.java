package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;

/** Intents: what operators asked for, who asked, who took it back. */
final class IntentTable {
  /**
   * Intents of one kind in force at once; each round carries them all. Of each kind as many, so
   * that no number of others keeps anybody from pausing.
   */
  static final int ACTIVE_MAX = 1_000;

  /**
   * Pauses of the whole fleet that are taken beyond the bound: the emergency stop works whatever
   * was asked before. More than one, so that the one that makes room never ends the standstill.
   */
  static final int STOPS_MAX = 10;

  private static final String ACTIVE =
      "fleet = ? AND withdrawn_at IS NULL AND (expires_at IS NULL OR expires_at > ?)";

  private IntentTable() {}

  static Intent insert(Sql sql, Intent asked) throws SQLException {
    Intent intent = cut(asked.bounded());
    for (Intent over : active(sql, intent.createdAt())) {
      if (intent.ends(over)) {
        withdraw(sql, over.id(), intent.author(), intent.createdAt());
      }
    }
    makeRoom(sql, intent);
    long id =
        sql.insert(
            "INSERT INTO intent (fleet, kind, node, action, code, author, reason, created_at,"
                + " expires_at, covered_findings, covered_worst, silence) VALUES (?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ?, ?)",
            sql.fleet(),
            intent.kind(),
            intent.node(),
            intent.action().map(ActionKind::label),
            intent.code(),
            intent.author(),
            intent.reason(),
            intent.createdAt(),
            intent.expiresAt(),
            extent(intent).map(Intent.Extent::findings),
            extent(intent).map(Intent.Extent::worst),
            silence(intent));
    return intent.withId(id);
  }

  private static void makeRoom(Sql sql, Intent asked) throws SQLException {
    long active = count(sql, asked.kind(), asked.createdAt());
    if (active < ACTIVE_MAX || (stop(asked) && active < ACTIVE_MAX + STOPS_MAX)) {
      return;
    }
    List<Intent> inForce =
        active(sql, asked.createdAt()).stream().filter(i -> i.kind() == asked.kind()).toList();
    if (!stop(asked)) {
      throw new TooManyIntents(asked.kind(), inForce);
    }
    // The others last at least as long as the one that goes.
    Optional<Intent> soonest =
        inForce.stream()
            .filter(IntentTable::stop)
            .min(Comparator.comparing(pause -> pause.expiresAt().orElse(Instant.MAX)));
    if (soonest.isPresent()) {
      withdraw(sql, soonest.get().id(), asked.author(), asked.createdAt());
    }
  }

  private static boolean stop(Intent intent) {
    return intent instanceof Intent.Pause pause && pause.ofAll();
  }

  static boolean withdraw(Sql sql, long id, String author, Instant at) throws SQLException {
    return sql.update(
            "UPDATE intent SET withdrawn_at = ?, withdrawn_by = ? WHERE id = ? AND " + ACTIVE,
            at,
            TextBounds.cut(author, TextBounds.AUTHOR),
            id,
            sql.fleet(),
            at)
        == 1;
  }

  static List<Intent> active(Sql sql, Instant now) throws SQLException {
    return sql.query(
        "SELECT * FROM intent WHERE " + ACTIVE + " ORDER BY id FETCH FIRST ? ROWS ONLY",
        IntentTable::read,
        sql.fleet(),
        now,
        ACTIVE_MAX * Intent.Kind.values().length + STOPS_MAX);
  }

  private static long count(Sql sql, Intent.Kind kind, Instant now) throws SQLException {
    return sql.query(
            "SELECT COUNT(*) FROM intent WHERE kind = ? AND " + ACTIVE,
            row -> Optional.of(row.getLong(1)),
            kind,
            sql.fleet(),
            now)
        .get(0);
  }

  private static Optional<Intent> read(ResultSet row) throws SQLException {
    Optional<String> actionLabel = Sql.maybe(row, "action");
    Optional<ActionKind> action = actionLabel.flatMap(ActionKind::of);
    Optional<String> codeName = Sql.maybe(row, "code");
    Optional<Code> code = codeName.flatMap(Json::code);
    if (actionLabel.isPresent() != action.isPresent() || codeName.isPresent() != code.isPresent()) {
      // About something that only a newer version knows; read without it, it would reach further.
      return Optional.empty();
    }
    return Intent.of(
            Intent.Kind.valueOf(row.getString("kind")),
            new Intent.Asked(
                row.getLong("id"),
                row.getString("author"),
                row.getString("reason"),
                Sql.instant(row, "created_at"),
                Sql.maybeInstant(row, "expires_at")),
            Sql.maybe(row, "node"),
            action,
            code)
        .map(with(extent(row), Sql.maybe(row, "silence")));
  }

  private static Optional<Intent.Extent> extent(ResultSet row) throws SQLException {
    int findings = row.getInt("covered_findings");
    return Sql.maybe(row, "covered_worst")
        .map(worst -> new Intent.Extent(findings, Level.valueOf(worst)));
  }

  private static Intent cut(Intent intent) {
    Intent.Asked asked = intent.asked();
    return Intent.of(
            intent.kind(),
            new Intent.Asked(
                0,
                TextBounds.cut(asked.author(), TextBounds.AUTHOR),
                TextBounds.cut(asked.reason(), TextBounds.SENTENCE),
                Sql.kept(asked.createdAt()),
                asked.expiresAt().map(Sql::kept)),
            intent.node().map(node -> TextBounds.cut(node, TextBounds.NODE)),
            intent.action(),
            intent.code())
        .map(
            with(extent(intent), silence(intent).map(id -> TextBounds.cut(id, TextBounds.SILENCE))))
        .orElse(intent);
  }

  private static UnaryOperator<Intent> with(
      Optional<Intent.Extent> extent, Optional<String> silence) {
    return intent ->
        intent instanceof Intent.Mute mute
            ? mute.within(extent)
            : intent instanceof Intent.Pause pause ? pause.silenced(silence) : intent;
  }

  private static Optional<Intent.Extent> extent(Intent intent) {
    return intent instanceof Intent.Mute mute ? mute.extent() : Optional.empty();
  }

  private static Optional<String> silence(Intent intent) {
    return intent instanceof Intent.Pause pause ? pause.silence() : Optional.empty();
  }
}
