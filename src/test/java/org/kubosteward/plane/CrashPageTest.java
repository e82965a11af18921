package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.plane.CrashSweep.Crash;
import org.kubosteward.plane.CrashSweep.Heir;

class CrashPageTest {
  private static final Crash SOUND = crash(Duration.ofSeconds(9), "");
  private static final Crash LATE = crash(Duration.ofSeconds(33), "");
  private static final Crash LOST = crash(Duration.ZERO, "not reached: the crash; see /a/log");

  @Test
  void tellsOfWhatWasOnlyLateAndOfWhatCameOfItThen(@TempDir Path directory) throws Exception {
    assertThat(page(directory, List.of(LATE, SOUND)))
        .contains("| 2 | 1 | 0 of 0 |")
        .contains("nothing but late, back after 33.0 s at a load of 2.5; held again: sound.")
        .contains("2 crashes, 0 of them with a standby as heir: 1 sound, 1 only late")
        .doesNotContain("never sound");
  }

  @Test
  void tellsOfWhatNeverWasSoundWithoutThePathsOfTheMachine(@TempDir Path directory)
      throws Exception {
    assertThat(page(directory, List.of(LOST)))
        .contains("not reached: the crash; held again: never sound.")
        .doesNotContain("/a/log");
  }

  @Test
  void aLaterRunRemembersAnEarlierOne(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("record.json");

    CrashPage.keep(List.of(SOUND, LOST), file);

    assertThat(CrashPage.remember(file)).containsExactly(SOUND, LOST);
  }

  private static String page(Path directory, List<Crash> crashes) throws Exception {
    Path page = directory.resolve("page.md");
    new CrashPage(crashes).write(page);
    return Files.readString(page);
  }

  private static Crash crash(Duration resumed, String failure) {
    return new Crash(
        SweptAction.RESTART_POD,
        CrashPoint.INTENT_WRITTEN,
        Heir.RESTARTED,
        0,
        "interrupted, not cured",
        resumed,
        "refused: too-soon",
        List.of(),
        failure,
        2.5,
        1);
  }
}
