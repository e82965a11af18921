package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.text.FreePort;

/**
 * The packaged plane as a process of its own, run as an operator runs it: every setting as {@code
 * -D}, everything seen through its HTTP API.
 */
public final class PlaneProcess implements AutoCloseable {
  /** The build of this tree. */
  static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  /** As the manifests set it, and as the JVM chooses by itself in a container of that size. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  /** Most live for seconds: to compile them well takes longer than they run. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Path directory;
  private Path jar = JAR;
  private String heap = "256m";
  private boolean quick = true;
  private final int port = FreePort.take();
  private final int management = FreePort.take();
  private Process process;

  /** A plane that keeps its journal and its log in {@code directory}; not started yet. */
  public PlaneProcess(Path directory) {
    this.directory = directory;
    with("quarkus.http.port", port);
    with("quarkus.http.host", "127.0.0.1");
    with("quarkus.management.port", management);
    with("quarkus.management.host", "127.0.0.1");
    with("steward.data.dir", directory.resolve("data"));
    with("steward.api.anonymous-read", true);
    with("steward.round.every", "2s");
    with("steward.round.unsettled-every", "1s");
    with("steward.probe.deadline", "2s");
    with("steward.probe.canary-deadline", "1500ms");
    with("steward.probe.canary-every", "10s");
  }

  /** With a setting changed; before its start. */
  public PlaneProcess with(String setting, Object value) {
    settings.put(setting, value.toString());
    return this;
  }

  /** Another build of it. */
  PlaneProcess builtAs(Path other) {
    jar = other;
    return this;
  }

  /** At the pace of a plane of which nobody set the pace. */
  PlaneProcess atShippedPace() {
    settings.keySet().removeIf(name -> name.matches("steward\\.(round|probe)\\..*"));
    return this;
  }

  /** With so much heap, {@code 1g}, where the 256 MiB that it is sized for are not meant. */
  PlaneProcess heap(String most) {
    heap = most;
    return this;
  }

  /** Compiled as an operator's, where it is measured. */
  PlaneProcess compiledAsShipped() {
    quick = false;
    return this;
  }

  /** Takes a setting back. */
  PlaneProcess without(String setting) {
    settings.remove(setting);
    return this;
  }

  /** Sets a variable of its environment. */
  PlaneProcess withEnvironment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Over these nodes, by their names. */
  public PlaneProcess over(List<DemoNode> nodes) {
    nodes.forEach(node -> with("steward.fleet.nodes.\"" + node.name() + "\".api", node.api()));
    return this;
  }

  /** Starts it and does not wait. */
  public PlaneProcess start() {
    if (!Files.exists(jar)) {
      throw new AssertionError(
          jar + " is missing: the packaged plane is built by ./mvnw package, before these tests");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    if (quick) {
      command.add(QUICK);
    }
    command.addAll(List.of("-Xmx" + heap, COLLECTOR, "-jar", jar.toAbsolutePath().toString()));
    try {
      Files.createDirectories(directory);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Starts it and waits until a round says that all is well. */
  public PlaneProcess startAndSettle() {
    start();
    await("the fleet to be found healthy", () -> "OK".equals(health().path("status").asText()));
    return this;
  }

  /** The switch beside its database and its API: a file that is there, or is not. */
  void pauseFile(boolean there) {
    Path file = directory.resolve("data").resolve("pause");
    try {
      // With its journal in PostgreSQL a plane makes no directory of its own.
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      if (there) {
        Files.writeString(file, "the matrix");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path log() {
    return directory.resolve("plane.log");
  }

  /** All that it has logged so far; empty before the first line. */
  public String logText() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it answers of the fleet's health; throws while nobody listens. */
  public JsonNode health() {
    return get("/api/v1/health");
  }

  JsonNode fleet() {
    return get("/api/v1/fleet");
  }

  /** When its last rounds were, oldest first. */
  List<Instant> rounds() {
    return stream(get("/api/v1/rounds?limit=2000").path("rounds"))
        .map(round -> Instant.parse(round.path("at").asText()))
        .toList();
  }

  Stream<JsonNode> decisions() {
    return stream(get("/api/v1/decisions?limit=100").path("decisions"));
  }

  /** The attempts of all decisions on record. */
  public List<JsonNode> attempts() {
    return decisions().flatMap(decision -> stream(decision.path("attempts"))).toList();
  }

  /** The open finding of that code and subject; missing when there is none. */
  JsonNode finding(String code, String subject) {
    return stream(health().path("findings"))
        .filter(f -> f.path("code").asText().equals(code))
        .filter(f -> subject.isEmpty() || f.path("subject").asText().equals(subject))
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }

  /** Whether there is an open finding of that code and subject. */
  public boolean has(String code, String subject) {
    return !finding(code, subject).isMissingNode();
  }

  String metrics() {
    return text(URI.create("http://127.0.0.1:" + management + "/q/metrics")).body();
  }

  /** Whether it answers there, and well. */
  public boolean serves(String path) {
    return text(api().resolve(path)).statusCode() == 200;
  }

  int ready() {
    return text(URI.create("http://127.0.0.1:" + management + "/q/health/ready")).statusCode();
  }

  int live() {
    return text(URI.create("http://127.0.0.1:" + management + "/q/health/live")).statusCode();
  }

  /** Where its metrics are. */
  int management() {
    return management;
  }

  /** Where its API is. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Asks it for something, as an operator with that token. */
  void intend(String token, String body) {
    HttpResponse<String> answer =
        text(
            HttpRequest.newBuilder(api().resolve("/api/v1/intents"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  /** Sends it a signal, such as STOP. */
  void signal(String name) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + name + " of the plane ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  /** Its exit code, once it ended by itself. */
  int exitCode() {
    await("the plane to stop by itself", () -> !process.isAlive());
    return process.exitValue();
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      waitForEnd();
    }
  }

  /** Waits for something that the plane will show; on failure tells what it said last. */
  public void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    try {
      Awaitility.await(what)
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(condition);
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      String text = logText();
      throw new AssertionError(
          e.getMessage() + "\n" + text.substring(Math.max(0, text.length() - 6000)), e);
    }
  }

  private void waitForEnd() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(text(URI.create("http://127.0.0.1:" + port + path)).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> text(URI uri) {
    return text(HttpRequest.newBuilder(uri));
  }

  private static HttpResponse<String> text(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
