package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kubosteward.content.Given.MIB;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.desired;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

class ContentsTest {
  private static final ContentPolicy POLICY = policy(2, 3);

  static Stream<Copy> everyKindOfCopy() {
    return Stream.of(
        new Copy.Absent(NOW, 0),
        new Copy.Absent(NOW, 255),
        new Copy.Held(NOW),
        new Copy.Proven(Instant.EPOCH.minusMillis(1)),
        new Copy.Proven(NOW.plusMillis(7)),
        new Copy.Fetching(7, 3, NOW, Optional.of(node(9)), 2),
        new Copy.Fetching(0, 0, NOW, Optional.empty(), 0),
        new Copy.Damaged(List.of(cid(1), cid(2)), 5, NOW, 1),
        new Copy.Excess(NOW, Optional.of(NOW.minusSeconds(5))),
        new Copy.Excess(NOW, Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfCopy")
  void whatIsPutIsWhatIsRead(Copy copy) {
    Contents contents = with(wanted(POLICY, 1, 2), 2, copy, 3);

    assertThat(contents.copy(cid(2), node(3))).contains(copy);
    assertThat(contents.copies(cid(2))).containsOnly(Map.entry(node(3), copy));
    assertThat(contents.copies(cid(1))).isEmpty();
    assertThat(with(contents, 2, proven(), 3).told).isEmpty();
  }

  @Test
  void instantsAreKeptToTheMillisecond() {
    Copy copy = new Copy.Proven(NOW.plusNanos(1_999_999));

    assertThat(copy.at()).isEqualTo(NOW.plusMillis(1));
  }

  @Test
  void damageNamesAFewBlocksAndCountsAll() {
    List<Cid> many = IntStream.range(0, 100).mapToObj(Given::cid).toList();
    Copy.Damaged damaged = new Copy.Damaged(many, 0, NOW, 0);

    assertThat(damaged.blocks()).hasSize(Copy.Damaged.BLOCKS_MOST);
    assertThat(damaged.count()).isEqualTo(64);
    assertThat(new Copy.Damaged(many, 100, NOW, 0).count()).isEqualTo(100);
  }

  @Test
  void aCopyTooManyIsWhatItWasWhenItIsWantedAfterAll() {
    Instant before = NOW.minusSeconds(60);

    assertThat(new Copy.Excess(NOW, Optional.of(before)).kept()).isEqualTo(new Copy.Proven(before));
    assertThat(new Copy.Excess(NOW, Optional.empty()).kept()).isEqualTo(new Copy.Held(NOW));
  }

  @Test
  void aChangeLeavesWhatItBeganFromAsItWas() {
    Contents before = with(wanted(POLICY, 1, 2), 1, Given.fetching(2), 1);
    Map<NodeId, Copy> copies = new TreeMap<>(before.copies(cid(1)));

    ContentsChanges changes =
        before.change().put(cid(1), node(1), proven()).unwant(cid(2)).want(desired(3, POLICY));
    Contents after = changes.done();
    changes.unwant(cid(1)).unwant(cid(3)).put(cid(1), node(5), proven());

    assertThat(before.size()).isEqualTo(2);
    assertThat(before.copies(cid(1))).isEqualTo(copies);
    assertThat(before.desired(cid(2))).isPresent();
    assertThat(before.desired(cid(3))).isEmpty();
    assertThat(after.size()).isEqualTo(2);
    assertThat(after.copies(cid(1))).containsOnly(Map.entry(node(1), proven()));
    assertThat(after.desired(cid(2))).isEmpty();
    assertThat(after.desired(cid(3))).contains(desired(3, POLICY));
  }

  @Test
  void aWishMayChangeAndTheCopiesStay() {
    Contents before = with(wanted(POLICY, 1), 1, proven(), 1);
    Desired other = desired(1, policy(1, 1)).sized(5 * MIB);

    Contents after = before.change().want(other).done();

    assertThat(after.size()).isEqualTo(1);
    assertThat(after.desired(cid(1))).contains(other);
    assertThat(after.copies(cid(1))).isEqualTo(before.copies(cid(1)));
  }

  @Test
  void ofAContentThatNobodyWantsNothingIsKept() {
    Contents contents = with(wanted(POLICY, 1), 2, proven(), 1);

    assertThat(contents.size()).isEqualTo(1);
    assertThat(contents.copies(cid(2))).isEmpty();
    assertThat(contents.stored(cid(2))).isFalse();
    assertThat(contents.change().unwant(cid(2)).forget(cid(2), node(1)).done()).isEqualTo(contents);
  }

  @Test
  void whatWasHeldOnceIsStoredWhateverBecomesOfIt() {
    for (Copy copy : List.of(proven(), Given.held(), Given.excess(Duration.ZERO))) {
      Contents held = with(wanted(POLICY, 1), 1, copy, 1);
      assertThat(with(held, 1, new Copy.Absent(NOW, 0), 1).stored(cid(1))).isTrue();
    }
    for (Copy copy : List.of(Given.fetching(2), new Copy.Absent(NOW, 1))) {
      assertThat(with(wanted(POLICY, 1), 1, copy, 1).stored(cid(1))).isFalse();
    }
    assertThat(wanted(POLICY, 1).change().stored(cid(1)).done().stored(cid(1))).isTrue();
  }

  @Test
  void aContentThatIsWantedAnewBeginsAnew() {
    Contents contents = with(wanted(POLICY, 1, 2), 1, Given.fetching(2), 1);
    contents = with(contents, 1, proven(), 2);

    Contents anew = contents.change().unwant(cid(1)).want(desired(1, POLICY)).done();

    assertThat(anew.copies(cid(1))).isEmpty();
    assertThat(anew.stored(cid(1))).isFalse();
    assertThat(anew.told).isEmpty();
  }

  @Test
  void aNodeThatIsNoMoreIsForgottenWithAllItsCopies() {
    Contents contents = with(wanted(POLICY, 1, 2), 1, proven(), 1, 2, 3);
    contents = with(contents, 2, Given.damaged(), 1, 2);

    Contents after = contents.change().forget(node(1)).forget(node(9)).done();

    assertThat(after.copies(cid(1)).keySet()).containsExactly(node(2), node(3));
    assertThat(after.copies(cid(2)).keySet()).containsExactly(node(2));
    assertThat(contents.copies(cid(1))).hasSize(3);
  }

  @Test
  void theSameContentsAreEqualInWhateverOrderTheyWereTold() {
    Contents one = with(with(wanted(POLICY, 1, 2), 1, proven(), 1, 2), 2, Given.held(), 3);
    Contents other = with(with(wanted(POLICY, 2, 1), 2, Given.held(), 3), 1, proven(), 2, 1);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(with(other, 1, Given.held(), 2));
    assertThat(one).isNotEqualTo(wanted(POLICY, 1));
    assertThat(one.toString()).contains("2 contents").contains("3 nodes");
  }

  @Test
  void moreNodesThanHaveANumberAreRefused() {
    ContentsChanges changes = wanted(POLICY, 1).change();
    for (int number = 0; number < Contents.NODES_MOST; number++) {
      changes.put(cid(1), node(number), proven()).forget(cid(1), node(number));
    }
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> changes.put(cid(1), node(-1), proven()))
        .withMessageContaining("65536");
  }

  /** Against a map of maps, with every change that there is, in any order. */
  @Test
  void theTableIsAMapOfMaps() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Contents contents = Contents.none();
      Map<Cid, Map<NodeId, Copy>> expected = new HashMap<>();
      List<Copy> kinds = everyKindOfCopy().toList();
      for (int batch = 0; batch < 60; batch++) {
        ContentsChanges changes = contents.change();
        for (int i = random.nextInt(8); i >= 0; i--) {
          changeBoth(random, kinds, changes, expected);
        }
        contents = changes.done();
        assertThat(contents.size()).isEqualTo(expected.size());
        for (int number = 0; number < 12; number++) {
          Map<NodeId, Copy> copies = expected.getOrDefault(cid(number), Map.of());
          assertThat(contents.copies(cid(number))).containsExactlyEntriesOf(new TreeMap<>(copies));
          assertThat(contents.desired(cid(number)).isPresent())
              .isEqualTo(expected.containsKey(cid(number)));
        }
        assertThat(contents.told)
            .hasSize((int) expected.values().stream().mapToLong(ContentsTest::told).sum());
      }
    }
  }

