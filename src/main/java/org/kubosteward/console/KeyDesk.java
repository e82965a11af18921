package org.kubosteward.console;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.kubosteward.access.Audit;
import org.kubosteward.access.AuditLine;
import org.kubosteward.access.Keys;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.Scope;
import org.kubosteward.access.Visit;
import org.kubosteward.journal.KeyRefused;

/** Makes and revokes keys for people, and puts both on the audit trail. */
@Singleton
final class KeyDesk {
  private static final String MADE = "key-made";
  private static final String REVOKED = "key-revoked";

  private final Keys keys;
  private final InstantSource clock;
  private final Audit audit;

  KeyDesk(Keys keys, InstantSource clock, Audit audit) {
    this.keys = keys;
    this.clock = clock;
    this.audit = audit;
  }

  KeyAnswer.All all() {
    return KeyAnswer.All.of(keys.all(), clock.instant());
  }

  /** Makes the key, or rejects it with what is wrong. */
  KeyAnswer.Made make(Map<String, String> fields, Visit visit) {
    try {
      KeyAnswer.Made made = made(fields, visit);
      audit.done(
          AuditLine.of(MADE)
              .with("key", made.key().id())
              .with("name", made.key().name())
              .with("scopes", String.join(" ", made.key().scopes()))
              .with("until", made.key().expiresAt().map(Instant::toString).orElse(""))
              .with(visit)
              .with("outcome", "kept"));
      return made;
    } catch (RuntimeException notMade) {
      audit.failed(MADE, fields.getOrDefault("name", ""), visit, notMade);
      throw notMade;
    }
  }

  private KeyAnswer.Made made(Map<String, String> fields, Visit visit) {
    Instant now = clock.instant();
    KeyRequest asked = KeyRequest.read(fields, visit.caller(), now);
    try {
      return KeyAnswer.Made.of(
          keys.make(asked.name(), asked.scopes(), visit.caller().name(), asked.expiresAt()), now);
    } catch (KeyRefused refused) {
      throw new Rejected(
          Problem.of(409, "Key not made", refused.getMessage() + "; revoke one first"));
    }
  }

  /** Revokes the key, or rejects that with 404. */
  void revoke(long id, Visit visit) {
    try {
      if (!keys.revoke(id)) {
        throw new Rejected(Problem.notFound("there is no key " + id + ", or it was revoked"));
      }
      audit.done(AuditLine.of(REVOKED).with("key", id).with(visit).with("outcome", "revoked"));
    } catch (RuntimeException notRevoked) {
      audit.failed(REVOKED, Long.toString(id), visit, notRevoked);
      throw notRevoked;
    }
  }

  /** The scopes that somebody may give. */
  List<String> offered(Visit visit) {
    return visit.caller().scopes().stream().sorted().map(Scope::label).toList();
  }
}
