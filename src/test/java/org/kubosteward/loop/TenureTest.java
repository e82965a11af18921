package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.kube.Term;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;

/** Who leads, told at the moment of the question. */
class TenureTest {
  private static final Term FIRST = new Term("a", 1);
  private static final Term SECOND = new Term("a", 2);

  private final MemoryDatabase database = new MemoryDatabase();
  private final Journal ours = database.journal();
  private final Journal theirs = database.journal();
  private Optional<Term> lease = Optional.empty();
  private final Tenure tenure = new Tenure(() -> lease, ours);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aNewLeaderSaysSoBeforeItsNextRound() {
    tenure.look(() -> {});
    assertThat(tenure.leadsNow()).isFalse();

    lease = Optional.of(FIRST);

    assertThat(tenure.leadsNow()).isTrue();
    assertThat(tenure.led()).isFalse();
  }

  @Test
  void oneWhoseLeaseRanOutSaysSoBeforeItsNextRound() {
    lease = Optional.of(FIRST);
    tenure.look(() -> {});
    assertThat(tenure.leadsNow()).isTrue();

    lease = Optional.empty();

    assertThat(tenure.leadsNow()).isFalse();
    assertThat(tenure.led()).isTrue();
  }

  @Test
  void oneWhoseRecordAnotherTookOverDoesNotLeadWhateverItsLeaseSays() {
    lease = Optional.of(FIRST);
    tenure.look(() -> {});
    theirs.lead("b");
    assertThatThrownBy(() -> ours.begin(anAct(), Instant.EPOCH)).hasMessageContaining("b leads");
    tenure.look(() -> {});

    assertThat(tenure.leadsNow()).isFalse();
  }

  @Test
  void aLaterTermIsANewHold() {
    lease = Optional.of(FIRST);
    tenure.look(() -> {});

    lease = Optional.of(SECOND);

    assertThat(tenure.leadsNow()).isTrue();
    assertThat(tenure.stillLeads()).isFalse();
  }

  private static Decision.Act anAct() {
    return new Decision.Act(
        new Finding(
            Code.REPO_FULL, Subject.of(LonelyPair.ONE), Level.CRIT, Instant.EPOCH, new TreeMap<>()),
        new CollectGarbage(LonelyPair.ONE),
        "to see that it may not");
  }
}
