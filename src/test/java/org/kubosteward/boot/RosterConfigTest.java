package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.roster.RosterClientConfig;

class RosterConfigTest {
  @Test
  void whereNoPlaneIsNamedNobodyIsAsked() {
    assertThat(client(Map.of())).isEmpty();
  }

  @Test
  void thePlanesAreAskedInTheirOrderWithTheTokenOfTheFile(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "s3same\n");

    assertThat(
            client(
                Map.of(
                    "steward.roster.planes",
                    "http://a:8080,https://b/x",
                    "steward.roster.token-file",
                    file.toString())))
        .hasValueSatisfying(
            config -> {
              assertThat(config.planes())
                  .containsExactly(URI.create("http://a:8080"), URI.create("https://b/x"));
              assertThat(config.token()).contains("s3same");
            });
  }

  @Test
  void whatIsWrongNamesTheSetting(@TempDir Path directory) {
    assertThatThrownBy(() -> client(Map.of("steward.roster.planes", "http://u:pw@a:8080")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("steward.roster.planes: the address of a plane")
        .hasMessageNotContaining("pw");
    assertThatThrownBy(
            () ->
                client(
                    Map.of(
                        "steward.roster.planes",
                        "http://a:8080",
                        "steward.roster.token-file",
                        directory.resolve("gone").toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("steward.roster.token-file: ");
  }

  private static Optional<RosterClientConfig> client(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(RosterConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .build()
        .getConfigMapping(RosterConfig.class)
        .client();
  }
}
