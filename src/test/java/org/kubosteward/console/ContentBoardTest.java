package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.ContentPage;
import org.kubosteward.content.Contents;
import org.kubosteward.content.Hosts;
import org.kubosteward.content.Presence;
import org.kubosteward.content.Verdict;
import org.kubosteward.ipld.Cid;

class ContentBoardTest {
  private static final UploadsShown NONE = List::of;

  private static ContentBoard board(Story story) {
    return board(story, ContentPage.Query.first(ContentBoard.PAGE));
  }

  private static ContentBoard board(Story story, ContentPage.Query query) {
    return ContentBoard.of(story.dossier(Stories.NOW), NONE, query, cids -> Map.of());
  }

  @Test
  void saysHowToBeginWhereNobodyWantsAnything() {
    ContentBoard board = board(ContentStories.nothing());
    assertThat(board.empty()).isTrue();
    assertThat(board.policies()).isEmpty();
    assertThat(board.all()).isEmpty();
  }

  @Test
  void saysWhatItDoesNotKnowAndWhy() {
    ContentBoard starting = board(Story.EMPTY);
    assertThat(starting.empty()).isFalse();
    assertThat(starting.at()).isEmpty();
    assertThat(starting.notices()).singleElement().asString().contains("first round");
    assertThat(board(Stories.healthy()).notices())
        .singleElement()
        .asString()
        .contains("being read from the journal");
  }

  @Test
  void leadsWithALineForEachPolicy() {
    PolicyRow models = board(ContentStories.lost()).policies().get(1);
    assertThat(models.name()).isEqualTo("models");
    assertThat(models.css()).isEqualTo("bad");
    assertThat(models.sentence()).contains("1 lost").contains("at risk").contains("oldest proof");
    PolicyRow well = board(ContentStories.kept()).policies().get(0);
    assertThat(well.css()).isEqualTo("ok");
    assertThat(well.contents()).isEqualTo(4);
    assertThat(well.counts().get(0).word()).isEqualTo("fulfilled");
    assertThat(well.sentence()).startsWith("4 contents: 4 fulfilled; oldest proof");
  }

  @Test
  void namesTheMostEndangeredOnesOnceTheWorstFirst() {
    List<ContentRow> worst = board(ContentStories.lost()).worst();
    assertThat(worst).hasSizeLessThanOrEqualTo(ContentBoard.WORST_MOST);
    assertThat(worst.get(0).cid()).isEqualTo(ContentStories.cid(30).toString());
    assertThat(worst.get(0).verdict()).isEqualTo("lost");
    assertThat(worst).extracting(ContentRow::cid).doesNotHaveDuplicates();
    assertThat(board(ContentStories.kept()).worst()).isEmpty();
  }

  @Test
  void showsWhatMovesWithRateAndRemainingTime() {
    List<TransferRow> moving = board(ContentStories.replicating()).moving();
    assertThat(moving).hasSize(2);
    TransferRow counted = moving.get(1);
    assertThat(counted.percent()).isEqualTo(46);
    assertThat(counted.bytes()).isEqualTo("12.0 MiB of 26.0 MiB");
    assertThat(counted.rate()).isEqualTo("3.0 MiB/s");
    assertThat(counted.left()).isEqualTo("5 s left");
    assertThat(counted.from()).isEqualTo("kubo-1");
    assertThat(counted.to()).isEqualTo("kubo-2");
    TransferRow stuck = moving.get(0);
    assertThat(stuck.percent()).isEqualTo(-1);
    assertThat(stuck.from()).isEqualTo("the network");
    assertThat(stuck.rate()).isEqualTo("nothing comes");
    assertThat(stuck.left()).isEmpty();
  }

  @Test
  void marksEachCopyByWhatIsKnownOfIt() {
    ContentBoard board = board(ContentStories.lost());
    ContentRow row =
        board.all().stream()
            .filter(one -> one.cid().equals(ContentStories.cid(31).toString()))
            .findFirst()
            .orElseThrow();
    assertThat(row.marks()).extracting(CopyMark::css).containsExactly("ok", "dim gone", "ok");
    assertThat(row.marks().get(0).text()).isEqualTo("1 h");
    assertThat(row.marks().get(0).title()).contains("every block there and right");
    assertThat(row.marks().get(1).title()).contains("gone").contains("one too many");
    ContentRow damaged = board(ContentStories.damaged()).worst().get(0);
    assertThat(damaged.marks()).extracting(CopyMark::text).contains("damaged");
    assertThat(damaged.marks().get(2).title())
        .contains("7 blocks are missing or wrong, failed 1 time");
  }

  @Test
  void turnsPagesAndKeepsWhatTheyAreNarrowedTo() {
    Story many = ContentStories.many(130);
    ContentBoard first = board(many);
    assertThat(first.all()).hasSize(ContentBoard.PAGE);
    assertThat(first.total()).isEqualTo(130);
    assertThat(first.next()).startsWith("?after=bafybei");
    ContentPage.Query query =
        new ContentPage.Query(
            ContentBoard.PAGE,
            Optional.empty(),
            Optional.of("models"),
            Optional.of(Verdict.FULFILLED));
    ContentBoard narrowed = board(many, query);
    assertThat(narrowed.filter()).isEqualTo("policy models, fulfilled");
    assertThat(narrowed.query()).isEqualTo("?policy=models&verdict=fulfilled");
    assertThat(narrowed.next()).startsWith("?policy=models&verdict=fulfilled&after=");
    Cid last = ContentStories.cid(0);
    for (ContentRow row : narrowed.all()) {
      last = Cid.parse(row.cid());
    }
    ContentBoard second = board(many, query.after(last));
    assertThat(second.all()).hasSize(86 - ContentBoard.PAGE);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void asksForTheNamesOfWhatItShowsAndOfNothingElse() {
    List<Cid> asked = new ArrayList<>();
    ContentBoard board =
        ContentBoard.of(
            ContentStories.many(2_000).dossier(Stories.NOW),
            NONE,
            ContentPage.Query.first(ContentBoard.PAGE),
            (Collection<Cid> cids) -> {
              asked.addAll(cids);
              return Map.of(cids.iterator().next(), List.of("a", "b", "c"));
            });
    assertThat(asked).hasSize(ContentBoard.PAGE);
    ContentRow named =
        board.all().stream()
            .filter(row -> row.cid().equals(asked.get(0).toString()))
            .findFirst()
            .orElseThrow();
    assertThat(named.name()).isEqualTo("a");
    assertThat(named.others()).isEqualTo("b, c");
    assertThat(named.head() + named.tail()).isEqualTo(named.cid());
  }

  @Test
  void saysThatNothingIsCopiedWhileThePlaneMayBeBlind() {
    Story blind =
        ContentStories.story(
            Contents.none(), Hosts.of(List.of(ContentStories.host(Stories.K1, Presence.AWAY))));
    assertThat(board(blind).notices()).singleElement().asString().contains("0 % of the nodes");
  }
}
