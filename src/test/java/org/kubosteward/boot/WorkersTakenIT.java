package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.boot.WorkersTakenIT.FewWorkers;

/** Every worker that requests share is taken: rounds, probes and scrapes must not notice. */
@QuarkusTest
@TestProfile(FewWorkers.class)
class WorkersTakenIT {
  private static final int WORKERS = 4;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The plane with four workers, over a node that refuses, and quick rounds. */
  public static final class FewWorkers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.ofEntries(
          Map.entry("quarkus.thread-pool.max-threads", Integer.toString(WORKERS)),
          Map.entry("quarkus.arc.exclude-types", "org.kubosteward.console.FixedWorld"),
          Map.entry("quarkus.http.test-port", "0"),
          Map.entry("quarkus.management.test-port", "0"),
          Map.entry("steward.fleet.nodes.\"kubo-1\".api", "http://127.0.0.1:1"),
          Map.entry("steward.round.every", "1s"),
          Map.entry("steward.journal.url", "jdbc:h2:mem:workers;DB_CLOSE_DELAY=-1"),
          Map.entry("steward.data.dir", "target/workers-taken"));
    }
  }

  @TestHTTPResource(management = true)
  @Nullable URL management;

  @Inject ExecutorService workers;

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letThemGo() {
    end.countDown();
  }

  @Test
  void roundsGoOnAndTheManagementPortAnswersAtOnce() throws Exception {
    await().until(() -> rounds() >= 1);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    await().until(() -> get("/health/ready").statusCode() == 200);
    takeEveryWorker();
    double before = rounds();

    List<Long> millis = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
        long began = System.nanoTime();
        assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        millis.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
      }
    }

    assertThat(millis.stream().sorted().toList().get(millis.size() / 2)).isLessThan(100);
    await().atMost(Duration.ofSeconds(20)).until(() -> rounds() >= before + 3);
    System.out.println("management port with every worker taken, ms: " + millis);
  }

  private void takeEveryWorker() {
    AtomicInteger taken = new AtomicInteger();
    for (int n = 0; n < WORKERS + 20; n++) {
      workers.execute(
          () -> {
            taken.incrementAndGet();
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    await().until(() -> taken.get() == WORKERS);
  }

  private double rounds() throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("steward_rounds_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    int port = Objects.requireNonNull(management).getPort();
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q" + path))
            .header("Accept", "text/plain")
            .timeout(Duration.ofSeconds(3))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
