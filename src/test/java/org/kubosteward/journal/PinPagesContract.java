package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.journal.Pins.ANY;
import static org.kubosteward.journal.Pins.NOON;
import static org.kubosteward.journal.Pins.at;
import static org.kubosteward.journal.Pins.cid;
import static org.kubosteward.journal.Pins.dagPb;
import static org.kubosteward.journal.Pins.named;
import static org.kubosteward.journal.Pins.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.PinQuery.Match;

/** What every database must make of queries for requests, page by page. */
abstract class PinPagesContract extends PinsContract {
  private static final List<PinStatus> STATUSES = List.of(PinStatus.values());

  @Test
  void requestsOfOneInstantAreCreatedAMillisecondAfterEachOther() {
    PinRow first = pins.add(at(1, NOON.plusNanos(999_999)), "alice");
    PinRow second = other.add(at(2, NOON), "alice");
    PinRow early = pins.add(at(3, NOON.minusSeconds(60)), "a plane whose clock is late");
    PinRow later = other.add(at(4, NOON.plusSeconds(1)), "alice");

    assertThat(List.of(first, second, early, later))
        .extracting(row -> row.request().created())
        .containsExactly(NOON, NOON.plusMillis(1), NOON.plusMillis(2), NOON.plusSeconds(1));
  }

  @Test
  void pagesThroughRequestsOfOneInstantWithoutARepeatOrAGap() {
    List<PinRow> kept =
        IntStream.range(0, 25).mapToObj(n -> pins.add(at(n % 3, NOON), "alice")).toList();

    List<PinRow> read = new ArrayList<>();
    PinQuery query = PinQuery.newest(ANY, 10);
    PinPage page = pins.page(query);
    assertThat(page.count()).isEqualTo(25);
    while (true) {
      read.addAll(page.rows());
      if (page.count() == page.rows().size()) {
        break;
      }
      page = pins.page(query.before(page.rows().get(9).request().created()));
    }

    assertThat(read).containsExactlyElementsOf(reversed(kept));
  }

  @Test
  void countsAllThatMatchAndNotMoreThanAPageCanHold() throws Exception {
    pins.add(named(1, "one"), "alice");
    run(
        "INSERT INTO pin_request (fleet, request_id, cid, content, name, folded, policy, origins,"
            + " meta, created_at, created_by) SELECT fleet, 'more-' || n, cid, content, 'many',"
            + " 'many', policy, origins, meta, created_at - n * INTERVAL '1' SECOND, created_by"
            + " FROM pin_request, "
            + numbers(1_500));

    assertThat(pins.page(PinQuery.newest(ANY, 5)).count()).isEqualTo(PinPage.COUNT_MOST);
    assertThat(pins.page(PinQuery.newest(ANY, 1_000)).rows()).hasSize(1_000);
    assertThat(pins.page(PinQuery.newest(ANY, 1_000)).count()).isEqualTo(1_001);
    assertThat(pins.page(PinQuery.newest(ANY, 10).before(NOON.minusSeconds(1_489))).count())
        .isEqualTo(11);
    assertThat(pins.page(by("one", Match.EXACT)).count()).isEqualTo(1);
  }

  @Test
  void aFullPageThatIsTheLastOneSaysSo() {
    IntStream.range(0, 10).forEach(n -> pins.add(at(n, NOON), "alice"));
    assertThat(pins.page(PinQuery.newest(ANY, 10)).count()).isEqualTo(10);
    pins.add(at(11, NOON), "alice");
    assertThat(pins.page(PinQuery.newest(ANY, 10)).count()).isEqualTo(11);
  }

  @Test
  void findsByNameInFourWays() {
    pins.add(named(1, "Model.BIN"), "alice");
    pins.add(named(2, "model.bin"), "alice");
    pins.add(named(3, "my model.binary"), "alice");
    pins.add(named(4, "100%_ÄPFEL"), "alice");

    assertThat(names(by("model.bin", Match.EXACT))).containsExactly("model.bin");
    assertThat(names(by("MODEL.bin", Match.IEXACT))).containsExactly("model.bin", "Model.BIN");
    assertThat(names(by("del.bin", Match.PARTIAL))).containsExactly("my model.binary", "model.bin");
    assertThat(names(by("DEL.BIN", Match.IPARTIAL))).hasSize(3);
    assertThat(names(by("äpfel", Match.IPARTIAL))).containsExactly("100%_ÄPFEL");
    assertThat(names(by("%", Match.PARTIAL))).containsExactly("100%_ÄPFEL");
    assertThat(names(by("m_del", Match.PARTIAL))).isEmpty();
    assertThat(names(by("del", Match.EXACT))).isEmpty();
  }

  @Test
  void findsContentsByAnyOfTheirCids() {
    pins.add(request(dagPb(0, 1)), "alice");
    pins.add(request(cid(2)), "alice");
    pins.add(request(cid(3)), "alice");

    assertThat(cids(of(Set.of(dagPb(1, 1), cid(3))))).containsExactly(cid(3), dagPb(0, 1));
    assertThat(cids(of(Set.of(cid(1))))).as("the same hash, another codec").isEmpty();
  }

