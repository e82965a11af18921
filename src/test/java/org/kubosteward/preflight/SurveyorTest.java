package org.kubosteward.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;
import org.kubosteward.probe.ProbePolicy;
import org.kubosteward.probe.Prober;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;

/** What is asked of two nodes, and when it is enough. */
final class SurveyorTest {
  private static final NodeId ONE = new NodeId("default", "kubo-1");
  private static final NodeId TWO = new NodeId("default", "kubo-2");
  private static final Link LINK = new Link(ONE, TWO);
  private static final String PEER_TWO = "12D3KooWMWnyD2YQMxejCYmHN5dNK5gEbYhv1U2VxcC8HGqbrGk4";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Buffer> blocks = new ConcurrentHashMap<>();
  private final RecordedKubo one = new RecordedKubo(vertx).exchanging(blocks);
  private final RecordedKubo two =
      new RecordedKubo(vertx)
          .exchanging(blocks)
          .answering(
              "id",
              "{\"ID\":\"%s\",\"PublicKey\":\"\",\"Addresses\":[\"/ip4/10.1.2.3/tcp/4001/p2p/%s\"],\"AgentVersion\":\"kubo/0.43.0\",\"Protocols\":[]}"
                  .formatted(PEER_TWO, PEER_TWO))
          .answering("swarm/peers", "{\"Peers\":null}");
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private final Selection selection = Selection.of(List.of(target(ONE, one), target(TWO, two)));

  @AfterEach
  void close() {
    kubo.close();
    one.close();
    two.close();
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void everyNodeDialsTheOthersAtTheAddressesThatTheyAnnounce() throws Exception {
    FleetSurvey survey = survey(100);

    assertThat(survey.dials()).containsOnlyKeys(LINK, LINK.reversed());
    assertThat(one.calls())
        .anyMatch(call -> call.startsWith("swarm/connect?") && call.contains("10.1.2.3"));
    assertThat(two.commands()).contains("swarm/connect");
  }

  @Test
  void itEndsWhenACanaryHasBeenOverEveryLinkAndTheConfigurationIsKnown() throws Exception {
    one.answering("config/show", "{\"Bitswap\":{\"ServerEnabled\":false}}");

    FleetSurvey survey = survey(100);

    assertThat(survey.picture().links())
        .hasEntrySatisfying(
            LINK, proof -> assertThat(proof.outcome()).isEqualTo(Outcome.EXCHANGED));
    assertThat(survey.picture().node(ONE).orElseThrow().config().value())
        .hasValueSatisfying(config -> assertThat(config.server()).isFalse());
    assertThat(survey.config(ONE))
        .hasValueSatisfying(c -> assertThat(c.bitswapServer()).contains(false));
    assertThat(survey.picture().views()).allMatch(view -> view.bootstrap().known());
  }

  @Test
  void aNodeThatDoesNotAnswerIsNeitherDialledNorWaitedFor() throws Exception {
    two.answering("version", "<html>");

    FleetSurvey survey = survey(100);

    assertThat(survey.dials()).isEmpty();
    assertThat(survey.picture().node(TWO)).hasValueSatisfying(v -> assertThat(v.up()).isFalse());
  }

  @Test
  void withoutCanariesNothingIsWrittenAnywhere() throws Exception {
    FleetSurvey survey = survey(0);

    assertThat(survey.canaries()).isFalse();
    assertThat(survey.picture().links()).isEmpty();
    assertThat(one.commands()).doesNotContain("block/put");
    assertThat(two.commands()).doesNotContain("block/put");
  }

  private FleetSurvey survey(int canaries) throws InterruptedException {
    ProbePolicy policy =
        new ProbePolicy(
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            true,
            Duration.ofSeconds(1),
            Duration.ofMinutes(3),
            canaries);
    Prober prober = new Prober(() -> selection, kubo, policy, Instant::now, new Random(7));
    return new Surveyor(kubo, prober, canaries > 0, HealthPolicy.shipped(), Duration.ofMillis(20))
        .of(selection);
  }

  private static Target target(NodeId id, RecordedKubo node) {
    return new Target(id, node.endpoint(), Optional.empty());
  }
}
