package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.ContentEvent;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentPolicy;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.PinStatus;
import org.kubosteward.content.PlacementRule;
import org.kubosteward.content.Policies;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.content.Step;
import org.kubosteward.content.Verdict;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.CopyBook;
import org.kubosteward.journal.CopyKey;
import org.kubosteward.journal.CopyRow;
import org.kubosteward.journal.FleetId;
import org.kubosteward.journal.JournalLimits;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.journal.Pins;
import org.kubosteward.journal.SqlJournal;
import org.kubosteward.journal.SqlPins;
import org.kubosteward.remedy.CopyContent;
import org.kubosteward.remedy.HealContent;

/** The content's part of the rounds, over a real journal. */
class ContentKeeperTest {
  private static final ContentPolicy TWO =
      new ContentPolicy("default", 2, 2, PlacementRule.ANYWHERE, Duration.ofDays(7), 5);
  private static final Policies POLICIES = Policies.of(List.of(TWO), "default");
  private static final Cid CID = Pins.cid(1);
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO_ = Fleets.id("kubo-2");

  private final MemoryDatabase database = new MemoryDatabase();
  private final SqlPins pins = new SqlPins(database, JournalLimits.shipped(), FleetId.DEFAULT);
  private final List<CopyKey> cancelled = new ArrayList<>();
  private final List<ContentPicture> shown = new ArrayList<>();
  private final SortedSet<NodeId> uploading = new TreeSet<>();
  private Fleets fleet = Fleets.healthy(5);
  private CopyBook book;
  private ContentKeeper keeper;
  private int nudges;

