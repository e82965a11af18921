package org.kubosteward.console;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Journal;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mutes;

/** Takes what people ask for, and puts it on the record for the next round. */
@Singleton
final class IntentDesk {
  private static final Logger LOG = Logger.getLogger(IntentDesk.class);

  private final Journal journal;
  private final InstantSource clock;

  IntentDesk(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  List<Intent> active() {
    return journal.intents(clock.instant());
  }

  /** Keeps it, or rejects it with every field that is wrong. */
  Intent ask(Map<String, String> fields, Caller author) {
    Intent asked = IntentRequest.read(fields, nodes(), author.name(), clock.instant());
    Intent kept = journal.ask(measured(asked, fields));
    LOG.infof(
        "intent=%d kind=%s author=%s node=%s action=%s code=%s",
        kept.id(),
        kept.kind(),
        kept.author(),
        kept.node().orElse("-"),
        kept.action().map(Enum::name).orElse("-"),
        kept.code().map(Enum::name).orElse("-"));
    return kept;
  }

  /** A mute that is not sticky is for what is there now; of nothing there is no such mute. */
  private Intent measured(Intent asked, Map<String, String> fields) {
    if (asked.kind() != Intent.Kind.MUTE || IntentRequest.on(fields, "sticky")) {
      return asked;
    }
    Intent measured = asked.measured(findings());
    if (measured.extent().isEmpty()) {
      throw new Rejected(
          Problem.invalid(
              List.of(
                  new Problem.FieldError(
                      "sticky",
                      "there is no %s%s now, and a mute ends when there is more of it than when it was made; sticky=true mutes whatever comes"
                          .formatted(
                              asked.code().map(Enum::name).orElse("finding"),
                              asked.node().map(n -> " on " + n).orElse(""))))));
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

  /** Withdraws it, or rejects that with 404. */
  void withdraw(long id, Caller author) {
    if (!journal.withdraw(id, author.name(), clock.instant())) {
      throw new Rejected(
          Problem.notFound("there is no intent " + id + ", or it has ended or was withdrawn"));
    }
    LOG.infof("intent=%d withdrawn author=%s", id, author.name());
  }

  private Set<String> nodes() {
    return journal.latest().stream()
        .flatMap(round -> round.picture().nodes().keySet().stream())
        .map(NodeId::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
