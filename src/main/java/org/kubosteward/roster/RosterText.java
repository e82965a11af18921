package org.kubosteward.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A roster as the journal keeps it.
 *
 * @param text JSON; equal rosters have equal texts
 * @param tag changes when the roster does, on whichever plane it was made
 */
record RosterText(Roster roster, String text, String tag) {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
  private static final int TAG_DIGITS = 32;

  static RosterText of(Roster roster) {
    try {
      String text = JSON.writeValueAsString(roster);
      return new RosterText(roster, text, tag(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a roster is always JSON", e);
    }
  }

  /**
   * Reads what {@link #text} holds.
   *
   * @throws IllegalArgumentException when it is no roster
   */
  static RosterText read(String text) {
    try {
      return new RosterText(JSON.readValue(text, Roster.class), text, tag(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the row in the table roster of the journal is no roster: " + e.getOriginalMessage(), e);
    }
  }

  /** What an answer of {@code GET /api/v1/roster} tells. */
  record Told(Roster roster, long round) {}

  /**
   * Reads such an answer, of this version or a later one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Told told(String answer) {
    try {
      JsonNode tree = JSON.readTree(answer);
      if (!tree.path("nodes").isArray() || !tree.path("round").isIntegralNumber()) {
        throw new IllegalArgumentException("it answers something that is no roster");
      }
      return new Told(JSON.treeToValue(tree, Roster.class), tree.path("round").asLong());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "it answers something that is no roster: " + e.getOriginalMessage(), e);
    }
  }

  private static String tag(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
