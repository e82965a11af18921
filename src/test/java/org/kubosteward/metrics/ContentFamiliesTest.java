package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.metrics.Rounds.AT;
import static org.kubosteward.metrics.Rounds.id;
import static org.kubosteward.metrics.Rounds.mesh;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentSnapshot;
import org.kubosteward.content.Kept;
import org.kubosteward.content.PolicySnapshot;

class ContentFamiliesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static String text(ContentPicture content) {
    return Exposition.text(
        ContentFamilies.of(content).filter(family -> !family.samples().isEmpty()).toList());
  }

  static Kept some() {
    Kept kept = Kept.nothing(AT).wanted("models", 1, 2).wanted("data", 3);
    kept = kept.with(1, kept.proven(HOUR), id(0)).with(1, kept.proven(HOUR.plusHours(2)), id(1));
    kept = kept.with(2, kept.proven(Duration.ofDays(9)), id(0));
    kept = kept.with(2, kept.fetching(Optional.of(id(0)), 1_000), id(2));
    return kept.with(3, kept.fetching(Optional.empty(), 24), id(1));
  }

  @Test
  void countsContentsAndCopiesOfEachPolicy() {
    assertThat(text(some().on(mesh(3))))
        .contains("steward_contents{policy=\"models\",verdict=\"fulfilled\"} 1\n")
        .contains("steward_contents{policy=\"models\",verdict=\"at_risk\"} 1\n")
        .contains("steward_contents{policy=\"models\",verdict=\"lost\"} 0\n")
        .contains("steward_contents{policy=\"data\",verdict=\"pending\"} 1\n")
        .contains("steward_content_copies{policy=\"models\",state=\"proven\"} 3\n")
        .contains("steward_content_copies{policy=\"models\",state=\"fetching\"} 1\n")
        .contains("steward_content_overdue_proofs{policy=\"models\"} 1\n")
        .contains("steward_content_overdue_proofs{policy=\"data\"} 0\n");
  }

  @Test
  void saysWhenTheOldestProofWasWhereThereIsOne() {
    assertThat(text(some().on(mesh(3))))
        .contains(
            "steward_content_oldest_proof_timestamp_seconds{policy=\"models\"} %d\n"
                .formatted(AT.minus(Duration.ofDays(9)).getEpochSecond()))
        .doesNotContain("oldest_proof_timestamp_seconds{policy=\"data\"}");
  }

  @Test
  void saysWhatIsOnItsWayAndHowFast() {
    assertThat(text(some().on(mesh(3))))
        .contains("steward_content_transfers{source=\"node\"} 1\n")
        .contains("steward_content_transfers{source=\"network\"} 1\n")
        .contains("steward_content_transfer_bytes_per_second 1024\n")
        .contains("steward_content_plan_braked 0\n");
  }

  @Test
  void namesWhatStandsInTheWayByItsKind() {
    Kept kept = Kept.nothing(AT).wanted("models", 1).stored(1);
    kept = kept.with(1, kept.damaged(9), id(0));

    assertThat(text(kept.on(mesh(3))))
        .contains("steward_content_obstacles{obstacle=\"no_proven_sibling\"} 1\n")
        .contains("steward_content_obstacles{obstacle=\"no_target\"} 0\n");
  }

  @Test
  void neverNamesAContent() {
    assertThat(text(some().on(mesh(3)))).doesNotContain("bafk").doesNotContain("bafy");
  }

  @Test
  void showsNoMorePoliciesThanThereMayBe() {
    ContentPicture one = some().on(mesh(3));
    TreeMap<String, PolicySnapshot> many = new TreeMap<>();
    for (int number = 0; number < 200; number++) {
      many.put("policy-%03d".formatted(number), one.snapshot().policy("models").orElseThrow());
    }
    ContentPicture crowded =
        new ContentPicture(
            one.contents(),
            one.hosts(),
            new ContentSnapshot(AT, many),
            one.plan(),
            Collections.emptySortedSet());

    long policies =
        ContentFamilies.of(crowded)
            .flatMap(family -> family.samples().stream())
            .flatMap(sample -> sample.labels().stream())
            .filter(label -> label.startsWith("policy-"))
            .distinct()
            .count();

    assertThat(policies).isEqualTo(65);
  }

  @Test
  void aPlaneThatDoesNotKnowHowContentStandsShowsNoneOfIt() {
    List<String> names =
        Scenes.HEALTHY.scrape().families().stream().map(family -> family.spec().name()).toList();

    assertThat(names).noneMatch(name -> name.startsWith("steward_content"));
    assertThat(Catalogue.all()).containsAll(ContentFamilies.SPECS);
  }

  @Test
  void everyFamilySaysWhatItIs() {
    assertThat(ContentFamilies.of(some().on(mesh(3))).map(Family::spec))
        .containsExactlyElementsOf(ContentFamilies.SPECS);
    assertThat(ContentFamilies.SPECS)
        .allSatisfy(spec -> assertThat(spec.labels()).doesNotContain("cid", "content"));
  }
}
