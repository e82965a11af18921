package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {
  @Test
  void aFileThatCannotBeReadIsNamed(@TempDir Path directory) throws IOException {
    Path there = Files.writeString(directory.resolve("site.properties"), "");
    Path gone = directory.resolve("gone.properties");

    assertThat(SettingsFiles.unreadable(there + ", " + gone))
        .containsExactly(
            "the settings file "
                + gone
                + " cannot be read; mount it, or take it out of KUBO_STEWARD_SETTINGS");
  }

  @Test
  void noneNamedIsNoneMissing() {
    assertThat(SettingsFiles.unreadable("")).isEmpty();
    assertThat(SettingsFiles.unreadable("https://example.com/a.properties")).isEmpty();
  }
}
