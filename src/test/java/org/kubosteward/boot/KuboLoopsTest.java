package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;

/** What the nodes answer keeps nobody else waiting. */
@Timeout(30)
class KuboLoopsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Test
  void loopsThatAreBusyWithAnswersHoldUpNoLoopOfTheSurfaces() throws Exception {
    Vertx surfaces = Vertx.vertx();
    CountDownLatch release = new CountDownLatch(1);
    try (KuboLoops loops = KuboLoops.start()) {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        loops.vertx().runOnContext(now -> await(release));
      }
      CountDownLatch answered = new CountDownLatch(1);
      surfaces.runOnContext(now -> answered.countDown());
      assertThat(answered.await(5, TimeUnit.SECONDS)).isTrue();
      release.countDown();
    } finally {
      release.countDown();
      surfaces.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void nodesAreAskedOverThem() throws Exception {
    Vertx node = Vertx.vertx();
    try (KuboLoops loops = KuboLoops.start();
        RecordedKubo recorded = new RecordedKubo(node);
        Kubo kubo = new Kubo(loops.vertx(), KuboLimits.DEFAULT, InstantSource.system())) {
      var reply = kubo.version(recorded.endpoint(), DEADLINE).toCompletableFuture();
      assertThat(reply.get(10, TimeUnit.SECONDS).toString()).contains("0.43.0");
    } finally {
      node.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void noThreadOfTheirsIsLeftBehind() {
    KuboLoops loops = KuboLoops.start();
    CountDownLatch ran = new CountDownLatch(1);
    Thread[] loop = new Thread[1];
    loops
        .vertx()
        .runOnContext(
            now -> {
              loop[0] = Thread.currentThread();
              ran.countDown();
            });
    await(ran);
    loops.close();
    assertThat(joined(loop[0])).isTrue();
  }

  private static boolean joined(Thread thread) {
    try {
      thread.join(DEADLINE.toMillis());
      return !thread.isAlive();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
