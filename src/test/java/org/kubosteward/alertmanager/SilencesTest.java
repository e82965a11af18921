package org.kubosteward.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.fleet.NodeId;

class SilencesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Instant END = NOW.plusSeconds(7200);
  private static final NodeId K1 = new NodeId("ipfs", "kubo-1");
  private static final String LISTED =
      """
      [{"id":"a","createdBy":"ada","comment":"disk","endsAt":"2026-11-23T04:00:00.000Z",
        "status":{"state":"active"},"matchers":[
          {"name":"node","value":"kubo-1","isRegex":false,"isEqual":true}]},
       {"id":"b","createdBy":"ada","comment":"","endsAt":"2026-11-22T04:00:00.000Z",
        "status":{"state":"expired"},"matchers":[]}]
      """;

  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private final StubAlertmanager alertmanager = new StubAlertmanager();
  private Instant now = NOW;

  @AfterEach
  void close() {
    alertmanager.close();
  }

  @Test
  void silencesTheAlertsOfANodeForAsLongAsThePause() {
    Silences.Made made = silences().create(Optional.of(K1), "ada", "moving its disk", END);

    assertThat(made.id()).contains("5f3a-1");
    assertThat(alertmanager.asked())
        .singleElement()
        .asString()
        .startsWith("POST /am/api/v2/silences null {")
        .contains(matcher("cluster", "prod", false))
        .contains(matcher("namespace", "ipfs", false))
        .contains(matcher("node", "kubo-1", false))
        .contains("\"startsAt\":\"2026-11-23T03:00:00Z\"", "\"endsAt\":\"2026-11-23T05:00:00Z\"")
        .contains("\"createdBy\":\"ada\"", "paused in Kubo Steward: moving its disk");
  }

  @Test
  void silencesTheAlertsOfTheFleetAndNotThoseOfThePlaneItself() {
    silences().create(Optional.empty(), "ada", "racks", END);

    assertThat(alertmanager.asked().get(0))
        .contains(matcher("alertname", "Kubo.+", true))
        .doesNotContain("\"name\":\"node\"");
  }

  @Test
  void endsASilenceByItsId() {
    assertThat(silences().remove("5f3a/1")).isEmpty();
    assertThat(alertmanager.asked()).containsExactly("DELETE /am/api/v2/silence/5f3a%2F1 null");
  }

  @Test
  void saysWhatTheMatterIsAndNeverThrows() {
    alertmanager.failing(400);
    assertThat(silences().create(Optional.of(K1), "ada", "x", END).trouble())
        .isEqualTo("Alertmanager: it answers 400: \"no\"");
    assertThat(silences().remove("a")).contains("Alertmanager: it answers 400: \"no\"");
    URI nobody = URI.create("http://127.0.0.1:1");
    assertThat(
            silences(new AlertmanagerSettings(Optional.of(nobody)))
                .create(Optional.of(K1), "ada", "x", END)
                .trouble())
        .isEqualTo("nothing answers at steward.alertmanager.url");
    assertThat(silences(new AlertmanagerSettings(Optional.empty())).remove("a"))
        .hasValueSatisfying(why -> assertThat(why).contains("steward.alertmanager.url"));
  }

  @Test
  void aNameThatHasNoAddressIsNobody() {
    URI nobody = URI.create("http://alertmanager.invalid:9093");

    assertThat(silences(new AlertmanagerSettings(Optional.of(nobody))).remove("a"))
        .contains("nothing answers at steward.alertmanager.url");
  }

  @Test
  void anAddressThatIsNoneOrHoldsCredentialsIsRefused() {
    assertThatThrownBy(() -> silences(new AlertmanagerSettings(Optional.of(URI.create("am:9093")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steward.alertmanager.url is no address");
    URI telling = URI.create("http://ada:s3cret@am:9093");
    assertThatThrownBy(() -> silences(new AlertmanagerSettings(Optional.of(telling))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steward.alertmanager.token-file")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void waitsNoLongerThanItsDeadline() {
    alertmanager.silent();
    Silences hasty = silences(settings(Optional.empty(), Duration.ofMillis(200)));

    assertThat(hasty.create(Optional.of(K1), "ada", "x", END).trouble())
        .contains("does not answer in time");
  }

  @Test
  void sendsTheTokenOfItsFileAndTellsItToNobody(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "s3cret\n");
    alertmanager.failing(403);
    Silences with = silences(settings(Optional.of(file.toString()), Duration.ofSeconds(2)));

    assertThat(with.remove("a")).hasValueSatisfying(w -> assertThat(w).doesNotContain("s3cret"));
    assertThat(alertmanager.asked()).containsExactly("DELETE /am/api/v2/silence/a Bearer s3cret");
    Files.delete(file);
    assertThat(with.remove("a"))
        .hasValueSatisfying(why -> assertThat(why).contains("steward.alertmanager.token-file"));
  }

  @Test
  void asksForAllOfThemBesideTheCallerAndRarely() {
    alertmanager.listing(LISTED);
    Silences silences = silences();
    await().until(() -> silences.seen().silences().size() == 1);
    Silence seen = silences.seen().silences().get(0);

    assertThat(seen.author()).isEqualTo("ada");
    assertThat(seen.endsAt()).isEqualTo("2026-11-23T04:00:00Z");
    assertThat(seen.concerns(K1)).isTrue();
    silences.seen();
    assertThat(alertmanager.asked()).hasSize(1);
    now = NOW.plus(Silences.POLLED_EVERY);
    await().until(() -> !silences.seen().silences().isEmpty() && alertmanager.asked().size() == 2);
  }

  @Test
  void saysThatItDoesNotKnowWhenNothingOrNonsenseIsAnswered() {
    for (String nonsense : List.of("<html>", "\"" + "x".repeat(5 << 20) + "\"")) {
      alertmanager.listing(nonsense);
      Silences silences = silences();
      await().until(() -> silences.seen().trouble().isPresent());
      assertThat(silences.seen().silences()).isEmpty();
    }
  }

  @Test
  void withoutAnAlertmanagerThereIsNothingAndNoTrouble() {
    Silences none = silences(new AlertmanagerSettings(Optional.empty()));

    assertThat(none.configured()).isFalse();
    assertThat(none.seen()).isEqualTo(Silences.Seen.NOTHING);
  }

  private Silences silences() {
    return silences(settings(Optional.empty(), Duration.ofSeconds(5)));
  }

  private Silences silences(AlertmanagerSettings settings) {
    return settings.silences(vertx, () -> now);
  }

  private AlertmanagerSettings settings(Optional<String> tokenFile, Duration deadline) {
    return new AlertmanagerSettings(Optional.of(alertmanager.url()), tokenFile, deadline);
  }

  private static String matcher(String name, String value, boolean regex) {
    return "{\"name\":\"%s\",\"value\":\"%s\",\"isRegex\":%s,\"isEqual\":true}"
        .formatted(name, value, regex);
  }
}
