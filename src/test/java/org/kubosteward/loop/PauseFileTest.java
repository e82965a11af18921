package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

class PauseFileTest {
  private static final Duration WITHIN = Duration.ofMillis(100);
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  @Test
  void withoutTheFileNothingIsAdded(@TempDir Path dir) {
    List<Intent> asked = List.of(intent(Intent.Kind.MUTE, Optional.empty()));

    assertThat(new PauseFile(dir.resolve("pause")).over(asked, NOW)).isSameAs(asked);
  }

  @Test
  void theFilePausesTheFleetForTheReasonInItSinceItWasWritten(@TempDir Path dir)
      throws IOException {
    Path file = Files.writeString(dir.resolve("pause"), "moving the rack\nmore\n");
    Instant written = NOW.minusSeconds(90);
    Files.setLastModifiedTime(file, FileTime.from(written));

    assertThat(new PauseFile(file).over(List.of(), NOW))
        .singleElement()
        .satisfies(
            pause -> {
              assertThat(pause.kind()).isEqualTo(Intent.Kind.PAUSE);
              assertThat(pause.node()).isEmpty();
              assertThat(pause.action()).isEmpty();
              assertThat(pause.author()).contains(file.toString());
              assertThat(pause.reason()).isEqualTo("moving the rack");
              assertThat(pause.createdAt()).isEqualTo(written);
              assertThat(pause.expiresAt()).isEmpty();
            });
  }

  @Test
  void anEmptyFileWillDo(@TempDir Path dir) throws IOException {
    Path file = Files.createFile(dir.resolve("pause"));

    assertThat(new PauseFile(file).over(List.of(), NOW))
        .singleElement()
        .satisfies(pause -> assertThat(pause.reason()).isEqualTo("no reason given"));
  }

  @Test
  void whatIsThereAndCannotBeReadCountsToo(@TempDir Path dir) throws IOException {
    Path directory = Files.createDirectory(dir.resolve("pause"));

    assertThat(new PauseFile(directory).over(List.of(), NOW))
        .singleElement()
        .satisfies(pause -> assertThat(pause.reason()).contains("cannot be read"));
  }

  @Test
  void onlyTheBeginningOfALongFileIsRead(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("pause"), "x".repeat(1 << 20));

    assertThat(new PauseFile(file).over(List.of(), NOW).get(0).reason()).hasSize(200);
  }

  @Test
  void otherWishesStandBesideIt(@TempDir Path dir) throws IOException {
    Path file = Files.createFile(dir.resolve("pause"));
    Intent node = intent(Intent.Kind.PAUSE, Optional.of("kubo-1"));

    assertThat(new PauseFile(file).over(List.of(node), NOW)).hasSize(2).contains(node);
  }

  @Test
  void aPipeIsNotOpenedAndCountsAsAPause(@TempDir Path dir) throws Exception {
    Path pipe = dir.resolve("pause");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(new PauseFile(pipe).over(List.of(), NOW))
        .singleElement()
        .satisfies(pause -> assertThat(pause.reason()).contains("no regular file"));
  }

  @Test
  void whileItsDiskIsSilentWhatWasKnownBeforeHolds() {
    Disk disk = new Disk();
    PauseFile file = new PauseFile(Path.of("pause"), WITHIN, disk, PauseFileTest::beside);
    disk.content = Optional.of(new PauseFile.Content("moving the rack", NOW));
    assertThat(file.over(List.of(), NOW)).hasSize(1);

    disk.hang();
    disk.content = Optional.empty();
    for (int round = 0; round < 3; round++) {
      assertThat(file.over(List.of(), NOW))
          .singleElement()
          .satisfies(pause -> assertThat(pause.reason()).isEqualTo("moving the rack"));
    }
    assertThat(disk.looks).hasValue(2);

    disk.answer();
    await().until(() -> file.over(List.of(), NOW).isEmpty());
  }

  @Test
  void aDiskThatNeverAnsweredLeavesThePlanePaused() {
    Disk disk = new Disk();
    disk.hang();

    assertThat(
            new PauseFile(Path.of("pause"), WITHIN, disk, PauseFileTest::beside)
                .over(List.of(), NOW))
        .singleElement()
        .satisfies(pause -> assertThat(pause.reason()).contains("its disk is silent"));
    disk.answer();
  }

  /** A file system that can hang. */
  private static final class Disk implements PauseFile.Reader {
    private volatile Optional<PauseFile.Content> content = Optional.empty();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final AtomicInteger looks = new AtomicInteger();

    void hang() {
      gate = new CountDownLatch(1);
    }

    void answer() {
      gate.countDown();
    }

    @Override
    public Optional<PauseFile.Content> read(Path file) throws IOException {
      looks.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return content;
    }
  }

  private static void beside(Runnable reading) {
    Thread thread = new Thread(reading);
    thread.setDaemon(true);
    thread.start();
  }

  private static Intent intent(Intent.Kind kind, Optional<String> node) {
    return Intents.asked(
        7,
        kind,
        node,
        Optional.empty(),
        Optional.of(Code.NODE_DOWN),
        "ann",
        "why",
        NOW,
        Optional.empty());
  }
}
