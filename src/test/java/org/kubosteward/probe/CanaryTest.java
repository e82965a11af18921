package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;

/** A canary over one link of two recorded nodes. */
class CanaryTest {
  private static final ProbePolicy POLICY =
      new ProbePolicy(
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          true,
          Duration.ofSeconds(1),
          Duration.ofMinutes(3),
          100);

  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo giver = new RecordedKubo(vertx);
  private final RecordedKubo asker = new RecordedKubo(vertx);
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());

  @AfterEach
  void close() {
    kubo.close();
    giver.close();
    asker.close();
    vertx.close();
  }

  @Test
  void aCredentialWithoutBlockPutIsNoFailureSoThatItIsNotTriedAgainAtOnce() {
    giver.forbidding("block/put");

    Proof proof = prove();

    assertThat(proof.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(proof.failures()).isZero();
    assertThat(proof.detail()).contains("kubo-1").contains("HTTP 403");
    assertThat(asker.commands()).isEmpty();
  }

  @Test
  void aCredentialWithoutBlockGetSaysNothingAboutTheLink() {
    giver.answering("block/put", "{\"Key\":\"bafkreigh2akis\",\"Size\":64}");
    asker.forbidding("block/get");

    assertThat(prove().outcome()).isEqualTo(Outcome.NOT_ALLOWED);
  }

  private Proof prove() {
    InstantSource clock = InstantSource.system();
    Leftovers leftovers = new Leftovers(kubo, POLICY, clock);
    Canary canary = new Canary(kubo, POLICY, clock, new Random(1), leftovers);
    return canary
        .prove(target("kubo-1", giver), target("kubo-2", asker), 3)
        .toCompletableFuture()
        .join();
  }

  private static Target target(String name, RecordedKubo node) {
    return new Target(new NodeId("ipfs", name), node.endpoint(), Optional.empty());
  }
}
