package org.kubosteward.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;

/**
 * A finding's key as an indexed column: the fleet and a digest, because names have no bound and
 * indexes do.
 */
final class RowKey {
  private RowKey() {}

  static String of(FleetId fleet, Finding.Key key) {
    return fleet.key(digest(key.code().name() + " " + Json.subject(key.subject())));
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of what there is one of for each node. */
  static String of(FleetId fleet, NodeId node) {
    return fleet.key(digest(Json.subject(Subject.of(node))));
  }

  /** The key in the columns {@code code} and {@code subject}; empty when a newer version's. */
  static Optional<Finding.Key> read(ResultSet row) throws SQLException {
    String code = row.getString("code");
    String subject = row.getString("subject");
    return Json.code(code).flatMap(c -> Json.subject(subject).map(s -> new Finding.Key(c, s)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
