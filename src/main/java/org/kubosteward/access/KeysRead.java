package org.kubosteward.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.journal.KeyRow;

/** The keys as they were at a moment. */
final class KeysRead {
  private final Instant at;
  private final Map<String, ApiKey> byDigest = new HashMap<>();
  private final Map<Long, ApiKey> byId = new HashMap<>();

  /**
   * All keys.
   *
   * @param at before they were read: a key that was revoked after it may still be among them
   */
  KeysRead(Instant at, List<KeyRow> rows) {
    this.at = at;
    for (KeyRow row : rows) {
      ApiKey key = ApiKey.of(row);
      byDigest.put(row.sha256(), key);
      byId.put(row.id(), key);
    }
  }

  Instant at() {
    return at;
  }

  /** Looked up by digest, so that the time of the look-up tells nothing about any secret. */
  Optional<ApiKey> opened(String secret) {
    return Optional.ofNullable(byDigest.get(KeySecret.digest(secret)));
  }

  Optional<ApiKey> of(long id) {
    return Optional.ofNullable(byId.get(id));
  }
}
