package org.kubosteward.probe.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.kubo.NodePair.now;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.ImportProfile;
import org.kubosteward.ipld.WalkBounds;
import org.kubosteward.kubo.NodePair;
import org.kubosteward.kubo.NodePair.Stored;
import org.kubosteward.probe.proof.ProofResult.Damaged;
import org.kubosteward.probe.proof.ProofResult.Whole;

/**
 * What a proof costs: GB a CPU-second of all processes, through the gateway and through the RPC,
 * beside {@code repo/verify}; and what each of them finds of 20 flipped and 20 lost blocks. {@code
 * -Dproof.bytes=1073741824} is the size as shipped.
 */
class ProofBench {
  private static final long BYTES = Long.getLong("proof.bytes", 1L << 30);
  private static final int RUNS = Integer.getInteger("proof.runs", 3);
  private static final double TICKS = 100;
  private static final double GB = 1e9;

  private static final ProofLimits UNCAPPED =
      new ProofLimits(
          1L << 40, 12, Duration.ofSeconds(60), 4, Duration.ofHours(1), WalkBounds.SHIPPED);

  private static final Pause PAUSE =
      span ->
          CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(span.toMillis(), TimeUnit.MILLISECONDS));

  @Test
  void aProofBesideRepoVerify(@TempDir Path home) throws Exception {
    try (NodePair pair = new NodePair(home, "{\"NoFetch\": true, \"NoDNSLink\": true}")) {
      for (ImportProfile profile :
          List.of(ImportProfile.UNIXFS_V1_2025, ImportProfile.UNIXFS_V0_2015)) {
        measured(pair, profile);
      }
    }
  }

  private static void measured(NodePair pair, ImportProfile profile) throws Exception {
    Stored stored = pair.store(profile, profile.hashCode(), BYTES, "bench");
    CopyProver prover = new CopyProver(pair.content, UNCAPPED, PAUSE, InstantSource.system());
    ProofPlace rpc = new ProofPlace(pair.second.endpoint(), Optional.empty());
    ProofPlace gateway =
        new ProofPlace(pair.second.endpoint(), Optional.of(NodePair.gateway(pair.second)));
    BlockList list = ((Whole) now(prover.prove(stored.root(), gateway, Optional.empty()))).list();
    for (int run = 0; run < RUNS; run++) {
      for (ProofPlace place : List.of(gateway, rpc)) {
        String name = place.gateway().isPresent() ? "gateway" : "rpc";
        timed(
            pair,
            profile.name() + ", proof through the " + name,
            () -> (Whole) now(prover.prove(stored.root(), place, Optional.of(list))));
      }
      timed(pair, profile.name() + ", repo/verify", () -> verify(pair));
    }
    List<Cid> bad = new ArrayList<>(stored.blocks().subList(0, 40));
    for (int i = 0; i < 20; i++) {
      pair.flip(pair.second, bad.get(i), 4_099 * i);
      pair.lose(pair.second, bad.get(20 + i));
    }
    for (ProofPlace place : List.of(gateway, rpc)) {
      Damaged damaged = (Damaged) now(prover.prove(stored.root(), place, Optional.of(list)));
      System.out.printf(
          "%s, found by a proof: %d of 20 flipped, %d of 20 lost%n",
          profile.name(), damaged.corrupt(), damaged.missing());
      assertThat(damaged.corrupt()).isEqualTo(20);
      assertThat(damaged.missing()).isEqualTo(20);
    }
    String told = verify(pair);
    System.out.printf("%s, found by repo/verify: %s%n", profile.name(), told);
  }

  /** What it said, with the verdict that is only in its text or its trailer. */
  private static String verify(NodePair pair) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(pair.second.endpoint().api() + "/api/v0/repo/verify"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    long corrupt = answer.body().lines().filter(line -> line.contains("corrupt")).count();
    return "%d lines of corrupt blocks".formatted(corrupt);
  }

  private static void timed(NodePair pair, String what, Callable<?> work) throws Exception {
    double[] before = cpu(pair);
    long start = System.nanoTime();
    Object told = work.call();
    double seconds = (System.nanoTime() - start) / GB;
    double[] after = cpu(pair);
    double kubo = after[0] - before[0];
    double us = after[1] - before[1];
    System.out.printf(
        "%-45s %5.2f GB per CPU-second; %5.2f s, CPU-s kubo %5.2f, we %5.2f%n",
        what, BYTES / GB / (kubo + us), seconds, kubo, us);
    assertThat(told).isNotNull();
  }

  /** Of the second node and of this process, in seconds. */
  private static double[] cpu(NodePair pair) throws IOException {
    OperatingSystemMXBean us = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    String stat = Files.readString(Path.of("/proc/" + pair.second.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new double[] {
      (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS, us.getProcessCpuTime() / GB
    };
  }
}