  private static long told(Map<NodeId, Copy> copies) {
    return copies.values().stream()
        .map(Copy::state)
        .filter(List.of(CopyState.FETCHING, CopyState.DAMAGED, CopyState.EXCESS)::contains)
        .count();
  }

  private static void changeBoth(
      Random random,
      List<Copy> kinds,
      ContentsChanges changes,
      Map<Cid, Map<NodeId, Copy>> expected) {
    Cid cid = cid(random.nextInt(12));
    NodeId node = node(random.nextInt(6));
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        changes.want(new Desired(cid, POLICY, OptionalLong.empty(), NOW));
        expected.putIfAbsent(cid, new HashMap<>());
      }
      case 2 -> {
        changes.unwant(cid);
        expected.remove(cid);
      }
      case 3 -> {
        changes.forget(cid, node);
        expected.getOrDefault(cid, new HashMap<>()).remove(node);
      }
      default -> {
        Copy copy = kinds.get(random.nextInt(kinds.size()));
        changes.put(cid, node, copy);
        expected.computeIfPresent(
            cid,
            (key, copies) -> {
              Map<NodeId, Copy> more = new HashMap<>(copies);
              more.put(node, copy);
              return more;
            });
      }
    }
  }

  @Test
  void nodesAreThoseThatCopiesAreKnownOfOn() {
    assertThat(Contents.none().nodes()).isEmpty();
    assertThat(new ArrayList<>(with(wanted(POLICY, 1), 1, proven(), 3, 1).nodes()))
        .containsExactly(node(3), node(1));
  }
}
