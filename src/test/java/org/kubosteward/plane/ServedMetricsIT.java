package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.metrics.LabTool;

/** All that the packaged plane serves to Prometheus, the runtime's own included. */
class ServedMetricsIT {
  @Test
  void haveNothingThatPromtoolMinds(@TempDir Path directory) throws Exception {
    try (PlaneProcess plane =
        new PlaneProcess(directory)
            .with("steward.fleet.nodes.\"kubo-1\".api", "http://127.0.0.1:1")
            .start()) {
      plane.await("a round", () -> plane.metrics().contains("steward_round_timestamp_seconds"));
      HttpResponse<Path> served =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + plane.management() + "/q/metrics"))
                      .header("Accept", "text/plain")
                      .build(),
                  HttpResponse.BodyHandlers.ofFile(directory.resolve("metrics")));

      assertThat(Files.readString(served.body())).contains("steward_node_up", "jvm_memory");
      assertThat(new LabTool("promtool").runOn(served.body(), "check", "metrics")).isEmpty();
    }
  }
}
