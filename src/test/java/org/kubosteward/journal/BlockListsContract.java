package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.BlockListBuilder;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

/** What every database must make of block lists. */
abstract class BlockListsContract {
  private static final JournalLimits LIMITS = JournalLimits.shipped();

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private Connections database =
      () -> {
        throw new SQLException("not opened yet");
      };
  private BlockListBook lists = new SqlBlockLists(database, LIMITS, FleetId.DEFAULT);
  private BlockListBook other = lists;

  /** A database with tables and nothing in them. */
  abstract Connections emptyDatabase() throws Exception;

  /** The same, closed when the test ends. */
  <T extends AutoCloseable> T opened(T closed) {
    opened.push(closed);
    return closed;
  }

  @BeforeEach
  void twoPlanes() throws Exception {
    database = emptyDatabase();
    lists = new SqlBlockLists(database, LIMITS, FleetId.DEFAULT);
    other = new SqlBlockLists(database, LIMITS, FleetId.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  private static Cid cid(int number) {
    byte[] bytes = ("block " + number).getBytes(StandardCharsets.UTF_8);
    return Cid.of(Cid.DAG_PB, HashFunction.SHA2_256.name(bytes));
  }

  /** Of so many blocks, the first of which is that one. */
  private static BlockList list(int first, int count) {
    BlockListBuilder builder = BlockList.builder();
    IntStream.range(first, first + count).forEach(number -> builder.add(cid(number), 1_000));
    return builder.done();
  }

  @Test
  void everyPlaneReadsAListBackAsItWasKept() {
    assertThat(lists.get(cid(1))).isEmpty();

    assertThat(lists.keep(cid(1), list(1, 5_000))).isTrue();

    assertThat(other.get(cid(1))).contains(list(1, 5_000));
  }

  @Test
  void aContentHasOneListWhateverVersionItsCidIsOf() {
    Cid zero = Cid.decode(cid(1).multihash().bytes());
    assertThat(zero.version()).isZero();

    lists.keep(zero, list(1, 3));

    assertThat(other.get(cid(1))).contains(list(1, 3));
    other.forget(cid(1));
    assertThat(lists.get(zero)).isEmpty();
  }

  @Test
  void aListIsKeptInPlaceOfTheOneBefore() throws Exception {
    BlockList unsized = BlockList.builder().add(cid(1)).add(cid(2)).done();
    lists.keep(cid(1), unsized);
    assertThat(text("SELECT bytes FROM block_list")).isEqualTo("-1");

    assertThat(other.keep(cid(1), list(1, 2))).isTrue();

    assertThat(lists.get(cid(1))).contains(list(1, 2));
    assertThat(text("SELECT COUNT(*) FROM block_list")).isEqualTo("1");
    assertThat(text("SELECT blocks FROM block_list")).isEqualTo("2");
    assertThat(text("SELECT bytes FROM block_list")).isEqualTo("2000");
  }

  @Test
  void whatIsForgottenIsGoneAndWhatWasNeverThereToo() {
    lists.keep(cid(1), list(1, 2));
    lists.keep(cid(5), list(5, 2));

    other.forget(cid(1));
    other.forget(cid(9));

    assertThat(lists.get(cid(1))).isEmpty();
    assertThat(lists.get(cid(5))).isPresent();
  }

  @Test
  void manyPlanesMayKeepTheSameListAtOnce() {
    List<CompletableFuture<Boolean>> kept =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> lists.keep(cid(1), list(1, 100))))
            .toList();

    assertThat(kept).allMatch(CompletableFuture::join);
    assertThat(other.get(cid(1))).contains(list(1, 100));
  }

  @Test
  void theListsOfAnotherFleetAreNoneOfOurs() {
    BlockListBook theirs = new SqlBlockLists(database, LIMITS, new FleetId("west"));
    lists.keep(cid(1), list(1, 2));

    assertThat(theirs.get(cid(1))).isEmpty();
    theirs.forget(cid(1));
    theirs.keep(cid(1), list(1, 2));
    theirs.forget(cid(1));

    assertThat(lists.get(cid(1))).contains(list(1, 2));
  }

  /** It is made again by the next proof. */
  @Test
  void aListThatIsDamagedOrOfALaterVersionIsNone() throws Exception {
    byte[] later = list(1, 2).encoded();
    later[3] = 9;
    byte[] damaged = list(1, 2).encoded();
    damaged[20] ^= 1;
    for (byte[] bytes : List.of(later, damaged, new byte[0])) {
      lists.keep(cid(1), list(1, 2));
      write(bytes);

      assertThat(lists.get(cid(1))).isEmpty();
      assertThat(other.keep(cid(1), list(1, 2))).isTrue();
      assertThat(lists.get(cid(1))).contains(list(1, 2));
    }
  }

  @Test
  void aListOfAnotherContentIsNone() throws Exception {
    lists.keep(cid(1), list(1, 2));
    write(list(2, 2).encoded());

    assertThat(lists.get(cid(1))).isEmpty();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsToldWithWhatWasBeingDone() {
    BlockListBook dead =
        new SqlBlockLists(
            () -> {
              throw new SQLException("nobody listens");
            },
            LIMITS,
            FleetId.DEFAULT);

    assertThatThrownBy(() -> dead.get(cid(1)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("reading the blocks of " + cid(1));
    assertThatThrownBy(() -> dead.keep(cid(1), list(1, 1)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("keeping the blocks of " + cid(1));
    assertThatThrownBy(() -> dead.forget(cid(1)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("forgetting the blocks of " + cid(1));
  }

  private void write(byte[] bytes) throws SQLException {
    try (Connection connection = database.open();
        PreparedStatement update = connection.prepareStatement("UPDATE block_list SET list = ?")) {
      update.setBytes(1, bytes);
      update.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  private String text(String query) throws SQLException {
    try (Connection connection = database.open();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
