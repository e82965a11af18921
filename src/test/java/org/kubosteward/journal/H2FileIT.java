package org.kubosteward.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Attempt;

/** The contract on an H2 file, and what can happen to a file. */
class H2FileIT extends JournalContract {
  private static final int KILLS = 20;

  private final Path directory;

  H2FileIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private String url() {
    return "jdbc:h2:file:" + directory.resolve("journal");
  }

  @Override
  Connections emptyDatabase() {
    return reopened(Settings.of(url()));
  }

  private JournalDatabase reopened(JournalConfig settings) {
    return opened(new JournalDatabase(settings));
  }

  private SqlJournal restarted(JournalConfig settings) {
    return new SqlJournal(reopened(settings), LIMITS);
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void findsEveryAttemptThatBeganBeforeThePlaneWasKilled() throws Exception {
    closeAll();
    for (int n = 1; n <= KILLS; n++) {
      Process plane = plane(n);
      try (BufferedReader said = plane.inputReader(UTF_8)) {
        assertThat(said.lines().filter("begun"::equals).findFirst()).isPresent();
        // SIGKILL on every POSIX system: nothing of the process runs after it.
        plane.destroyForcibly().waitFor();
      }
    }

    List<Attempt> attempts = restarted(Settings.of(url())).attemptsSince(at(0));
    assertThat(attempts)
        .extracting(attempt -> attempt.action().target().name())
        .containsExactlyElementsOf(
            Stream.iterate(1, n -> n <= KILLS, n -> n + 1).map(n -> "kubo-" + (n + 1)).toList());
    assertThat(attempts).extracting(Attempt::result).containsOnly(Attempt.Result.RUNNING);
  }

  private Process plane(int n) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BeginsAndWaits.class.getName(),
            url(),
            String.valueOf(n))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void isReadAgainAfterAnOrderlyEnd() throws Exception {
    journal.append(left(1, nearFull(1, Level.WARN, at(1))));
    closeAll();

    assertThat(restarted(Settings.of(url())).lastReport(at(2)).findings())
        .containsExactly(nearFull(1, Level.WARN, at(1)));
  }

  @Test
  void saysThatAnotherPlaneRunsOnTheDirectory() throws Exception {
    closeAll();
    Process other = plane(1);
    try (BufferedReader said = other.inputReader(UTF_8)) {
      assertThat(said.lines().filter("begun"::equals).findFirst()).isPresent();
      journal = restarted(Settings.of(url()));

      assertThat(journal.check()).isFalse();
      assertThat(journal.trouble().orElse(""))
          .contains("another plane is running on this data directory")
          .contains("steward.journal.url");

      other.destroyForcibly().waitFor();
      assertThat(journal.check()).as("opens once the other is gone").isTrue();
      assertThat(journal.interruptLeftovers(at(2))).hasSize(1);
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void saysThatTheFileIsDamaged() throws Exception {
    closeAll();
    byte[] noise = new byte[64 << 10];
    Arrays.fill(noise, (byte) 'x');
    Files.write(directory.resolve("journal.mv.db"), noise);
    journal = restarted(Settings.of(url()));

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("damaged").contains("steward.journal.url");
    assertThatThrownBy(() -> journal.begin(act(1, 2, at(1), "lost"), at(1)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    assertThat(journal.check()).isTrue();
    closeAll();
    journal = restarted(new Settings(url(), "steward", Optional.of("hunter2")));

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse(""))
        .contains("steward.journal.password")
        .doesNotContain("hunter2");
  }

  @Test
  void saysThatTheDirectoryCannotBeMade() throws Exception {
    closeAll();
    Files.writeString(directory.resolve("occupied"), "a file where a directory should be");
    journal = restarted(Settings.of("jdbc:h2:file:" + directory.resolve("occupied/journal")));

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("steward.journal.url");
  }

  @Test
  void noticesThatTheFileBecameReadOnly() throws Exception {
    assertThat(journal.check()).isTrue();
    closeAll();
    journal = restarted(Settings.of(url() + ";ACCESS_MODE_DATA=r"));

    assertThat(journal.check()).isFalse();
    assertThat(journal.open()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("read-only");
  }

  @Test
  void costsLittleAtAThousandNodes() throws Exception {
    RoundCost cost = RoundCost.of(database, directory.resolve("journal.mv.db"));
    System.out.println(cost);

    assertThat(cost.quietStatements()).isZero();
    assertThat(cost.healthy()).isLessThan(Duration.ofMillis(100));
    assertThat(cost.quiet()).isLessThan(Duration.ofMillis(500));
    assertThat(cost.busy()).isLessThan(Duration.ofSeconds(2));
  }
}
