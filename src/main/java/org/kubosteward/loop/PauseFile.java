package org.kubosteward.loop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.kubosteward.remedy.Intent;

/**
 * The switch that needs neither our API nor our database: while this file is there the plane looks
 * and acts on nothing. Its text is the reason. A file that is there and cannot be read counts, too,
 * and so does whatever is there and is no file.
 *
 * <p>It is read beside the rounds: a file system that hangs must not hold them. While it does not
 * answer, what was known before holds; before anything was known, the plane is paused.
 */
public final class PauseFile {
  private static final Logger LOG = Logger.getLogger("steward.round");

  /** A reason, not a report. */
  private static final int MAX_BYTES = 200;

  /** A disk answers in a millisecond. */
  private static final Duration WITHIN = Duration.ofMillis(500);

  /** What the file says. */
  private record Said(Instant since, String reason) {}

  private final Path file;
  private final Duration within;
  private final Reader reader;
  private final Executor beside;
  private Optional<CompletableFuture<Optional<Said>>> reading = Optional.empty();
  private boolean silent;

  /** Empty until the file system has answered once. */
  private Optional<Optional<Said>> known = Optional.empty();

  /** What the file system says of the file; may hang. */
  @FunctionalInterface
  interface Reader {
    /** Its text and when it was written; empty when there is none. */
    Optional<Content> read(Path file) throws IOException;
  }

  /** The text of a file and when it was written. */
  record Content(String text, Instant written) {}

  /** The file as the file system has it. */
  public PauseFile(Path file) {
    this(file, WITHIN, PauseFile::read, PauseFile::begin);
  }

  /**
   * A file that is read in another way.
   *
   * @param beside runs one reading at a time
   */
  PauseFile(Path file, Duration within, Reader reader, Executor beside) {
    this.file = file;
    this.within = within;
    this.reader = reader;
    this.beside = beside;
  }

  /** These intents under the pause that the file asks for; no resume lifts that. */
  List<Intent> over(List<Intent> intents, Instant now) {
    Optional<Intent> pause = said(now).map(said -> pause(said, now));
    if (pause.isEmpty()) {
      return intents;
    }
    return Stream.concat(pause.stream(), intents.stream()).toList();
  }

  private Optional<Said> said(Instant now) {
    // One reading at a time: a file system that hangs takes one thread and no more.
    CompletableFuture<Optional<Said>> last =
        reading.orElseGet(() -> CompletableFuture.supplyAsync(() -> look(now), beside));
    reading = Optional.of(last);
    try {
      known = Optional.of(last.get(within.toMillis(), TimeUnit.MILLISECONDS));
      reading = Optional.empty();
      tell(false);
    } catch (TimeoutException hangs) {
      tell(true);
    } catch (ExecutionException fault) {
      known = Optional.of(Optional.of(new Said(now, "it cannot be looked at: " + fault)));
      reading = Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return known.orElseGet(
        () -> Optional.of(new Said(now, "whether it is there is not known: its disk is silent")));
  }

  private Optional<Said> look(Instant now) {
    try {
      return reader.read(file).map(content -> said(content));
    } catch (IOException unreadable) {
      return Optional.of(
          new Said(now, "it is there and cannot be read: " + unreadable.getMessage()));
    }
  }

  private static Said said(Content content) {
    String reason = content.text().strip();
    return new Said(content.written(), reason.isEmpty() ? "no reason given" : reason);
  }

  /** A pipe is not opened: to read it would wait for a writer. */
  private static Optional<Content> read(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (!found.isRegularFile()) {
        throw new IOException("it is no regular file");
      }
      try (InputStream text = Files.newInputStream(file)) {
        return Optional.of(
            new Content(
                new String(text.readNBytes(MAX_BYTES), StandardCharsets.UTF_8),
                found.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  private static void begin(Runnable reading) {
    Thread thread = new Thread(reading, "steward-pause-file");
    thread.setDaemon(true);
    thread.start();
  }

  private void tell(boolean hangs) {
    if (hangs && !silent) {
      LOG.warnf(
          "pause-file=%s result=silent why=\"no answer within %d ms; %s\"",
          file,
          within.toMillis(),
          known.isPresent()
              ? "what was known before holds"
              : "the plane is paused until it answers");
    } else if (!hangs && silent) {
      LOG.infof("pause-file=%s result=answers", file);
    }
    silent = hangs;
  }

  private Intent pause(Said said, Instant now) {
    return new Intent.Pause(
        new Intent.Asked(
            0,
            "the file " + file,
            said.reason().lines().findFirst().orElse(said.reason()),
            said.since().isBefore(now) ? said.since() : now,
            Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
