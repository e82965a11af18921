package org.kubosteward.preflight;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.Answer;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.Identity;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.Reply;
import org.kubosteward.preflight.Ground.Pair;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;

/**
 * Asks all nodes what the examinations need, and has every ordered pair connect and hand over one
 * small block. Blocks; meant for the start of a process.
 */
final class Survey {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int BLOCK_BYTES = 64;

  /** Of a large fleet each node is tried with its next neighbours. */
  private static final int NEIGHBOURS = 8;

  private final Kubo kubo;
  private final Random random;

  Survey(Kubo kubo, Random random) {
    this.kubo = kubo;
    this.random = random;
  }

  Ground of(Selection selection) {
    List<Target> targets = selection.targets();
    var versions = all(targets, target -> kubo.version(target.rpc(), DEADLINE));
    var identities = all(targets, target -> kubo.id(target.rpc(), DEADLINE));
    var configs = all(targets, target -> kubo.config(target.rpc(), DEADLINE));
    Map<Pair, Reply<String>> dials = new TreeMap<>(Survey::order);
    Map<Pair, Reply<Boolean>> carried = new TreeMap<>(Survey::order);
    for (int i = 0; i < targets.size(); i++) {
      for (int step = 1; step <= Math.min(NEIGHBOURS, targets.size() - 1); step++) {
        Target from = targets.get(i);
        Target to = targets.get((i + step) % targets.size());
        Reply<Identity> peer = identities.get(to.id());
        if (peer != null && peer.optional().isPresent() && answers(versions.get(from.id()))) {
          Pair pair = new Pair(from.id(), to.id());
          dials.put(pair, dial(from, peer.optional().get()));
          carried.put(pair, carry(from, to));
        }
      }
    }
    return new Ground(targets, selection.trouble(), versions, identities, configs, dials, carried);
  }

  private static boolean answers(@Nullable Reply<?> reply) {
    return reply != null && reply.optional().isPresent();
  }

  private static int order(Pair one, Pair other) {
    int from = one.from().compareTo(other.from());
    return from != 0 ? from : one.to().compareTo(other.to());
  }

  private Reply<String> dial(Target from, Identity to) {
    List<String> direct =
        to.addresses().stream()
            .filter(a -> !a.contains("/p2p-circuit") && !a.startsWith("/ip4/127."))
            .limit(NEIGHBOURS)
            .toList();
    return join(
        kubo.swarmConnect(from.rpc(), direct.isEmpty() ? to.addresses() : direct, DEADLINE));
  }

  private Reply<Boolean> carry(Target from, Target to) {
    byte[] block = new byte[BLOCK_BYTES];
    random.nextBytes(block);
    return join(kubo.blockPut(from.rpc(), block, DEADLINE))
        .fold(
            stored ->
                join(kubo.blockGet(to.rpc(), stored.value(), DEADLINE))
                    .fold(
                        got -> new Answer<>(Arrays.equals(got.value(), block), got.took()),
                        Survey::told),
            Survey::told);
  }

  private static Reply<Boolean> told(Fault<?> fault) {
    return new Fault<>(fault.kind(), fault.detail(), fault.took());
  }

  private static <T> SortedMap<NodeId, Reply<T>> all(
      List<Target> targets, Function<Target, CompletionStage<Reply<T>>> ask) {
    SortedMap<NodeId, CompletableFuture<Reply<T>>> asked = new TreeMap<>();
    targets.forEach(target -> asked.put(target.id(), ask.apply(target).toCompletableFuture()));
    SortedMap<NodeId, Reply<T>> answered = new TreeMap<>();
    asked.forEach((node, reply) -> answered.put(node, reply.join()));
    return answered;
  }

  private static <T> Reply<T> join(CompletionStage<Reply<T>> reply) {
    return reply.toCompletableFuture().join();
  }
}
