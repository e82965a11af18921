package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kubosteward.plane.PlaneProcess;

/** What people ask of a plane on its page: a repository is full, and collecting needs a yes. */
@ExtendWith(Ground.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageRequestsIT {
  private static final String NODE = "kubo-2";
  private static final String CODE = "REPO_FULL";
  private static final String FINDING =
      "#board section:not(.muted) > .finding[data-place='" + CODE + " " + NODE + "']";

  private static PlaneProcess plane;

  private final Window window;

  PageRequestsIT(Ground ground) {
    window = ground.window();
  }

  @BeforeAll
  static void fillARepository(Ground ground) {
    ground.fill(NODE);
    plane = ground.plane("requests").start();
    plane.await("the full repository", () -> plane.has(CODE, NODE));
  }

  @AfterAll
  static void stop(Ground ground) {
    plane.close();
    ground.collect(NODE);
  }

  @BeforeEach
  void logIn() {
    window.open(plane.api().resolve("/login")).logIn(Ground.TOKEN);
    window.see(FINDING, CODE).see(FINDING + " .decision", "Refused");
  }

  @Test
  void whyLeadsToTheGuardsThatRefuse() {
    window.flawless("board-refused");
    window.click(FINDING + " .why").see("h2", "The guards on collect-garbage " + NODE);
    window.see(".guards li", "approval").see(".guards b", "refuses").flawless("why");

    window.click("a", "Back to the board").see(FINDING, CODE).quiet();
  }

  @Test
  void aRehearsalTellsWhatWouldHappenAndDoesNothing() {
    String form = "form[action$=dry-run] ";
    window.choose(form + "[name=action]", "collect-garbage").choose(form + "[name=node]", NODE);
    window.click(form + "button").see("h1", "collect-garbage " + NODE + " dry run");
    window.see(".guards b", "refuses").see(".hint", "Nothing was done").flawless("rehearsal");

    window.click("a", "Back to the board").see(FINDING, CODE).quiet();
    assertThat(plane.attempts()).isEmpty();
  }

  @Test
  void aPauseIsShownUntilItIsResumed() {
    ask("pause: no actions", "moving racks").see(".intents li", "moving racks");
    window.see(".intents .badge", "pause").see(FINDING + " .decision", "paused");
    window.flawless("paused");

    ask("resume: end a pause", "the racks stand").miss(".intents li", "moving racks");
    window.miss(FINDING + " .decision", "paused").quiet();
  }

  @Test
  void aMutedFindingCountsNoMoreUntilTheMuteIsWithdrawn() {
    respond("mute", "known, the disk comes on Thursday");
    window.see(".muted .finding", CODE).see(".muted .mute", "Muted by alice");
    window.see("h1", "All is well").see(".sentence", "1 muted").flawless("muted");

    window.click(".intents li", "on Thursday", "button").see(FINDING, CODE);
    window.miss(".muted .finding", CODE).see("h1", "In trouble").quiet();
  }

  @Test
  void aRequestThatIsWrongIsAnsweredFieldByField() {
    window.choose("#ask [name=kind]", "approve an action");
    window.type("#ask [name=reason]", "it is right").click("#ask button");
    window.see("h1", "400").see(".errors code", "action");
    window
        .complained("status of 400")
        .flawless("request-wrong")
        .click("a", "Back to the board")
        .see(FINDING, CODE)
        .quiet();
  }

  /** The last one, since nothing is full after it. */
  @Test
  @Order(Integer.MAX_VALUE)
  void anApprovedActionIsDoneAndCuresTheFinding() {
    respond("approve", "nobody needs what is not pinned");
    window.see(".intents .badge", "approve").see(".actions li", "collect-garbage " + NODE);
    window.see(".actions .result", "done").see("h1", "All is well");
    window.see(".actions .result", "cured").flawless("approved-and-cured");
  }

  private Window ask(String what, String reason) {
    window.choose("#ask [name=kind]", what).type("#ask [name=reason]", reason);
    return window.click("#ask button");
  }

  private void respond(String kind, String reason) {
    String form = FINDING + " .respond form:has([value=" + kind + "])";
    window.click(FINDING + " .respond summary").type(form + " [name=reason]", reason);
    window.click(form + " button");
  }
}
