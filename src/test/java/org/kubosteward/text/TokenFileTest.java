package org.kubosteward.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  private final Path file;

  TokenFileTest(@TempDir Path directory) {
    file = directory.resolve("token");
  }

  @Test
  void theTokenIsReadWithoutItsLineBreakAndIsStruckFromThenOn() throws IOException {
    Files.writeString(file, "mark3d-of-a-file\n");

    assertThat(TokenFile.read(file, "steward.x.token-file")).isEqualTo("mark3d-of-a-file");
    assertThat(Secrets.strike("mark3d-of-a-file")).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mark3d-one\nmark3d-two", "mark3d one", "mark3d\u00e9", "", "\n"})
  void whatIsNoTokenIsToldWithoutRepeatingIt(String content) throws IOException {
    Files.writeString(file, content);

    assertThatThrownBy(() -> TokenFile.read(file, "steward.x.token-file"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageStartingWith("steward.x.token-file: " + file)
        .hasMessageNotContaining("mark3d");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThatThrownBy(() -> TokenFile.read(file, "steward.x.token-file"))
        .hasMessageContaining("cannot be read");
  }
}
