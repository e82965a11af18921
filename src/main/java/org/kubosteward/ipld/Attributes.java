package org.kubosteward.ipld;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a file or directory may say of itself beyond its bytes.
 *
 * @param mode POSIX permissions in the lowest twelve bits; the others are kept as they are
 * @param mtime when it was last changed, if it says so
 */
public record Attributes(OptionalInt mode, Optional<Instant> mtime) {
  /** Nothing is said: the usual case. */
  public static final Attributes NONE = new Attributes(OptionalInt.empty(), Optional.empty());

  private static final int PERMISSIONS = 07777;

  /** The permissions alone, as {@code chmod} takes them. */
  public OptionalInt permissions() {
    return mode.isPresent() ? OptionalInt.of(mode.getAsInt() & PERMISSIONS) : mode;
  }

  /** Whether anything is said. */
  public boolean any() {
    return mode.isPresent() || mtime.isPresent();
  }
}
