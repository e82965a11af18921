package org.kubosteward.loop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.remedy.Intent;

/**
 * The switch that needs neither our API nor our database: while this file is there the plane looks
 * and acts on nothing. Its text is the reason. A file that is there and cannot be read counts, too.
 */
final class PauseFile {
  /** A reason, not a report. */
  private static final int MAX_BYTES = 200;

  private final Path file;

  PauseFile(Path file) {
    this.file = file;
  }

  /** These intents under the pause that the file asks for; no resume lifts that. */
  List<Intent> over(List<Intent> intents, Instant now) {
    Optional<Intent> pause = pause(now);
    if (pause.isEmpty()) {
      return intents;
    }
    return Stream.concat(pause.stream(), intents.stream()).toList();
  }

  private Optional<Intent> pause(Instant now) {
    try (InputStream text = Files.newInputStream(file)) {
      String reason = new String(text.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
      Instant since = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(
          pause(since.isBefore(now) ? since : now, reason.isEmpty() ? "no reason given" : reason));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      return Optional.of(pause(now, "it is there and cannot be read: " + unreadable.getMessage()));
    }
  }

  private Intent pause(Instant since, String reason) {
    return new Intent(
        0,
        Intent.Kind.PAUSE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "the file " + file,
        reason.lines().findFirst().orElse(reason),
        since,
        Optional.empty());
  }
}
