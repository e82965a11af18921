package org.kubosteward.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.kubo.NodePair.answer;
import static org.kubosteward.kubo.NodePair.now;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.content.HealMark;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.ImportProfile;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.NodePair;
import org.kubosteward.kubo.NodePair.Stored;
import org.kubosteward.kubo.RootPin;

/**
 * Heals on a real kubo that has lost blocks, or whose disk has turned some, beside a proven one.
 */
class CopyHealingIT {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int BYTES = 46 << 20;

  private static NodePair pair;
  private static CopyHealing healing;
  private static KuboEndpoint target;
  private static long seed = 100;

  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    pair = new NodePair(home, "{\"NoFetch\": true, \"NoDNSLink\": true}");
    healing = new CopyHealing(pair.kubo, pair.content, InstantSource.system());
    target = pair.second.endpoint();
  }

  @AfterAll
  static void stop() throws Exception {
    pair.close();
  }

  private static HealOutcome heal(Stored stored, List<Cid> blocks) throws Exception {
    HealSource source = HealSource.rpc(pair.first.endpoint());
    return heal(stored, blocks, List.of(source), DEADLINE);
  }

  private static HealOutcome heal(
      Stored stored, List<Cid> blocks, List<HealSource> sources, Duration deadline)
      throws Exception {
    return now(healing.heal(new HealOrder(stored.root(), target, blocks, sources, deadline)));
  }

  /** The blocks' files on the target are those of the sibling, the root is pinned, no mark is. */
  private static void assertWhole(Stored stored) throws Exception {
    for (Cid cid : stored.blocks()) {
      assertThat(sha256(pair.file(pair.second, cid)))
          .as(cid.toString())
          .isEqualTo(sha256(pair.file(pair.first, cid)));
    }
    assertThat(pin(stored.root())).contains(new RootPin(stored.root(), "kept"));
    assertThat(pin(HealMark.of(stored.root()).cid())).isEmpty();
  }

  private static String sha256(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Optional<RootPin> pin(Cid root) throws Exception {
    return answer(pair.content.rootPin(target, root, AMPLE));
  }

  private static Stored raw() throws Exception {
    return pair.store(ImportProfile.UNIXFS_V1_2025, seed++, BYTES, "kept");
  }

  private static Stored deep() throws Exception {
    return pair.store(ImportProfile.UNIXFS_V0_2015, seed++, BYTES, "kept");
  }

  @Test
  void twentyFlippedAndTwentyLostBlocksAreRightAgainAndTheRootStayedPinned() throws Exception {
    Stored stored = raw();
    List<Cid> blocks = stored.leaves().subList(0, 40);
    for (int i = 0; i < 20; i++) {
      pair.flip(pair.second, blocks.get(i), 7919 * i);
      pair.lose(pair.second, blocks.get(20 + i));
    }

    HealOutcome outcome = heal(stored, blocks);

    assertThat(outcome).isEqualTo(new HealOutcome(40, 0, 40L << 20, false, Optional.empty()));
    assertWhole(stored);
    assertThat(outcome.outcome().detail()).contains("40 blocks healed");
  }

  @Test
  void whatIsRightAlreadyIsLeftAlone() throws Exception {
    Stored stored = raw();

    HealOutcome outcome = heal(stored, stored.leaves().subList(0, 5));

    assertThat(outcome).isEqualTo(new HealOutcome(0, 5, 0, false, Optional.empty()));
  }

  @Test
  void aLostInnerBlockIsHealedWithoutUnpinning() throws Exception {
    Stored stored = deep();
    Cid inner = pair.below(stored.root()).get(0);
    Cid leaf = pair.below(inner).get(3);
    pair.lose(pair.second, inner);
    pair.flip(pair.second, leaf, 1000);

    HealOutcome outcome = heal(stored, List.of(inner, leaf));

    assertThat(outcome.why()).isEmpty();
    assertThat(outcome.healed()).isEqualTo(2);
    assertThat(outcome.unpinned()).isFalse();
    assertWhole(stored);
  }

  /** Kubo cannot remove anything while it cannot read this block. */
  @Test
  void anInnerBlockThatCannotBeDecodedIsHealedAndTheRootPinnedAgainUnderItsName() throws Exception {
    Stored stored = deep();
    Cid inner = pair.below(stored.root()).get(0);
    pair.flip(pair.second, inner, 0);

    HealOutcome outcome = heal(stored, List.of(inner));

    assertThat(outcome.why()).isEmpty();
    assertThat(outcome.healed()).isEqualTo(1);
    assertThat(outcome.unpinned()).isTrue();
    assertWhole(stored);
  }

  /** Kubo would wait for a block that does not exist. */
  @Test
  void aRootThatLinksToNothingIsHealed() throws Exception {
    Stored stored = deep();
    pair.flip(pair.second, stored.root(), 20);

    HealOutcome outcome = heal(stored, List.of(stored.root()));

    assertThat(outcome.why()).isEmpty();
    assertThat(outcome.unpinned()).isTrue();
    assertWhole(stored);
  }

  /** A leaf of the old profile is decoded too. */
  @Test
  void aLeafThatKuboCannotDecodeIsHealedAllTheSame() throws Exception {
    Stored stored = deep();
    Cid leaf = pair.below(pair.below(stored.root()).get(0)).get(0);
    pair.flip(pair.second, leaf, 0);

    HealOutcome outcome = heal(stored, List.of(leaf));

    assertThat(outcome.why()).isEmpty();
    assertThat(outcome.healed()).isEqualTo(1);
    assertWhole(stored);
  }

  @Test
  void whatNoSourceHasIsNotRemoved() throws Exception {
    Stored stored = raw();
    Cid both = stored.leaves().get(0);
    Cid one = stored.leaves().get(1);
    pair.flip(pair.first, both, 5);
    pair.flip(pair.second, both, 7);
    pair.flip(pair.second, one, 7);
    byte[] damaged = Files.readAllBytes(pair.file(pair.second, both));

    HealOutcome outcome = heal(stored, List.of(both, one));

    assertThat(outcome.why().orElse("")).contains("no source has 1 of the blocks", "" + both);
    assertThat(outcome.healed()).isEqualTo(1);
    assertThat(Files.readAllBytes(pair.file(pair.second, both))).isEqualTo(damaged);
    assertThat(heal(stored, List.of(both), List.of(), DEADLINE).why().orElse(""))
        .contains("no node has a proven copy");
    assertThat(Files.readAllBytes(pair.file(pair.second, both))).isEqualTo(damaged);
  }

  @Test
  void nothingIsUnpinnedForAnInnerBlockThatNoSourceHas() throws Exception {
    Stored stored = deep();
    Cid inner = pair.below(stored.root()).get(0);
    pair.flip(pair.second, inner, 0);
    pair.lose(pair.first, inner);

    HealOutcome outcome = heal(stored, List.of(inner));

    assertThat(outcome.why()).isPresent();
    assertThat(outcome.healed()).isZero();
    assertThat(pin(stored.root())).isPresent();
    // Whatever else is pinned there cannot be healed beside it.
    answer(pair.content.pinRm(target, stored.root(), AMPLE));
  }

  @Test
  void anotherSourceIsAskedWhenTheFirstHasNot() throws Exception {
    Stored stored = raw();
    Cid cid = stored.leaves().get(0);
    pair.lose(pair.second, cid);

    HealOutcome outcome =
        heal(
            stored,
            List.of(cid),
            List.of(HealSource.rpc(target), HealSource.gateway(NodePair.gateway(pair.first))),
            DEADLINE);

    assertThat(outcome.done()).as(outcome.toString()).isTrue();
    assertWhole(stored);
  }

  @Test
  void aHealThatDiedBetweenUnpinningAndPinningIsFinished() throws Exception {
    Stored stored = deep();
    Cid inner = pair.below(stored.root()).get(0);
    pair.flip(pair.second, inner, 0);
    Block mark = HealMark.of(stored.root());
    answer(pair.content.blockPut(target, mark, AMPLE));
    answer(pair.content.pinAdd(target, mark.cid(), "kept", got -> {}, AMPLE).reply());
    answer(pair.content.pinRm(target, stored.root(), AMPLE));

    HealOutcome outcome = heal(stored, List.of(inner));

    assertThat(outcome.why()).isEmpty();
    assertThat(outcome.unpinned()).isTrue();
    assertWhole(stored);
  }

  @Test
  void whatIsNotPinnedIsNotHealed() throws Exception {
    Stored stored = raw();
    answer(pair.content.pinRm(target, stored.root(), AMPLE));

    HealOutcome outcome = heal(stored, List.of(stored.leaves().get(0)));

    assertThat(outcome.why().orElse("")).contains("is not pinned there: make a copy");
  }

  @Test
  void nothingNewIsBegunAfterTheDeadline() throws Exception {
    Stored stored = raw();
    List<Cid> blocks = new ArrayList<>(stored.leaves().subList(0, 3));
    for (Cid cid : blocks) {
      pair.lose(pair.second, cid);
    }

    HealOutcome outcome =
        heal(stored, blocks, List.of(HealSource.rpc(pair.first.endpoint())), Duration.ofNanos(1));

    assertThat(outcome.why().orElse("")).contains("it was not done within");
    assertThat(outcome.healed()).isZero();
    assertThat(heal(stored, blocks).healed()).isEqualTo(3);
  }
}
