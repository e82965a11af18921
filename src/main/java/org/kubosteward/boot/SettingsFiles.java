package org.kubosteward.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of settings that {@code KUBO_STEWARD_SETTINGS} names. They are named in our own
 * defaults, so that they rank as those do: above them, and below the environment. What is named by
 * {@code SMALLRYE_CONFIG_LOCATIONS} ranks as the environment does, and ahead of it.
 */
final class SettingsFiles {
  /** Of our own, and empty: the runtime warns of a list without a file. */
  private static final String NONE = "no-settings.properties";

  private SettingsFiles() {}

  /** A line for each that cannot be read: the runtime passes over it without a word. */
  static List<String> unreadable(String locations) {
    return Stream.of(locations.split(",", -1))
        .map(String::strip)
        .filter(location -> !location.isEmpty() && !location.equals(NONE))
        .filter(location -> !location.contains(":"))
        .filter(location -> !Files.isReadable(Path.of(location)))
        .map(
            location ->
                "the settings file %s cannot be read; mount it, or take it out of"
                        .formatted(location)
                    + " KUBO_STEWARD_SETTINGS")
        .toList();
  }
}
