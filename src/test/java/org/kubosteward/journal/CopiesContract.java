package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Pins.NOON;
import static org.kubosteward.journal.Pins.cid;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.Copy;
import org.kubosteward.content.PinStatus;
import org.kubosteward.fleet.NodeId;

/** What every database must make of what is known of copies. */
abstract class CopiesContract {
  static final JournalLimits LIMITS = JournalLimits.shipped();
  private static final NodeId ONE = new NodeId("ipfs", "kubo-1");
  private static final NodeId TWO = new NodeId("ipfs", "kubo-2");

  private Connections database;
  private SqlJournal leader;
  private CopyBook book;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** A database with tables and nothing in them. */
  abstract Connections emptyDatabase() throws Exception;

  <T extends AutoCloseable> T opened(T closed) {
    opened.push(closed);
    return closed;
  }

  @BeforeEach
  void aLeader() throws Exception {
    database = emptyDatabase();
    leader = new SqlJournal(database, LIMITS);
    leader.lead("a");
    book = leader.copies();
  }

  @AfterEach
  void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  private static CopyBook.Changes put(CopyRow... rows) {
    return new CopyBook.Changes(List.of(rows), List.of(), List.of());
  }

  private List<CopyRow> kept() {
    List<CopyRow> rows = new ArrayList<>();
    book.copies(rows::add);
    return rows;
  }

  @Test
  void everyStateIsReadBackAsItWasKept() {
    List<Copy> copies =
        List.of(
            new Copy.Absent(NOON, 7),
            new Copy.Fetching(0, 0, NOON, Optional.of(TWO), 2),
            new Copy.Fetching(0, 0, NOON, Optional.empty(), 0),
            new Copy.Held(NOON),
            new Copy.Proven(NOON.minus(Duration.ofDays(3))),
            new Copy.Damaged(List.of(cid(90), cid(91)), 40, NOON, 3),
            new Copy.Damaged(List.of(), 1, NOON, 0),
            new Copy.Excess(NOON, Optional.of(NOON.minusSeconds(9))),
            new Copy.Excess(NOON, Optional.empty()));
    for (int number = 0; number < copies.size(); number++) {
      book.keep(put(new CopyRow(cid(number), ONE, copies.get(number))));
    }

    for (int number = 0; number < copies.size(); number++) {
      assertThat(book.copies(cid(number)))
          .containsExactly(new CopyRow(cid(number), ONE, copies.get(number)));
    }
    assertThat(kept()).hasSize(copies.size());
  }

  @Test
  void howFarATransferIsIsNotKept() {
    book.keep(put(new CopyRow(cid(1), ONE, new Copy.Fetching(500, 20, NOON, Optional.of(TWO), 1))));

    assertThat(book.copies(cid(1)))
        .extracting(CopyRow::copy)
        .containsExactly(new Copy.Fetching(0, 0, NOON, Optional.of(TWO), 1));
  }

  @Test
  void aCopyIsReplacedAndTakenAway() {
    book.keep(put(new CopyRow(cid(1), ONE, new Copy.Held(NOON))));
    book.keep(
        put(
            new CopyRow(cid(1), ONE, new Copy.Proven(NOON)),
            new CopyRow(cid(1), TWO, new Copy.Held(NOON))));

    assertThat(book.copies(cid(1)))
        .containsExactly(
            new CopyRow(cid(1), ONE, new Copy.Proven(NOON)),
            new CopyRow(cid(1), TWO, new Copy.Held(NOON)));

    book.keep(new CopyBook.Changes(List.of(), List.of(new CopyKey(cid(1), ONE)), List.of()));

    assertThat(book.copies(cid(1))).extracting(CopyRow::node).containsExactly(TWO);
  }

  /** More than a page of either database. */
  @Test
  void allAreToldOnceAndInOrderHoweverManyThereAre() {
    List<CopyRow> many = new ArrayList<>();
    for (int number = 0; number < 10_001; number++) {
      many.add(new CopyRow(cid(number / 2), number % 2 == 0 ? ONE : TWO, new Copy.Held(NOON)));
    }
    book.keep(new CopyBook.Changes(many, List.of(), List.of()));

    assertThat(kept()).hasSize(10_001).doesNotHaveDuplicates().containsAll(many);
    assertThat(kept()).extracting(row -> row.cid().canonical() + " " + row.node()).isSorted();
  }

  @Test
  void allOfAChangeIsKeptOrNothing() {
    book.keep(put(new CopyRow(cid(1), ONE, new Copy.Held(NOON))));
    CopyRow twice = new CopyRow(cid(2), ONE, new Copy.Held(NOON));

    assertThatThrownBy(
            () ->
                book.keep(
                    new CopyBook.Changes(
                        List.of(twice, twice), List.of(new CopyKey(cid(1), ONE)), List.of())))
        .isInstanceOf(JournalUnavailable.class);

    assertThat(kept()).containsExactly(new CopyRow(cid(1), ONE, new Copy.Held(NOON)));
  }

  @Test
  void whoLeadsNoMoreKeepsNothing() {
    SqlJournal next = new SqlJournal(database, LIMITS);
    next.lead("b");

    assertThatThrownBy(() -> book.keep(put(new CopyRow(cid(1), ONE, new Copy.Held(NOON)))))
        .isInstanceOf(JournalUnavailable.class);
    assertThat(next.copies().copies(cid(1))).isEmpty();

    next.copies().keep(put(new CopyRow(cid(1), TWO, new Copy.Held(NOON))));
    assertThat(book.copies(cid(1))).extracting(CopyRow::node).containsExactly(TWO);
  }

  @Test
  void theRowOfAContentThatNobodyWantsIsNotBroughtBack() {
    ContentRow row = new ContentRow(cid(1), PinStatus.PINNED, "", OptionalLong.of(5), true);

    book.keep(new CopyBook.Changes(List.of(), List.of(), List.of(row)));

    List<ContentRow> rows = new ArrayList<>();
    book.contents(rows::add);
    assertThat(rows).isEmpty();
  }

  @Test
  void whatIsWantedIsToldAsItWasKept() {
    SqlPins pins = new SqlPins(database, LIMITS, FleetId.DEFAULT);
    pins.add(Pins.request(cid(1)), "ada");
    ContentRow row =
        new ContentRow(
            cid(1).canonical(), PinStatus.PINNING, "x".repeat(900), OptionalLong.of(5), true);

    book.keep(new CopyBook.Changes(List.of(), List.of(), List.of(row)));

    List<ContentRow> rows = new ArrayList<>();
    book.contents(rows::add);
    assertThat(rows)
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.status()).isEqualTo(PinStatus.PINNING);
              assertThat(kept.why()).hasSize(500);
              assertThat(kept.bytes()).hasValue(5);
              assertThat(kept.stored()).isTrue();
            });
  }
}
