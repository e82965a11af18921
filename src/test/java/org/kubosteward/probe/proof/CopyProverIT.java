package org.kubosteward.probe.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.kubo.NodePair.answer;
import static org.kubosteward.kubo.NodePair.now;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.BlockListBuilder;
import org.kubosteward.content.HealMark;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.ImportProfile;
import org.kubosteward.ipld.WalkBounds;
import org.kubosteward.kubo.NodePair;
import org.kubosteward.kubo.NodePair.Stored;
import org.kubosteward.probe.proof.BadBlock.Kind;
import org.kubosteward.probe.proof.ProofResult.Damaged;
import org.kubosteward.probe.proof.ProofResult.NotPinned;
import org.kubosteward.probe.proof.ProofResult.Unfinished;
import org.kubosteward.probe.proof.ProofResult.Whole;

/** Proofs of copies on a real kubo, beside another one that has all that the first has lost. */
class CopyProverIT {
  private static final int BYTES = 48 << 20;
  private static final Pause PAUSE =
      span ->
          CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(span.toMillis(), TimeUnit.MILLISECONDS));

  private static NodePair pair;
  private static CopyProver prover;
  private static ProofPlace byRpc;
  private static ProofPlace byGateway;
  private static long seed;

  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    pair = new NodePair(home, "{\"NoFetch\": true, \"NoDNSLink\": true}");
    prover = prover(ProofLimits.SHIPPED);
    byRpc = new ProofPlace(pair.second.endpoint(), Optional.empty());
    byGateway = new ProofPlace(pair.second.endpoint(), Optional.of(NodePair.gateway(pair.second)));
  }

  @AfterAll
  static void stop() throws Exception {
    pair.close();
  }

  private static CopyProver prover(ProofLimits limits) {
    ProofLimits fast =
        new ProofLimits(
            1L << 40,
            limits.atOnce(),
            limits.deadline(),
            limits.positions(),
            limits.positionAge(),
            limits.walk());
    return new CopyProver(pair.content, fast, PAUSE, InstantSource.system());
  }

  private static Stored stored() throws Exception {
    return pair.store(ImportProfile.UNIXFS_V0_2015, seed++, BYTES, "kept");
  }

  private static Stored raw() throws Exception {
    return pair.store(ImportProfile.UNIXFS_V1_2025, seed++, BYTES, "kept");
  }

  private static BlockList list(Stored stored) {
    BlockListBuilder list = BlockList.builder();
    for (int at = stored.blocks().size() - 1; at >= 0; at--) {
      list.add(stored.blocks().get(at));
    }
    return list.done();
  }

  private static ProofResult proven(Stored stored, ProofPlace place, Optional<BlockList> list)
      throws Exception {
    return now(prover.prove(stored.root(), place, list));
  }

  @Test
  void aWholeCopyIsProvenAndItsListMade() throws Exception {
    for (ProofPlace place : List.of(byRpc, byGateway)) {
      Stored stored = stored();

      Whole whole = (Whole) proven(stored, place, Optional.empty());

      assertThat(whole.blocks()).isEqualTo(stored.blocks().size());
      assertThat(whole.bytes()).isGreaterThan(BYTES).isEqualTo(whole.list().bytes().orElse(0));
      assertThat(whole.list().first()).contains(stored.root());
      assertThat(proven(stored, place, Optional.of(whole.list()))).isEqualTo(whole);
    }
  }

  @Test
  void everyFlippedAndEveryLostBlockIsFoundAndNoneIsFetched() throws Exception {
    for (ProofPlace place : List.of(byRpc, byGateway)) {
      Stored stored = raw();
      List<Cid> leaves = new ArrayList<>(stored.leaves());
      List<Cid> flipped = leaves.subList(0, 20);
      List<Cid> lost = leaves.subList(20, 40);
      for (int i = 0; i < 20; i++) {
        pair.flip(pair.second, flipped.get(i), 7919 * i);
        pair.lose(pair.second, lost.get(i));
      }

      Damaged damaged = (Damaged) proven(stored, place, Optional.of(list(stored)));

      assertThat(damaged.corrupt()).isEqualTo(20);
      assertThat(damaged.missing()).isEqualTo(20);
      assertThat(damaged.all()).isTrue();
      assertThat(cids(damaged, Kind.CORRUPT)).isEqualTo(names(flipped));
      assertThat(cids(damaged, Kind.MISSING)).isEqualTo(names(lost));
      assertThat(lost).as("none was fetched").noneMatch(cid -> pair.has(pair.second, cid));
    }
  }

  private static Set<String> cids(Damaged damaged, Kind kind) {
    return names(
        damaged.blocks().stream().filter(bad -> bad.kind() == kind).map(BadBlock::cid).toList());
  }

  private static Set<String> names(List<Cid> cids) {
    return new TreeSet<>(cids.stream().map(Cid::toString).toList());
  }

  @Test
  void aLostInnerBlockIsFoundFirstAndWithoutAListItHidesWhatIsBelow() throws Exception {
    Stored stored = stored();
    Cid inner = pair.below(stored.root()).get(0);
    Cid below = pair.below(inner).get(0);
    pair.lose(pair.second, inner);
    pair.lose(pair.second, below);

    Damaged walked = (Damaged) proven(stored, byRpc, Optional.empty());
    Damaged listed = (Damaged) proven(stored, byRpc, Optional.of(list(stored)));

    assertThat(walked.all()).isFalse();
    assertThat(walked.blocks()).containsExactly(new BadBlock(inner, Kind.MISSING));
    assertThat(listed.missing()).isEqualTo(2);
    assertThat(listed.all()).isTrue();
  }

  @Test
  void anUnpinnedCopyIsNoCopy() throws Exception {
    Stored stored = raw();
    answer(pair.content.pinRm(pair.second.endpoint(), stored.root(), Duration.ofSeconds(20)));

    assertThat(proven(stored, byRpc, Optional.empty())).isEqualTo(new NotPinned(false));
  }

  @Test
  void aCopyThatAHealHasUnpinnedIsReadAndToldToBeOne() throws Exception {
    Stored stored = raw();
    Block mark = HealMark.of(stored.root());
    Duration soon = Duration.ofSeconds(20);
    answer(pair.content.blockPut(pair.second.endpoint(), mark, soon));
    answer(
        pair.content.pinAdd(pair.second.endpoint(), mark.cid(), "kept", got -> {}, soon).reply());
    answer(pair.content.pinRm(pair.second.endpoint(), stored.root(), soon));

    assertThat(proven(stored, byRpc, Optional.empty())).isEqualTo(new NotPinned(true));
    pair.flip(pair.second, stored.leaves().get(0), 9);
    assertThat(proven(stored, byRpc, Optional.empty())).isInstanceOf(Damaged.class);
  }

  @Test
  void itIsPinnedUnderTheOtherVersionToo() throws Exception {
    Stored stored = stored();
    Cid one = Cid.of(Cid.DAG_PB, stored.root().multihash());
    assertThat(stored.root().version()).isZero();

    assertThat(now(prover.prove(one, byRpc, Optional.empty()))).isInstanceOf(Whole.class);
  }

  @Test
  void anInterruptedProofGoesOnWhereItWas() throws Exception {
    Stored stored = stored();
    CopyProver impatient =
        new CopyProver(
            pair.content,
            new ProofLimits(
                16L << 20, 4, Duration.ofMillis(300), 4, Duration.ofHours(1), WalkBounds.SHIPPED),
            PAUSE,
            InstantSource.system());
    CompletableFuture<ProofResult> begun =
        impatient.prove(stored.root(), byRpc, Optional.of(list(stored))).toCompletableFuture();
    pair.second.signal("STOP");
    ProofResult first = begun.get(2, TimeUnit.MINUTES);
    pair.second.signal("CONT");

    assertThat(first).isInstanceOf(Unfinished.class);
    assertThat(impatient.interrupted()).isEqualTo(1);
    ProofResult second = now(impatient.prove(stored.root(), byRpc, Optional.of(list(stored))));
    assertThat(second).isInstanceOf(Whole.class);
    assertThat(((Whole) second).blocks()).isEqualTo(stored.blocks().size());
    assertThat(impatient.interrupted()).isZero();
  }

  @Test
  void aLookFindsEveryLostBlockOfAllCopiesAndReadsNone() throws Exception {
    Stored one = raw();
    Stored other = stored();
    List<Cid> lost = one.leaves().subList(3, 23);
    for (Cid cid : lost) {
      pair.lose(pair.second, cid);
    }
    Map<Cid, BlockList> lists = Map.of(one.root(), list(one), other.root(), list(other));

    PresenceResult.Looked looked =
        (PresenceResult.Looked)
            now(new PresenceLook(pair.content).look(pair.second.endpoint(), lists));

    assertThat(requireNonNull(looked.copies().get(one.root())).count()).isEqualTo(20);
    assertThat(
            names(
                requireNonNull(looked.copies().get(one.root())).blocks().stream()
                    .map(BadBlock::cid)
                    .toList()))
        .isEqualTo(names(lost));
    assertThat(requireNonNull(looked.copies().get(other.root())).count()).isZero();
    assertThat(looked.left()).isEmpty();
    assertThat(looked.held()).isGreaterThan(other.blocks().size());
  }
}
