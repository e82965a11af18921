package org.kubosteward.boot;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts that this process plays: what belongs to none of them is neither made nor started. */
record Roles(Set<Role> played) {
  /** Where they are set. */
  static final String SETTING = "steward.roles";

  Roles {
    played = Set.copyOf(played);
  }

  /**
   * Those that are named, with commas between them. A word that is no role counts for nothing here:
   * it stops the start where the settings are read.
   */
  static Roles named(String words) {
    Set<String> wanted =
        Stream.of(words.split(",", -1))
            .map(word -> word.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<Role> played = EnumSet.noneOf(Role.class);
    Stream.of(Role.values()).filter(role -> wanted.contains(word(role))).forEach(played::add);
    return new Roles(played);
  }

  /** Whether the rounds, their journal and the console are here. */
  boolean plane() {
    return played.contains(Role.PLANE);
  }

  /** Whether anything is served at {@code quarkus.http.port}; the management port always is. */
  boolean listens() {
    return plane() || played.contains(Role.GATEWAY);
  }

  /** {@code csi, gateway}. */
  String label() {
    return played.stream().map(Roles::word).sorted().collect(Collectors.joining(", "));
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
