package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.Kept;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Situation;

class ContentArrivingTest {
  private static final ContentArriving GUARD = new ContentArriving();
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO = Fleets.id("kubo-2");

  private final Given full = Given.full();

  private Kept kept() {
    return Kept.nothing(full.now()).wanted("models", 1);
  }

  private Optional<String> veto(Action wanted, ContentPicture content) {
    Situation situation = full.situation().with(content);
    return GUARD.veto(full.cause(), wanted, situation);
  }

  @Test
  void nothingIsCollectedWhereACopyIsArriving() {
    Kept kept = kept().with(1, kept().fetching(Optional.of(TWO), 10), ONE);
    ContentPicture content = kept.on(full.fleet().picture());

    assertThat(veto(Given.collect("kubo-1"), content))
        .hasValueSatisfying(why -> assertThat(why).contains("arriving on kubo-1"));
    assertThat(veto(Given.collect("kubo-2"), content)).isEmpty();
  }

  @Test
  void nothingIsCollectedWhereAnUploadIsPutTogether() {
    ContentPicture content = kept().on(full.fleet().picture(), new TreeSet<>(List.of(TWO)));

    assertThat(veto(Given.collect("kubo-2"), content)).isPresent();
    assertThat(veto(Given.collect("kubo-1"), content)).isEmpty();
  }

  @Test
  void whatDeletesNoBlocksIsNotHeldUp() {
    Kept kept = kept().with(1, kept().fetching(Optional.of(TWO), 10), ONE);
    ContentPicture content = kept.on(full.fleet().picture());

    assertThat(veto(Given.reconnect("kubo-1", "kubo-2"), content)).isEmpty();
    assertThat(veto(Given.restart("kubo-1"), content)).isEmpty();
  }

  @Test
  void whereNothingIsKnownOfContentItSaysNothing() {
    assertThat(full.veto(GUARD, Given.collect("kubo-1"))).isEmpty();
  }
}