  @BeforeEach
  void open() {
    book = ((SqlJournal) database.journal()).copies();
    keeper = keeper();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ContentKeeper keeper() {
    ContentKeeper made =
        new ContentKeeper(
            new ContentRecord(book),
            new ContentWishes(pins, POLICIES),
            RepairPolicy.shipped(),
            () -> uploading,
            shown::add,
            cancelled::add,
            () -> nudges++);
    made.beginTerm();
    return made;
  }

  @Test
  void whatIsAskedForIsPlannedBegunHeldProvenAndThenPinned() {
    String id = ask(CID);

    List<Step.Transfer> first = look().plan().steps(Step.Transfer.class);
    assertThat(first).hasSize(1);
    assertThat(first.get(0).from())
        .as("nobody has it, so that it is asked of the network")
        .isEmpty();
    begin(CID, ONE);
    assertThat(look().plan().steps()).as("it is under way").isEmpty();
    assertThat(look().receiving()).containsExactly(ONE);
    assertThat(status(id)).isEqualTo(PinStatus.PINNING);

    keeper.tell(new ContentEvent.Arrived(CID, ONE, now()));
    assertThat(nudges).as("a round is to come soon").isEqualTo(1);
    List<Step.Transfer> second = look().plan().steps(Step.Transfer.class);
    assertThat(second).extracting(Step.Transfer::from).containsExactly(Optional.of(ONE));
    begin(CID, TWO_);
    keeper.tell(new ContentEvent.Arrived(CID, TWO_, now()));
    keeper.tell(new ContentEvent.Proved(CID, ONE, now(), 77));
    keeper.tell(new ContentEvent.Proved(CID, TWO_, now(), 77));

    ContentPicture whole = look();
    keeper.note(whole);
    assertThat(whole.plan().steps()).isEmpty();
    assertThat(whole.snapshot().count(Verdict.FULFILLED)).isEqualTo(1);
    assertThat(whole.contents().desired(CID).orElseThrow().bytes()).hasValue(77);
    assertThat(status(id)).isEqualTo(PinStatus.PINNED);
  }

  @Test
  void theNextLeaderGoesOnFromTheRecordAndBeginsAnewWhatWasUnderWay() {
    ask(CID);
    look();
    begin(CID, ONE);
    keeper.tell(new ContentEvent.Arrived(CID, ONE, now()));
    look();
    begin(CID, TWO_);

    keeper = keeper();

    ContentPicture picture = look();
    assertThat(picture.contents().copy(CID, ONE).orElseThrow().state()).isEqualTo(CopyState.HELD);
    assertThat(picture.contents().copy(CID, TWO_).orElseThrow().state())
        .isEqualTo(CopyState.ABSENT);
    assertThat(picture.plan().steps(Step.Transfer.class)).hasSize(1);
    assertThat(picture.contents().stored(CID)).isTrue();
  }

  @Test
  void aFailureIsToldInTheRequestAndTheNodeIsTriedLater() {
    String id = ask(CID);
    NodeId node = look().plan().steps(Step.Transfer.class).get(0).node();
    begin(CID, node);
    keeper.tell(new ContentEvent.Failed(CID, node, now(), "nobody has it"));

    assertThat(look().plan().steps(Step.Transfer.class))
        .extracting(Step::node)
        .doesNotContain(node);
    keeper.note(look());
    assertThat(pins.pin(id).orElseThrow().why()).contains("nobody has it");
  }

  @Test
  void whatNobodyWantsAnyMoreIsDroppedFirstAndForgottenOnlyWhenItIsGone() {
    String id = kept(CID, ONE, TWO_);
    assertThat(pins.remove(id)).isTrue();

    ContentPicture picture = look();
    assertThat(picture.contents().size()).isZero();
    assertThat(picture.plan().steps(Step.Drop.class))
        .extracting(Step::node)
        .containsOnly(ONE, TWO_);
    assertThat(picture.under(ContentPolicy.REMOVED, CID)).isTrue();
    assertThat(picture.snapshot().count(Verdict.EXCESS)).isEqualTo(2);

    keeper.tell(new ContentEvent.Dropped(CID, ONE, now()));
    keeper.note(look());
    keeper = keeper();
    assertThat(look().plan().steps(Step.Drop.class)).extracting(Step::node).containsExactly(TWO_);
    keeper.tell(new ContentEvent.Dropped(CID, TWO_, now()));
    keeper.note(look());
    assertThat(book.copies(CID)).isEmpty();
  }

  @Test
  void copiesOfNobodyAreThoseOfTheContentThatIsWantedAgain() {
    String id = kept(CID, ONE, TWO_);
    pins.remove(id);
    look();

    ask(CID);

    ContentPicture picture = look();
    assertThat(picture.plan().steps()).isEmpty();
    assertThat(picture.contents().copies(CID)).containsOnlyKeys(ONE, TWO_);
  }

  @Test
  void aTransferOfWhatNobodyWantsAnyMoreIsGivenUp() {
    String id = ask(CID);
    look();
    begin(CID, ONE);
    pins.remove(id);

    look();

    assertThat(cancelled).containsExactly(new CopyKey(CID, ONE));
  }

  @Test
  void nothingIsLostWhileTheJournalIsAway() {
    kept(CID, ONE, TWO_);
    database.fail();
    keeper.tell(new ContentEvent.Damage(CID, ONE, now(), List.of(Pins.cid(9)), 1));
    ContentPicture picture = look();
    keeper.note(picture);
    assertThat(picture.snapshot().count(Verdict.DAMAGED)).isEqualTo(1);

    database.recover();
    keeper.note(look());

    assertThat(book.copies(CID))
        .filteredOn(row -> row.node().equals(ONE))
        .extracting(CopyRow::copy)
        .extracting(copy -> copy.state())
        .containsExactly(CopyState.DAMAGED);
  }

  @Test
  void beforeTheRecordWasReadNothingIsKnown() {
    ask(CID);
    database.fail();
    assertThat(keeper.look(fleet.picture(), now())).isEmpty();
    database.recover();
    assertThat(keeper.look(fleet.picture(), now())).isPresent();
  }

  @Test
  void aHealThatIsBegunIsNoCopyUntilItEnds() {
    kept(CID, ONE, TWO_);
    keeper.tell(new ContentEvent.Damage(CID, ONE, now(), List.of(Pins.cid(9)), 1));
    Step.Heal heal = look().plan().steps(Step.Heal.class).get(0);
    assertThat(heal.from()).isEqualTo(TWO_);
    keeper.begun(
        new HealContent(
            ONE,
            List.of(
                new HealContent.One(CID.toString(), ONE, TWO_, List.of(Pins.cid(9).toString())))),
        now());
    assertThat(look().receiving()).containsExactly(ONE);

    keeper.tell(new ContentEvent.HealFailed(CID, ONE, now(), List.of(Pins.cid(9)), "no room"));
    assertThat(look().contents().copy(CID, ONE).orElseThrow().state()).isEqualTo(CopyState.DAMAGED);
  }

  @Test
  void aRoundIsDueWhenTheGraceOfAHolderEnds() {
    kept(CID, ONE, TWO_);
    fleet = fleet.after(Duration.ofSeconds(10)).down("kubo-1");
    look();
    Duration grace = RepairPolicy.shipped().grace();

    assertThat(keeper.graceEnded(now().plus(grace).minusSeconds(1))).isFalse();
    assertThat(keeper.graceEnded(now().plus(grace))).isTrue();
    fleet = fleet.after(grace);
    assertThat(look().plan().steps(Step.Transfer.class)).hasSize(1);
    assertThat(keeper.graceEnded(now())).isFalse();
  }

  @Test
  void nodesWithUploadsAreReceivingAndEveryPictureIsShown() {
    uploading.add(TWO_);

    assertThat(look().receiving()).containsExactly(TWO_);
    assertThat(shown).hasSize(1);
  }

  private String kept(Cid cid, NodeId... nodes) {
    String id = ask(cid);
    look();
    for (NodeId node : nodes) {
      begin(cid, node);
      keeper.tell(new ContentEvent.Arrived(cid, node, now()));
      keeper.tell(new ContentEvent.Proved(cid, node, now(), 5));
    }
    keeper.note(look());
    return id;
  }

  private void begin(Cid cid, NodeId node) {
    keeper.begun(
        new CopyContent(node, List.of(new CopyContent.One(cid.toString(), node, Optional.empty()))),
        now());
  }

  private String ask(Cid cid) {
    String id = UUID.randomUUID().toString();
    pins.add(new PinRequest(id, cid, "", List.of(), Map.of(), now(), "default"), "somebody");
    return id;
  }

  private PinStatus status(String id) {
    return pins.pin(id).orElseThrow().status();
  }

  private Instant now() {
    return fleet.picture().takenAt();
  }

  private ContentPicture look() {
    return keeper.look(fleet.picture(), now()).orElseThrow();
  }
}
