package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application in each of its roles: what it has, and above all what it has not. */
class RolesIT {
  /** Threads that only a plane has. */
  private static final Pattern OF_THE_PLANE =
      Pattern.compile(
          "steward-rounds|journal-database|H2 .*|MVStore.*|quarkus-scheduler.*|agroal.*");

  /** Rooms, and libraries under them, of which a process without a plane holds no object. */
  private static final Pattern ONLY_OF_THE_PLANE =
      Pattern.compile(
          "org\\.kubosteward\\.(journal|probe|act|kube|kubo|console|preflight|alertmanager)\\..*"
              + "|org\\.kubosteward\\.boot\\.Plane(Role)?"
              + "|org\\.kubosteward\\.loop\\.(LoopThread|Rounds|DecisionCore)"
              + "|org\\.h2\\..*|org\\.postgresql\\..*|io\\.agroal\\.pool\\..*|org\\.flywaydb\\..*");

  /** Made by the build for each class, whether it is used or not; settings, and their constants. */
  private static final Pattern GENERATED =
      Pattern.compile(".*(_[A-Z]\\w+|\\$\\$.*|\\$quarkusrestinvoker\\$.*|Config(_\\w+|\\$\\w+))");

  private static final List<String> OF_PAGE_AND_API =
      List.of("/", "/login", "/console/app.css", "/api/v1/health", "/api/v1/roster", "/api/v1/x");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path directory;

  RolesIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aGatewayHasTheRosterAndNothingOfThePlane() throws Exception {
    try (PlaneProcess plane = playing("plane").start();
        PlaneProcess gateway = reading(plane, "gateway")) {
      // The longer no plane is there, the more rarely it is asked for.
      plane.await("its first round", () -> plane.ready() == 200);
      gateway.start();
      gateway.await("a roster", () -> gateway.ready() == 200);

      assertThat(gateway.live()).isEqualTo(200);
      assertThat(ready(gateway)).contains("\"roster\"", "ageSeconds");
      assertHasNothingOfThePlane(gateway, "gateway");
      for (String path : OF_PAGE_AND_API) {
        HttpResponse<String> answer = get(gateway.api().resolve(path));
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
            .as(path)
            .contains("application/problem+json");
        assertThat(answer.body()).contains("this process plays gateway");
      }
      assertThat(gateway.metrics()).contains("jvm_memory_used_bytes").doesNotContain("steward_");

      plane.kill();
      gateway.await("the trouble to be told", () -> ready(gateway).contains("\"why\""));
      assertThat(gateway.ready()).as("goes on with the roster that it has").isEqualTo(200);
    }
  }

  @Test
  void anAgentListensAtTheManagementPortAlone() throws Exception {
    try (PlaneProcess agent = playing("csi").start()) {
      agent.await("its probes", () -> agent.live() == 200);

      assertThatThrownBy(() -> get(agent.api())).isInstanceOf(ConnectException.class);
      assertThat(agent.ready()).isEqualTo(503);
      assertThat(ready(agent)).contains("steward.roster.planes names no plane");
      assertHasNothingOfThePlane(agent, "csi");
    }
  }

  @Test
  void aPlaneHasWhatTheOthersLack() {
    try (PlaneProcess plane = playing("plane, gateway").start()) {
      plane.await("its first round", () -> plane.ready() == 200);

      LiveProcess live = new LiveProcess(plane.pid());
      assertThat(live.threads()).contains("steward-rounds", "journal-database");
      assertThat(live.threads()).anyMatch(name -> name.startsWith("quarkus-scheduler"));
      assertThat(ofThePlane(live))
          .contains("org.kubosteward.journal.SqlJournal", "org.kubosteward.boot.Plane")
          .anyMatch(name -> name.startsWith("org.h2."));
      assertThat(data("plane, gateway")).isNotEmptyDirectory();
      assertThat(plane.serves("/api/v1/health")).isTrue();
      assertThat(plane.metrics()).contains("steward_health_status");
    }
  }

  @Test
  void aFileOfSettingsNamesTheRolesAsWellAsACommandLine() throws IOException {
    Path file = Files.writeString(directory.resolve("agent.properties"), "steward.roles=csi");
    try (PlaneProcess agent =
        playing("plane")
            .without("steward.roles")
            .withEnvironment("KUBO_STEWARD_SETTINGS", file.toString())
            .start()) {
      agent.await("its probes", () -> agent.live() == 200);

      assertThat(new LiveProcess(agent.pid()).threads()).noneMatch(RolesIT::isOfThePlane);
      assertThatThrownBy(() -> get(agent.api())).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aWordThatIsNoRoleStopsTheStartAndTheNearestIsNamed() {
    assertRefused(
        playing("plane,gatway"),
        "steward.roles is 'plane,gatway'; write plane, gateway, csi; did you mean gateway?");
    assertRefused(playing(""), "steward.roles is empty: give it a value, or leave it out");
  }

  @Test
  void thePreflightIsThePlanesAlone() {
    assertRefused(
        playing("gateway").with("steward.preflight", true),
        "steward.preflight is true, and steward.roles is gateway; add plane to it");
  }

  private void assertHasNothingOfThePlane(PlaneProcess process, String roles) {
    LiveProcess live = new LiveProcess(process.pid());
    assertThat(live.threads()).noneMatch(RolesIT::isOfThePlane);
    assertThat(ofThePlane(live)).isEmpty();
    assertThat(data(roles)).doesNotExist();
  }

  private void assertRefused(PlaneProcess process, String word) {
    try (process) {
      assertThat(process.start().exitCode()).isNotZero();
      assertThat(process.logText()).contains(word).doesNotContain("\tat ");
    }
  }

  private PlaneProcess reading(PlaneProcess plane, String roles) {
    return playing(roles).with("steward.roster.planes", plane.api());
  }

  /** Over a node that is not there: what is found of it is of no matter here. */
  private PlaneProcess playing(String roles) {
    return new PlaneProcess(home(roles))
        .with("steward.roles", roles)
        .with("steward.fleet.nodes.\"kubo-1\".api", "http://127.0.0.1:1");
  }

  private Path home(String roles) {
    return directory.resolve("of-" + roles.replaceAll("\\W+", "-"));
  }

  private Path data(String roles) {
    return home(roles).resolve("data");
  }

  private static Set<String> ofThePlane(LiveProcess live) {
    return live.classesWithObjects().stream()
        .filter(name -> ONLY_OF_THE_PLANE.matcher(name).matches())
        .filter(name -> !GENERATED.matcher(name).matches())
        .collect(Collectors.toSet());
  }

  private static boolean isOfThePlane(String thread) {
    return OF_THE_PLANE.matcher(thread).matches();
  }

  private static String ready(PlaneProcess process) throws IOException, InterruptedException {
    return get(URI.create("http://127.0.0.1:" + process.management() + "/q/health/ready")).body();
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
