package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentPolicy;
import org.kubosteward.content.Kept;
import org.kubosteward.content.Step;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;

/** What is decided about content. */
class ContentRemediesTest {
  private static final Fleets FLEET = Fleets.healthy(5);
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO = Fleets.id("kubo-2");
  private static final NodeId THREE = Fleets.id("kubo-3");
  private static final NodeId FOUR = Fleets.id("kubo-4");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Kept kept() {
    return Kept.nothing(FLEET.picture().takenAt());
  }

  private static ContentPicture on(Kept kept) {
    return kept.on(FLEET.picture());
  }

  private static Decision decided(Code code, String policy, Optional<ContentPicture> content) {
    Given given = Given.that(FLEET).finding(Given.warn(code, Subject.ofPolicy(policy)));
    Situation situation = given.situation();
    return new Planner()
        .plan(content.map(situation::with).orElse(situation))
        .about(given.cause().key())
        .orElseThrow();
  }

  private static Decision decided(Code code, Kept kept) {
    return decided(code, "models", Optional.of(on(kept)));
  }

  @Test
  void contentThatIsShortGetsCopiesFromWhereOneIsProven() {
    Kept kept = kept().wanted("models", 1);
    Decision decision = decided(Code.CONTENT_AT_RISK, kept.with(1, kept.proven(HOUR), ONE));

    assertThat(decision).isInstanceOf(Decision.Act.class);
    CopyContent copying = (CopyContent) decision.action().orElseThrow();
    assertThat(copying.copies())
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.cid()).isEqualTo(Kept.cid(1).toString());
              assertThat(one.from()).contains(ONE);
              assertThat(one.node()).isNotEqualTo(ONE);
            });
    assertThat(decision.why()).contains("too few copies").contains("the most endangered");
  }

  @Test
  void whatNobodyHasIsAskedOfTheNetwork() {
    Decision decision = decided(Code.CONTENT_PENDING, kept().wanted("models", 1));

    CopyContent copying = (CopyContent) decision.action().orElseThrow();
    assertThat(copying.copies().get(0).from()).isEmpty();
  }

  @Test
  void aFindingAboutOnePolicyMovesNothingOfAnother() {
    Kept kept = kept().wanted("models", 1).wanted("data", 2);
    kept = kept.with(1, kept.proven(HOUR), ONE).with(2, kept.proven(HOUR), TWO);

    Decision decision = decided(Code.CONTENT_AT_RISK, "data", Optional.of(on(kept)));

    assertThat(decision.action().orElseThrow().about()).containsExactly(Kept.cid(2).toString());
  }

  @Test
  void aBatchIsBoundedHoweverMuchThereIsToDo() {
    Kept kept = kept().wanted("models", IntStream.rangeClosed(1, 200).toArray());
    for (int number = 1; number <= 200; number++) {
      kept = kept.with(number, kept.proven(HOUR), ONE);
    }

    Action action = decided(Code.CONTENT_AT_RISK, kept).action().orElseThrow();

    assertThat(((CopyContent) action).copies()).hasSizeBetween(1, CopyContent.MOST);
  }

  @Test
  void whereNothingIsKnownOfContentNothingIsBegun() {
    for (Code code : List.of(Code.CONTENT_AT_RISK, Code.BLOCK_CORRUPT)) {
      Decision decision = decided(code, "models", Optional.empty());

      assertThat(decision).isInstanceOf(Decision.Leave.class);
      assertThat(decision.why()).contains("not known here");
    }
  }

  @Test
  void damageIsHealedFromAProvenCopyBlockByBlock() {
    Kept kept = kept().wanted("models", 1);
    kept = kept.with(1, kept.proven(HOUR), ONE, TWO).with(1, kept.damaged(7, 8), THREE);

    HealContent healing = (HealContent) decided(Code.BLOCK_CORRUPT, kept).action().orElseThrow();

    assertThat(healing.copies())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.node()).isEqualTo(THREE);
              assertThat(one.from()).isIn(ONE, TWO);
              assertThat(one.blocks())
                  .containsExactly(Kept.cid(7).toString(), Kept.cid(8).toString());
            });
  }

  @Test
  void damageWithoutAProvenCopySaysWhatIsMissing() {
    Kept kept = kept().wanted("models", 1);
    Decision decision = decided(Code.BLOCK_CORRUPT, kept.with(1, kept.damaged(7), THREE));

    assertThat(decision).isInstanceOf(Decision.Leave.class);
    assertThat(decision.why()).contains("no node that answers has a");
  }

  @Test
  void aCopyTooManyIsProposedToBeDroppedAndNotDroppedAsShipped() {
    Kept kept = kept().wanted("models", 1);
    kept = kept.with(1, kept.proven(HOUR), ONE, TWO, THREE);
    Decision decision =
        decided(Code.CONTENT_EXCESS, kept.with(1, kept.excess(Duration.ofHours(3)), FOUR));

    assertThat(decision).isInstanceOf(Decision.Refuse.class);
    assertThat(decision.guard()).contains("mode");
    assertThat(((DropExcess) decision.action().orElseThrow()).copies())
        .containsExactly(new DropExcess.One(Kept.cid(1).toString(), FOUR));
  }

  @Test
  void aCopyTooManyWaitsUntilItsDelayIsOver() {
    Kept kept = kept().wanted("models", 1);
    kept = kept.with(1, kept.proven(HOUR), ONE, TWO, THREE);
    Decision decision =
        decided(Code.CONTENT_EXCESS, kept.with(1, kept.excess(Duration.ofMinutes(3)), FOUR));

    assertThat(decision).isInstanceOf(Decision.Leave.class);
    assertThat(decision.why()).contains("delay").contains("freshly proven");
  }

  @Test
  void whatNobodyWantsAnyMoreIsDroppedUnderItsOwnName() {
    ContentPicture picture = on(kept()).withRemoved(List.of(new Step.Drop(Kept.cid(9), TWO)));

    Decision decision = decided(Code.CONTENT_EXCESS, ContentPolicy.REMOVED, Optional.of(picture));

    assertThat(decision.action().orElseThrow().describe()).startsWith("drop-excess of 1 content");
  }

  @Test
  void overdueProofsAreLeftToTheProverWithAdvice() {
    Decision decision = decided(Code.PROOF_OVERDUE, "models", Optional.empty());

    assertThat(decision).isInstanceOf(Decision.Leave.class);
    assertThat(decision.why()).contains("proofs go on by themselves").contains("policy models");
  }
}
