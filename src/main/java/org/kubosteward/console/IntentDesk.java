package org.kubosteward.console;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.journal.Journal;
import org.kubosteward.remedy.Intent;

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
    Intent kept = journal.ask(IntentRequest.read(fields, nodes(), author.name(), clock.instant()));
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
