package org.kubosteward.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;

/** What a gateway or an agent knows of the fleet, whatever becomes of the planes. */
class RosterClientTest {
  private static final Fleets FLEET = Fleets.threeHealthy();
  private static final RosterText HEALTHY = RosterText.of(Told.roster(FLEET));
  private static final RosterText SICK =
      RosterText.of(Told.roster(FLEET, Told.node(Code.NODE_DOWN, "kubo-2", Level.CRIT)));
  private static Vertx vertx;

  private final AtomicLong nanos = new AtomicLong();
  private StubPlane plane;

  @SuppressWarnings("NullAway.Init") // Each test makes its own, over the planes that it wants.
  private RosterClient client;

  @BeforeAll
  static void network() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @BeforeEach
  void aPlane() throws Exception {
    plane = new StubPlane(vertx);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    plane.close();
  }

  @Test
  void itKnowsNothingBeforeAPlaneAnswers() {
    plane.saysNothing();
    asks(plane);

    await().until(() -> !plane.asked().isEmpty());
    assertThat(client.latest()).isEmpty();
    assertThat(client.trouble()).isEmpty();
  }

  @Test
  void itKeepsWhatAPlaneTellsAndAsksToBeToldOfChanges() {
    plane.tells(HEALTHY, 41, 3);
    asks(plane);

    await().until(() -> plane.asked().size() >= 3);
    KeptRoster kept = client.latest().orElseThrow();
    assertThat(kept.roster()).isEqualTo(HEALTHY.roster());
    assertThat(kept.round()).isEqualTo(41);
    assertThat(kept.age()).isEqualTo(Duration.ofSeconds(3));
    assertThat(kept.trouble()).isEmpty();
    List<StubPlane.Asked> asked = List.copyOf(plane.asked());
    assertThat(asked.get(0))
        .isEqualTo(
            new StubPlane.Asked(
                "/api/v1/roster?wait=2", Optional.of("Bearer open-sesame"), Optional.empty()));
    assertThat(asked.get(1).tag()).contains("W/\"" + HEALTHY.tag() + "\"");
  }

  @Test
  void aChangeIsTakenOver() {
    plane.tells(HEALTHY, 41, 3);
    asks(plane);
    await().until(() -> client.latest().isPresent());

    plane.tells(SICK, 42, 0);

    await().until(() -> client.latest().orElseThrow().roster().equals(SICK.roster()));
  }

  @Test
  void whenThePlaneIsGoneItKeepsTheLastOneAndSaysHowOldItIs() throws Exception {
    plane.tells(HEALTHY, 41, 3);
    asks(plane);
    await().until(() -> client.latest().isPresent());

    plane.close();
    await().until(() -> client.trouble().isPresent());
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(7));

    KeptRoster kept = client.latest().orElseThrow();
    assertThat(kept.roster()).isEqualTo(HEALTHY.roster());
    assertThat(kept.age()).isEqualTo(Duration.ofSeconds(7 * 60 + 3));
    assertThat(kept.trouble()).hasValueSatisfying(why -> assertThat(why).startsWith("127.0.0.1: "));
  }

  @Test
  void itAsksTheNextPlaneWhenOneFails() throws Exception {
    try (StubPlane other = new StubPlane(vertx)) {
      plane.answers(503, "{}");
      other.tells(HEALTHY, 7, 1);
      asks(plane, other);

      await().until(() -> client.latest().isPresent());
      assertThat(plane.asked()).hasSize(1);
      await().until(() -> other.asked().size() >= 3);
      assertThat(plane.asked()).as("it stays with the one that answers").hasSize(1);
    }
  }

  @Test
  void itComesBackToAPlaneThatIsBack() {
    plane.answers(500, "");
    asks(plane);
    await().until(() -> client.trouble().isPresent());

    plane.tells(HEALTHY, 1, 0);

    await().until(() -> client.latest().isPresent());
    assertThat(client.trouble()).isEmpty();
  }

  @Test
  void aPlaneThatIsCutOffDoesNotTakeTheYoungerOneAway() throws Exception {
    try (StubPlane cutOff = new StubPlane(vertx)) {
      plane.tells(SICK, 42, 1);
      cutOff.tells(HEALTHY, 12, 300);
      asks(plane, cutOff);
      await().until(() -> client.latest().isPresent());

      plane.answers(503, "{}");
      await().until(() -> !cutOff.asked().isEmpty());
      await()
          .until(() -> client.trouble().filter(why -> why.contains("an older roster")).isPresent());

      assertThat(client.latest().orElseThrow().roster()).isEqualTo(SICK.roster());
    }
  }

  @Test
  void anAnswerThatNeverComesIsGivenUpAtTheDeadline() {
    plane.saysNothing();
    client =
        new RosterClient(
            vertx, config(Duration.ZERO, Duration.ofMillis(200), 1 << 20, plane), nanos::get);
    client.start();

    await().until(() -> plane.asked().size() >= 2);
    assertThat(client.trouble()).isPresent();
    assertThat(plane.asked().peek().uri()).isEqualTo("/api/v1/roster");
  }

  @Test
  void anAnswerThatIsTooLongIsNotRead() {
    plane.answers(200, "x".repeat(5_000));
    client =
        new RosterClient(
            vertx, config(Duration.ZERO, Duration.ofSeconds(5), 1_000, plane), nanos::get);
    client.start();

    await().until(() -> client.trouble().isPresent());
    assertThat(client.trouble().orElseThrow()).contains("longer than 1000 bytes");
  }

  @Test
  void whatIsNoRosterIsNotTakenForOne() {
    for (String answer : List.of("", "[]", "{\"round\":1}", "<html>", "{\"nodes\":[]}")) {
      plane.answers(200, answer);
      asks(plane);
      await().until(() -> client.trouble().isPresent());
      assertThat(client.trouble().orElseThrow()).contains("no roster");
      assertThat(client.latest()).isEmpty();
      client.close();
    }
    asks(plane);
  }

  @Test
  void aWrongAddressOrBoundIsRefusedWithWhatToWrite() {
    plane.saysNothing();
    asks(plane);

    assertThatThrownBy(() -> RosterClientConfig.shipped(List.of(), Optional.empty()))
        .hasMessageContaining("name one plane at least");
    assertThatThrownBy(
            () ->
                RosterClientConfig.shipped(
                    List.of(URI.create("http://u:secret@plane:8080")), Optional.empty()))
        .hasMessageContaining("without credentials")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> config(Duration.ofMinutes(2), Duration.ofSeconds(1), 1, plane))
        .hasMessageContaining("0 to 60 s");
    assertThat(config(Duration.ZERO, Duration.ofSeconds(1), 1, plane).toString())
        .doesNotContain("sesame");
  }

  private void asks(StubPlane... planes) {
    client =
        new RosterClient(
            vertx,
            config(Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20, planes),
            nanos::get);
    client.start();
  }

  private static RosterClientConfig config(
      Duration wait, Duration deadline, int most, StubPlane... planes) {
    return new RosterClientConfig(
        Arrays.stream(planes).map(StubPlane::address).toList(),
        Optional.of("open-sesame"),
        wait,
        deadline,
        Duration.ofMillis(20),
        most);
  }
}
