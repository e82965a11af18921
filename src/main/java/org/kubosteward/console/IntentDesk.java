package org.kubosteward.console;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kubosteward.access.Audit;
import org.kubosteward.access.AuditLine;
import org.kubosteward.access.Caller;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.Visit;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.TooManyIntents;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mutes;

/** Takes what people ask for, and puts it on the record for the next round. */
@Singleton
final class IntentDesk {
  private static final int SHOWN_MOST = 5;

  private final Journal journal;
  private final Silences silences;
  private final InstantSource clock;
  private final Audit audit;

  IntentDesk(Journal journal, Silences silences, InstantSource clock, Audit audit) {
    this.journal = journal;
    this.silences = silences;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * An intent that was kept.
   *
   * @param notice what of it could not be done, a sentence
   */
  record Kept(Intent intent, Optional<String> notice) {}

  List<Intent> active() {
    return journal.intents(clock.instant());
  }

  /** Keeps it, or rejects it with every field that is wrong. */
  Kept ask(Map<String, String> fields, Visit visit) {
    try {
      Kept kept = kept(fields, visit.caller());
      audit.done(line(kept.intent(), visit));
      return kept;
    } catch (RuntimeException notKept) {
      audit.failed("asked", fields.getOrDefault("kind", ""), visit, notKept);
      throw notKept;
    }
  }

  private static AuditLine line(Intent kept, Visit visit) {
    return AuditLine.of("asked")
        .with("intent", kept.id())
        .with("kind", kept.kind().name())
        .with("node", kept.node().orElse(""))
        .with("action", kept.action().map(Enum::name).orElse(""))
        .with("code", kept.code().map(Enum::name).orElse(""))
        .with("until", kept.expiresAt().map(Object::toString).orElse(""))
        .with(visit)
        .with("outcome", "kept");
  }

  private Kept kept(Map<String, String> fields, Caller author) {
    Intent asked = IntentRequest.read(fields, nodes(), author.name(), clock.instant());
    boolean silencing = IntentRequest.on(fields, "silence");
    if (silencing && !silences.configured()) {
      throw new Rejected(
          Problem.invalid(
              List.of(
                  new Problem.FieldError(
                      "silence", "there is no Alertmanager: set steward.alertmanager.url"))));
    }
    List<Intent> over = ended(asked);
    Silences.Made made = silencing ? silence(asked) : new Silences.Made(Optional.empty(), "");
    Intent kept =
        keep(
            asked instanceof Intent.Pause pause
                ? pause.silenced(made.id())
                : measured(asked, fields));
    return new Kept(
        kept,
        silencing && made.id().isEmpty()
            ? Optional.of("paused; the silence could not be created: " + made.trouble())
            : unsilenced(over).or(() -> inVain(kept, over)));
  }

  /** A silence without its pause would hide what nobody stopped. */
  private Intent keep(Intent asked) {
    try {
      return journal.ask(asked);
    } catch (TooManyIntents full) {
      unsilence(asked);
      throw new Rejected(
          Problem.of(
              409,
              "Too many intents",
              full.getMessage()
                  + ", with DELETE /api/v1/intents/ID; a pause of the whole fleet is always"
                  + " taken"));
    } catch (RuntimeException notKept) {
      unsilence(asked);
      throw notKept;
    }
  }

  private void unsilence(Intent notKept) {
    if (notKept instanceof Intent.Pause pause) {
      pause.silence().ifPresent(silences::remove);
    }
  }

  private Silences.Made silence(Intent pause) {
    Optional<NodeId> node =
        journal.latest().stream()
            .flatMap(round -> round.picture().nodes().keySet().stream())
            .filter(id -> pause.node().equals(Optional.of(id.name())))
            .findFirst();
    return silences.create(
        node, pause.author(), pause.reason(), pause.expiresAt().orElse(clock.instant()));
  }

  /** The pauses that this resumes. */
  private List<Intent> ended(Intent resume) {
    return resume.kind() == Intent.Kind.RESUME
        ? active().stream().filter(resume::ends).toList()
        : List.of();
  }

  /**
   * A resume that ends nothing is kept, and told: whoever asked thinks that something is paused.
   */
  private Optional<String> inVain(Intent resume, List<Intent> over) {
    if (resume.kind() != Intent.Kind.RESUME || !over.isEmpty()) {
      return Optional.empty();
    }
    String others =
        active().stream()
            .filter(intent -> intent.kind() == Intent.Kind.PAUSE)
            .limit(SHOWN_MOST)
            .map(
                pause ->
                    "%s%s by %s"
                        .formatted(
                            pause.node().orElse("the fleet"),
                            pause.action().map(kind -> " for " + kind.label()).orElse(""),
                            pause.author()))
            .collect(Collectors.joining("; "));
    return Optional.of(
        "there was no pause of just that to end; "
            + (others.isEmpty() ? "nothing is paused" : "paused are: " + others));
  }

  /** Takes their silences away; answers what could not be. */
  private Optional<String> unsilenced(List<Intent> pauses) {
    List<String> troubles =
        pauses.stream()
            .filter(Intent.Pause.class::isInstance)
            .flatMap(pause -> ((Intent.Pause) pause).silence().stream())
            .flatMap(
                id ->
                    silences
                        .remove(id)
                        .map(why -> "the silence %s could not be removed: %s".formatted(id, why))
                        .stream())
            .toList();
    return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
  }

  /** A mute that is not sticky is for what is there now; of nothing there is no such mute. */
  private Intent measured(Intent asked, Map<String, String> fields) {
    if (!(asked instanceof Intent.Mute mute) || IntentRequest.on(fields, "sticky")) {
      return asked;
    }
    Intent.Mute measured = mute.measured(findings());
    if (measured.extent().isEmpty()) {
      throw new Rejected(
          Problem.invalid(
              List.of(
                  new Problem.FieldError(
                      "sticky",
                      "there is no %s%s now, and a mute ends when there is more of it than when it was made; sticky=true mutes whatever comes"
                          .formatted(mute.muted(), mute.node().map(n -> " on " + n).orElse(""))))));
    }
    return measured;
  }

  private List<Finding> findings() {
    return journal.latest().map(round -> round.report().findings()).orElse(List.of());
  }

  /** The mutes of now, by the latest round. */
  Mutes mutes(List<Intent> intents) {
    return Mutes.of(intents, findings(), clock.instant());
  }

  /** Withdraws it, or rejects that with 404; answers what could not be taken back with it. */
  Optional<String> withdraw(long id, Visit visit) {
    try {
      Optional<String> notice = withdrawn(id, visit.caller());
      audit.done(
          AuditLine.of("withdrawn").with("intent", id).with(visit).with("outcome", "withdrawn"));
      return notice;
    } catch (RuntimeException notWithdrawn) {
      audit.failed("withdrawn", Long.toString(id), visit, notWithdrawn);
      throw notWithdrawn;
    }
  }

  private Optional<String> withdrawn(long id, Caller author) {
    List<Intent> withdrawn = active().stream().filter(intent -> intent.id() == id).toList();
    if (!journal.withdraw(id, author.name(), clock.instant())) {
      throw new Rejected(
          Problem.notFound("there is no intent " + id + ", or it has ended or was withdrawn"));
    }
    return unsilenced(withdrawn).map(why -> "withdrawn; " + why);
  }

  private Set<String> nodes() {
    return journal.latest().stream()
        .flatMap(round -> round.picture().nodes().keySet().stream())
        .map(NodeId::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
