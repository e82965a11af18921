package org.kubosteward.journal;

import java.util.regex.Pattern;

/**
 * The fleet whose record this is: several may keep theirs in one database, and none sees, fences or
 * deletes what is another's.
 *
 * @param name the same for all planes of one fleet, and for as long as its record is to be found
 */
public record FleetId(String name) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,98}[A-Za-z0-9])?");

  /** The fleet of a journal that holds one only. */
  public static final FleetId DEFAULT = new FleetId("default");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException naming the setting and what may be written
   */
  public FleetId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "steward.fleet.id is '%s'; it must be letters, digits and . _ / - inside, 100 at most"
              .formatted(name));
    }
  }

  /** A key within the fleet as one that is unique in the database. */
  String key(String within) {
    return name + " " + within;
  }

  @Override
  public String toString() {
    return name;
  }
}