  @Test
  void findsByEveryEntryOfMetaAndByNothingThatOnlyLooksLikeOne() {
    PinRow both = add(Map.of("app", "shop", "tier", "a\"b\\c"));
    PinRow one = add(Map.of("app", "shop"));
    add(Map.of("app", "shops", "x", "\"app\":\"shop\"", "line", "\n\"app\":\"shop\"\n"));
    add(Map.of(",", ":", ":", ","));
    add(Map.of("ap", "p\":\"shop"));

    assertThat(pins.page(meta(Map.of("app", "shop"))).rows()).containsExactly(one, both);
    assertThat(pins.page(meta(Map.of("app", "shop", "tier", "a\"b\\c"))).rows())
        .containsExactly(both);
    assertThat(pins.page(meta(Map.of("app", "shop", "tier", "no"))).rows()).isEmpty();
    assertThat(pins.page(meta(Map.of("app", ""))).rows()).isEmpty();
  }

  @Test
  void findsByTheStatusThatTheLeaderWrote() throws Exception {
    pins.add(request(cid(1)), "alice");
    pins.add(request(cid(2)), "alice");
    pins.add(request(cid(2)), "bob");
    status(cid(2), PinStatus.FAILED, "nobody has it");

    assertThat(cids(PinQuery.newest(EnumSet.of(PinStatus.FAILED), 10)))
        .containsExactly(cid(2), cid(2));
    assertThat(pins.page(PinQuery.newest(EnumSet.of(PinStatus.FAILED), 10)).rows())
        .allSatisfy(row -> assertThat(row.why()).isEqualTo("nobody has it"));
    assertThat(cids(PinQuery.newest(EnumSet.of(PinStatus.PINNED), 10))).isEmpty();
    assertThat(cids(PinQuery.newest(EnumSet.of(PinStatus.QUEUED, PinStatus.PINNED), 10)))
        .containsExactly(cid(1));
  }

  /** Against a list that is filtered in memory: whole pages, their counts, and their order. */
  @Test
  void pagesOfAnyQueryAreThoseOfTheListThatItFilters() throws Exception {
    Random random = new Random(20_261_123);
    for (int n = 0; n < 120; n++) {
      Instant wished = NOON.plusMillis(random.nextInt(60));
      String name = "n" + random.nextInt(6);
      Map<String, String> meta = random.nextBoolean() ? Map.of("k", "v" + n % 3) : Map.of();
      pins.add(request(cid(random.nextInt(30)), name, meta, wished), "alice");
    }
    for (int n = 0; n < 30; n++) {
      status(cid(n), STATUSES.get(n % 4), "");
    }
    List<PinRow> rows = pins.page(PinQuery.newest(ANY, 1_000)).rows();
    assertThat(rows).extracting(PinRow::sequence).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(rows).extracting(row -> row.request().created()).doesNotHaveDuplicates();

    for (int trial = 0; trial < 60; trial++) {
      PinQuery query = any(random);
      List<PinRow> expected = rows.stream().filter(row -> matches(query, row)).toList();
      assertThat(everyPage(query)).as("%s", query).containsExactlyElementsOf(expected);
    }
  }

  private List<PinRow> everyPage(PinQuery query) {
    List<PinRow> read = new ArrayList<>();
    PinPage page = pins.page(query);
    long count = page.count();
    while (!page.rows().isEmpty()) {
      read.addAll(page.rows());
      assertThat(page.count()).isGreaterThanOrEqualTo(page.rows().size());
      page = pins.page(query.before(read.get(read.size() - 1).request().created()));
    }
    assertThat(count).isEqualTo(read.size());
    return read;
  }

  private static PinQuery any(Random random) {
    Set<PinStatus> statuses = EnumSet.noneOf(PinStatus.class);
    while (statuses.isEmpty()) {
      STATUSES.stream().filter(s -> random.nextBoolean()).forEach(statuses::add);
    }
    return new PinQuery(
        random.nextInt(3) > 0 ? Set.of() : Set.of(cid(trial(random)), cid(30 + trial(random))),
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of("N" + random.nextInt(6)),
        random.nextBoolean() ? Match.IEXACT : Match.IPARTIAL,
        statuses,
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of(NOON.plusMillis(90)),
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of(NOON.plusMillis(20)),
        1 + random.nextInt(7),
        random.nextInt(3) > 0 ? Map.of() : Map.of("k", "v1"));
  }

  private static int trial(Random random) {
    return random.nextInt(30);
  }

  private static boolean matches(PinQuery query, PinRow row) {
    Instant created = row.request().created();
    return (query.cids().isEmpty() || query.cids().contains(row.request().cid()))
        && query.name().map(name -> name.equalsIgnoreCase(row.request().name())).orElse(true)
        && query.statuses().contains(row.status())
        && query.before().map(created::isBefore).orElse(true)
        && query.after().map(created::isAfter).orElse(true)
        && row.request().meta().entrySet().containsAll(query.meta().entrySet());
  }

  private PinRow add(Map<String, String> meta) {
    return pins.add(request(cid(1), "", meta, NOON), "alice");
  }

  private List<String> names(PinQuery query) {
    return pins.page(query).rows().stream().map(row -> row.request().name()).toList();
  }

  private List<Cid> cids(PinQuery query) {
    return pins.page(query).rows().stream().map(row -> row.request().cid()).toList();
  }

  private static PinQuery by(String name, Match match) {
    return query(Set.of(), Optional.of(name), match, Map.of());
  }

  private static PinQuery of(Set<Cid> cids) {
    return query(cids, Optional.empty(), Match.EXACT, Map.of());
  }

  private static PinQuery meta(Map<String, String> meta) {
    return query(Set.of(), Optional.empty(), Match.EXACT, meta);
  }

  private static PinQuery query(
      Set<Cid> cids, Optional<String> name, Match match, Map<String, String> meta) {
    return new PinQuery(cids, name, match, ANY, Optional.empty(), Optional.empty(), 10, meta);
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> other = new ArrayList<>(list);
    java.util.Collections.reverse(other);
    return other;
  }
}
