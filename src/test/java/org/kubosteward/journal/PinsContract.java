package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Pins.ANY;
import static org.kubosteward.journal.Pins.NOON;
import static org.kubosteward.journal.Pins.cid;
import static org.kubosteward.journal.Pins.dagPb;
import static org.kubosteward.journal.Pins.named;
import static org.kubosteward.journal.Pins.request;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;

/** What every database must make of requests that are kept, replaced and removed. */
abstract class PinsContract {
  static final JournalLimits LIMITS = JournalLimits.shipped();

  CountedConnections database;
  SqlPins pins;
  SqlPins other;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** A database with tables and nothing in them. */
  abstract Connections emptyDatabase() throws Exception;

  /** The same, closed when the test ends. */
  <T extends AutoCloseable> T opened(T closed) {
    opened.push(closed);
    return closed;
  }

  @BeforeEach
  void twoPlanes() throws Exception {
    database = new CountedConnections(emptyDatabase());
    pins = new SqlPins(database, LIMITS, FleetId.DEFAULT);
    other = new SqlPins(database, LIMITS, FleetId.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  @Test
  void everyPlaneReadsARequestBackAsItWasKept() {
    PinRequest asked =
        request(dagPb(0, 1), "ünï – \"1\"%_", Map.of("a", "b\n\"c\"", "policy", "gold"), NOON);

    PinRow kept = pins.add(asked, "key:ci");

    assertThat(kept.request()).isEqualTo(asked);
    assertThat(kept.request().cid().version()).as("as it was asked for").isZero();
    assertThat(kept.createdBy()).isEqualTo("key:ci");
    assertThat(kept.status()).isEqualTo(PinStatus.QUEUED);
    assertThat(kept.why()).isEmpty();
    assertThat(other.pin(asked.id())).contains(kept);
    assertThat(other.pin("none")).isEmpty();
  }

  @Test
  void aContentHasOneRowHoweverOftenAndInWhateverVersionItIsAskedFor() throws Exception {
    PinRow first = pins.add(request(dagPb(0, 1)), "alice");
    PinRow second = other.add(request(dagPb(1, 1)), "alice");

    assertThat(first.request().id()).isNotEqualTo(second.request().id());
    assertThat(texts("SELECT content FROM content"))
        .containsExactly(dagPb(1, 1).toString())
        .allSatisfy(content -> assertThat(content).startsWith("bafybei"));
    assertThat(texts("SELECT status FROM content")).containsExactly("QUEUED");
    assertThat(texts("SELECT content FROM pin_request")).containsOnly(dagPb(1, 1).toString());
  }

  @Test
  void theRowOfAContentGoesWithItsLastRequestAndItsCopiesStay() throws Exception {
    PinRow first = pins.add(request(cid(1)), "alice");
    PinRow second = pins.add(request(cid(1)), "bob");
    copyOf(cid(1));

    assertThat(other.remove(first.request().id())).isTrue();
    assertThat(texts("SELECT content FROM content")).hasSize(1);
    assertThat(other.remove(first.request().id())).as("a second time").isFalse();

    assertThat(pins.remove(second.request().id())).isTrue();
    assertThat(texts("SELECT content FROM content")).isEmpty();
    assertThat(texts("SELECT node FROM copy")).containsExactly("kubo-1");
    assertThat(pins.page(PinQuery.newest(ANY, 10)).rows()).isEmpty();
  }

  @Test
  void replacingPutsOneInThePlaceOfAnotherInOneStep() throws Exception {
    PinRow old = pins.add(named(1, "before"), "alice");
    PinRequest by = named(2, "after");

    PinRow kept = other.replace(old.request().id(), by, "bob").orElseThrow();

    assertThat(kept.request().name()).isEqualTo("after");
    assertThat(kept.request().created()).isAfter(old.request().created());
    assertThat(pins.pin(old.request().id())).isEmpty();
    assertThat(pins.page(PinQuery.newest(ANY, 10)).rows()).containsExactly(kept);
    assertThat(texts("SELECT content FROM content")).containsExactly(cid(2).toString());
  }

  @Test
  void replacingByTheSameContentKeepsItsRowAsItIs() throws Exception {
    PinRow old = pins.add(request(cid(1)), "alice");
    status(cid(1), PinStatus.PINNED, "three copies");

    PinRow kept = pins.replace(old.request().id(), named(1, "renamed"), "alice").orElseThrow();

    assertThat(kept.status()).isEqualTo(PinStatus.PINNED);
    assertThat(kept.why()).isEqualTo("three copies");
  }

  @Test
  void replacingWhatIsNotThereKeepsNothing() throws Exception {
    assertThat(pins.replace("gone", request(cid(1)), "alice")).isEmpty();
    assertThat(texts("SELECT content FROM content")).isEmpty();
    assertThat(texts("SELECT content FROM content_change")).isEmpty();
  }

  @Test
  void ofWhatCannotBeWrittenWholeNothingIsKept() throws Exception {
    PinRow old = pins.add(request(cid(1)), "alice");
    database.failOn(sql -> sql.startsWith("INSERT INTO pin_request"));

    assertThatThrownBy(() -> pins.add(request(cid(2)), "alice"))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("keeping a request");
    assertThatThrownBy(() -> pins.replace(old.request().id(), request(cid(3)), "alice"))
        .isInstanceOf(JournalUnavailable.class);
    database.failOn(sql -> sql.startsWith("DELETE FROM content"));
    assertThatThrownBy(() -> pins.remove(old.request().id()))
        .isInstanceOf(JournalUnavailable.class);
    database.heal();

    assertThat(pins.page(PinQuery.newest(ANY, 10)).rows()).containsExactly(old);
    assertThat(texts("SELECT content FROM content")).containsExactly(cid(1).toString());
    assertThat(texts("SELECT content FROM content_change")).containsExactly(cid(1).toString());
    assertThat(texts("SELECT requests FROM pin_clock")).containsExactly("1");
  }

  @Test
  void whileNothingConnectsItIsSaidAndNothingIsTriedWithoutEnd() {
    SqlPins away =
        new SqlPins(
            () -> {
              throw new SQLException("the journal is being opened");
            },
            LIMITS,
            FleetId.DEFAULT);
    String id = "00000000-0000-4000-8000-000000000000";

    assertThatThrownBy(() -> away.add(request(cid(1)), "alice"))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessage("keeping a request: the journal is being opened");
    assertThatThrownBy(() -> away.replace(id, request(cid(1)), "alice"))
        .isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> away.remove(id)).isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> away.pin(id)).isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> away.page(PinQuery.newest(ANY, 10)))
        .isInstanceOf(JournalUnavailable.class);
  }

  @Test
  void thereAreNoMoreThanThereMayBe() throws Exception {
    pins.add(request(cid(1)), "alice");
    run("UPDATE pin_clock SET requests = " + PinBook.MOST);

    assertThatThrownBy(() -> other.add(request(cid(2)), "alice"))
        .isInstanceOf(PinRefused.class)
        .hasMessageContaining("2000000")
        .hasMessageContaining("remove some");
    assertThat(texts("SELECT content FROM content")).hasSize(1);
  }

  @Test
  void ofOneContentThereAreNoMoreThanThereMayBe() throws Exception {
    PinRow first = pins.add(request(cid(1)), "alice");
    run(
        "INSERT INTO pin_request (fleet, request_id, cid, content, name, folded, policy, origins,"
            + " meta, created_at, created_by) SELECT fleet, 'more-' || n, cid, content, name,"
            + " folded, policy, origins, meta, created_at - n * INTERVAL '1' SECOND, created_by"
            + " FROM pin_request, "
            + numbers(PinBook.MOST_OF_ONE - 1));

    assertThatThrownBy(() -> pins.add(request(cid(1)), "alice"))
        .isInstanceOf(PinRefused.class)
        .hasMessageContaining("1000 requests for " + cid(1));
    assertThat(pins.replace(first.request().id(), request(cid(1)), "alice")).isPresent();
  }

  @Test
  void theRequestsOfAnotherFleetAreNoneOfOurs() throws Exception {
    PinRow ours = pins.add(request(cid(1)), "alice");
    SqlPins theirs = new SqlPins(database, LIMITS, new FleetId("west"));

    assertThat(theirs.pin(ours.request().id())).isEmpty();
    assertThat(theirs.remove(ours.request().id())).isFalse();
    assertThat(theirs.replace(ours.request().id(), request(cid(2)), "eve")).isEmpty();
    assertThat(theirs.page(PinQuery.newest(ANY, 10)).rows()).isEmpty();
    PinRow same = theirs.add(request(cid(1)), "eve");
    theirs.remove(same.request().id());

    assertThat(texts("SELECT fleet FROM content")).containsExactly("default");
    assertThat(pins.page(PinQuery.newest(ANY, 10)).rows()).containsExactly(ours);
  }

  /** A table of the numbers from 1. */
  abstract String numbers(int most);

  void copyOf(Cid content) throws SQLException {
    run(
        "INSERT INTO copy (fleet, content, namespace, node, state, at, failures, missing, detail)"
            + " VALUES ('default', '"
            + content
            + "', '', 'kubo-1', 'HELD', CURRENT_TIMESTAMP, 0, 0, '')");
  }

  /** As the leader writes it. */
  void status(Cid content, PinStatus status, String why) throws SQLException {
    run(
        "UPDATE content SET status = '%s', why = '%s' WHERE content = '%s'"
            .formatted(status, why, content.canonical()));
  }

  void run(String statement) throws SQLException {
    Sql.transact(
        database, LIMITS.statementTimeout(), FleetId.DEFAULT, sql -> sql.update(statement));
  }

  /** The first column of that query. */
  List<String> texts(String query) throws SQLException {
    return Sql.transact(
        database,
        LIMITS.statementTimeout(),
        FleetId.DEFAULT,
        sql -> sql.query(query, row -> Optional.of(row.getString(1))));
  }
}
