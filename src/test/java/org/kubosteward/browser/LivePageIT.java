package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kubosteward.plane.PlaneProcess;

/** An open page that nobody touches: it follows the fleet, and it says when it cannot. */
@ExtendWith(Ground.Shared.class)
class LivePageIT {
  private static final String NODE = "kubo-3";

  private final Ground ground;
  private final Window window;
  private final PlaneProcess plane;

  LivePageIT(Ground ground) {
    this.ground = ground;
    this.window = ground.window();
    this.plane = ground.plane("live");
  }

  @BeforeEach
  void openThePage() {
    plane.startAndSettle();
    window.open(plane.api().resolve("/login")).logIn(Ground.TOKEN).see("h1", "All is well");
    // Lost with the page, should anything load it anew.
    window.run("window.untouched = true");
  }

  @AfterEach
  void stop() {
    ground.node(NODE).resume();
    plane.close();
  }

  @Test
  void thePageFollowsAFaultAndItsRepair() {
    ground.node(NODE).pause();
    window.see(".finding", "NODE_HUNG").see("h1", "In trouble").see("tr.bad th", NODE);
    assertThat(window.title()).startsWith("ERR");
    window.flawless("fault");

    ground.node(NODE).resume();
    window.see("h1", "All is well").miss(".finding", "NODE_HUNG");
    assertThat(window.title()).startsWith("OK");
    assertThat(window.run("return window.untouched")).isEqualTo("true");
    window.flawless("fault-repaired");
  }

  @Test
  void thePageTellsThatThePlaneIsGoneAndThatItsSessionEndedWithIt() {
    plane.close();
    window.see("#freshness.stale", "the plane does not answer").picture("plane-gone");
    window.complained("fragments/board");

    plane.start();
    window.see("#freshness", "session has ended").picture("plane-restarted");
    assertThat(window.run("return window.untouched")).isEqualTo("true");
    window.forget();
    window.click("#freshness a", "log in").logIn(Ground.TOKEN).see("h1", "All is well");
    window.see("#freshness", "live").flawless("plane-back");
  }
}
