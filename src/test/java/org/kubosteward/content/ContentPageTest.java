package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.damaged;
import static org.kubosteward.content.Given.desired;
import static org.kubosteward.content.Given.gone;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.ContentPage.Query;
import org.kubosteward.ipld.Cid;

class ContentPageTest {
  private static final ContentPolicy POLICY = policy(2, 3);

  private static Contents many(int count) {
    ContentsChanges changes = Contents.none().change();
    for (int number = 0; number < count; number++) {
      changes.want(desired(number, POLICY));
      changes.put(cid(number), node(1), proven());
      changes.put(cid(number), node(2), proven());
    }
    return changes.done();
  }

  private static ContentPage page(Contents contents, Query query) {
    return ContentPage.of(contents, hosts(3), NOW, query);
  }

  private static List<Cid> cids(ContentPage page) {
    return page.entries().stream().map(entry -> entry.desired().cid()).toList();
  }

  private static List<Cid> walk(Contents contents, Query first) {
    List<Cid> all = new ArrayList<>();
    Query query = first;
    while (true) {
      ContentPage page = page(contents, query);
      all.addAll(cids(page));
      if (page.next().isEmpty()) {
        return all;
      }
      query = query.after(page.next().get());
    }
  }

  @Test
  void pageByPageEveryContentComesOnceInTheOrderOfTheHashes() {
    Contents contents = many(503);
    List<Cid> sorted =
        IntStream.range(0, 503)
            .mapToObj(Given::cid)
            .sorted(Comparator.comparingLong(Cid::pinFingerprint))
            .toList();
    for (int limit : List.of(1, 7, 100, 502, 503, 504, 1_000)) {
      assertThat(walk(contents, Query.first(limit))).as("limit %d", limit).isEqualTo(sorted);
    }
  }

  @Test
  void theOrderStaysWhileOthersComeAndGoSoThatNoneIsMissedOrComesTwice() {
    Contents contents = many(60);
    ContentPage first = page(contents, Query.first(20));
    Cid last = first.next().orElseThrow();
    // What was listed last goes, and with it the last row moves into its place.
    Contents after = contents.change().unwant(last).want(desired(1_000, POLICY)).done();
    List<Cid> rest = walk(after, Query.first(20).after(last));

    assertThat(rest).doesNotContainAnyElementsOf(cids(first)).doesNotHaveDuplicates();
    List<Cid> all = new ArrayList<>(cids(first));
    all.addAll(rest);
    assertThat(all).containsAll(IntStream.range(0, 60).mapToObj(Given::cid).toList());
  }

  @Test
  void aPageSaysHowEachContentStandsAndHasItsCopies() {
    Contents contents = with(many(1), 0, damaged(), 3);

    ContentPage.Entry entry = page(contents, Query.first(10)).entries().get(0);

    assertThat(entry.standing().verdict()).isEqualTo(Verdict.DAMAGED);
    assertThat(entry.standing().proven()).isEqualTo(2);
    assertThat(entry.copies()).containsOnlyKeys(node(1), node(2), node(3));
  }

  @Test
  void aVerdictNarrowsThePageToThoseOfWhichItHoldsWhateverElseHolds() {
    Contents contents = with(many(40), 7, damaged(), 2, 3);

    assertThat(cids(page(contents, narrowed(Verdict.DAMAGED)))).containsExactly(cid(7));
    assertThat(cids(page(contents, narrowed(Verdict.AT_RISK)))).containsExactly(cid(7));
    assertThat(walk(contents, narrowed(Verdict.FULFILLED))).hasSize(39).doesNotContain(cid(7));
    assertThat(page(contents, narrowed(Verdict.LOST)).entries()).isEmpty();
  }

  @Test
  void howAContentStandsIsToldForTheNodesThatThereAre() {
    ContentPage page = ContentPage.of(many(3), gone(hosts(3), 2), NOW, narrowed(Verdict.AT_RISK));
    assertThat(page.entries()).hasSize(3);
  }

  @Test
  void aPolicyNarrowsThePageToItsContents() {
    ContentPolicy other =
        new ContentPolicy("other", 1, 1, PlacementRule.ANYWHERE, Duration.ofDays(1), 0);
    Contents contents =
        many(10).change().want(new Desired(cid(99), other, OptionalLong.empty(), NOW)).done();
    Query query = new Query(10, Optional.empty(), Optional.of("other"), Optional.empty());

    assertThat(cids(page(contents, query))).containsExactly(cid(99));
  }

  @Test
  void whereNothingIsWantedThePageIsEmptyAndTheLast() {
    assertThat(page(Contents.none(), Query.first(10)))
        .isEqualTo(new ContentPage(List.of(), Optional.empty()));
  }

  @Test
  void aPageHasABound() {
    assertThatThrownBy(() -> Query.first(0)).isInstanceOf(InvalidSpec.class);
    assertThatThrownBy(() -> Query.first(ContentPage.LIMIT_MOST + 1))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("1 to 1000");
  }

  private static Query narrowed(Verdict verdict) {
    return new Query(10, Optional.empty(), Optional.empty(), Optional.of(verdict));
  }
}
