package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Pins.ANY;
import static org.kubosteward.journal.Pins.NOON;
import static org.kubosteward.journal.Pins.cid;
import static org.kubosteward.journal.Pins.named;
import static org.kubosteward.journal.Pins.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Cid;

/** What the leader reads of requests, and what many planes may do at once. */
abstract class PinFeedContract extends PinPagesContract {
  private static final int WRITERS = 8;
  private static final int ROUNDS = 25;

  @Test
  void aChangeTellsAllThatIsWantedOfItsContentUntilItIsTaken() {
    PinRow first = pins.add(request(cid(1)), "alice");
    PinRow second = pins.add(request(cid(2)), "alice");
    PinRow third = other.add(request(cid(1)), "bob");

    List<PinChange> changes = pins.changes(100);
    assertThat(changes).extracting(PinChange::content).containsExactly(cid(1), cid(2));
    assertThat(changes.get(0).requests()).containsExactly(first, third);
    assertThat(changes.get(0).ids()).hasSize(2);
    assertThat(changes.get(1).requests()).containsExactly(second);
    assertThat(pins.changes(100)).as("nothing was taken").isEqualTo(changes);

    pins.remove(second.request().id());
    pins.taken(ids(changes));

    assertThat(pins.changes(100))
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.content()).isEqualTo(cid(2));
              assertThat(gone.requests()).isEmpty();
            });
    pins.taken(ids(pins.changes(100)));
    assertThat(pins.changes(100)).isEmpty();
  }

  @Test
  void namesAreThoseOfTheNewestRequestsEachOnceAndAFew() {
    for (String name : List.of("a", "b", "c", "d", "d", "")) {
      pins.add(named(1, name), "alice");
    }
    pins.add(named(2, "only"), "bob");
    pins.add(named(3, ""), "bob");

    assertThat(pins.names(List.of(cid(1), cid(2), cid(3), cid(4))))
        .isEqualTo(Map.of(cid(1), List.of("d", "c"), cid(2), List.of("only")));
    assertThat(pins.names(List.of())).isEmpty();
  }

  @Test
  void namesOfMoreContentsThanAPageHasAreNotAskedForAtOnce() {
    List<Cid> many = IntStream.rangeClosed(0, PinNames.CONTENTS_MOST).mapToObj(Pins::cid).toList();
    assertThatThrownBy(() -> pins.names(many)).isInstanceOf(IllegalArgumentException.class);
    assertThat(pins.names(many.subList(1, many.size()))).isEmpty();
  }

  @Test
  void changesComeOldestFirstAndAsManyAsAreAskedFor() {
    IntStream.range(0, 7).forEach(n -> pins.add(request(cid(n)), "alice"));

    List<PinChange> some = pins.changes(3);
    assertThat(some).extracting(PinChange::content).containsExactly(cid(0), cid(1), cid(2));
    pins.taken(ids(some));
    assertThat(pins.changes(1)).extracting(PinChange::content).containsExactly(cid(3));
  }

  @Test
  void replacingTellsOfBothContents() {
    PinRow old = pins.add(request(cid(1)), "alice");
    pins.taken(ids(pins.changes(100)));

    pins.replace(old.request().id(), request(cid(2)), "alice");

    assertThat(pins.changes(100))
        .extracting(PinChange::content)
        .containsExactlyInAnyOrder(cid(1), cid(2));
  }

  @Test
  void everythingIsHandedOnInOrderHoweverMuchItIs() throws Exception {
    pins.add(request(cid(1)), "alice");
    run(
        "INSERT INTO pin_request (fleet, request_id, cid, content, name, folded, policy, origins,"
            + " meta, created_at, created_by) SELECT fleet, 'more-' || n, cid, content, name,"
            + " folded, policy, origins, meta, created_at + n * INTERVAL '1' SECOND, created_by"
            + " FROM pin_request, "
            + numbers(2_345));
    new SqlPins(database, LIMITS, new FleetId("west")).add(request(cid(9)), "eve");
    List<Long> told = new ArrayList<>();

    assertThat(pins.everything(row -> told.add(row.sequence()))).isEqualTo(2_346);

    assertThat(told).hasSize(2_346).isSorted().doesNotHaveDuplicates();
  }

  /** Two contents, so that each add meets a removal of the same one all the time. */
  @Test
  void planesThatAddAndRemoveAtOnceNeverLoseTheRowOfALivingRequest() throws Exception {
    List<String> left = Collections.synchronizedList(new ArrayList<>());
    List<Callable<Void>> planes =
        IntStream.range(0, WRITERS).<Callable<Void>>mapToObj(n -> () -> churn(n, left)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (Future<Void> plane : threads.invokeAll(planes)) {
        plane.get();
      }
    } finally {
      threads.shutdownNow();
    }

    List<PinRow> rows = pins.page(PinQuery.newest(ANY, 1_000)).rows();
    assertThat(rows)
        .extracting(row -> row.request().id())
        .containsExactlyInAnyOrderElementsOf(left);
    assertThat(rows).extracting(row -> row.request().created()).doesNotHaveDuplicates();
    Set<String> wanted = new TreeSet<>();
    rows.forEach(row -> wanted.add(row.request().cid().toString()));
    assertThat(texts("SELECT content FROM content")).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(texts("SELECT requests FROM pin_clock")).containsExactly("" + rows.size());
  }

  /** Adds and takes away again, and leaves the last one of every second writer. */
  private Void churn(int writer, List<String> left) {
    SqlPins plane = new SqlPins(database, LIMITS, FleetId.DEFAULT);
    Random random = new Random(writer);
    for (int n = 0; n < ROUNDS; n++) {
      PinRow row = plane.add(request(cid(random.nextInt(2))), "writer " + writer);
      assertThat(plane.pin(row.request().id())).isPresent();
      if (random.nextInt(4) == 0) {
        row = plane.replace(row.request().id(), request(cid(random.nextInt(2))), "w").orElseThrow();
      }
      boolean last = n == ROUNDS - 1 && writer % 2 == 0;
      if (last) {
        left.add(row.request().id());
      } else {
        assertThat(plane.remove(row.request().id())).isTrue();
      }
    }
    return null;
  }

  @Test
  void whoReadsPageAfterPageWhileOthersAddMissesNothingThatWasThere() throws Exception {
    List<PinRow> before =
        IntStream.range(0, 40).mapToObj(n -> pins.add(Pins.at(n, NOON), "alice")).toList();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Future<?> adding =
        writer.submit(() -> IntStream.range(0, 40).forEach(n -> other.add(request(cid(n)), "bob")));
    List<String> read = new ArrayList<>();
    PinPage page = pins.page(PinQuery.newest(ANY, 7));
    while (!page.rows().isEmpty()) {
      page.rows().forEach(row -> read.add(row.request().id()));
      page =
          pins.page(
              PinQuery.newest(ANY, 7)
                  .before(page.rows().get(page.rows().size() - 1).request().created()));
    }
    adding.get();
    writer.shutdown();

    assertThat(read).doesNotHaveDuplicates();
    assertThat(read).containsAll(before.stream().map(row -> row.request().id()).toList());
  }

  private static List<Long> ids(List<PinChange> changes) {
    return changes.stream().flatMap(change -> change.ids().stream()).toList();
  }
}
