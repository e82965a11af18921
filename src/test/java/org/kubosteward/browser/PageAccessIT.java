package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kubosteward.plane.PlaneProcess;
import org.openqa.selenium.Cookie;

/** The page of a plane that shows nothing to whom it does not know, in a real browser. */
@ExtendWith(Ground.Shared.class)
class PageAccessIT {
  private static PlaneProcess plane;

  private final Window window;

  PageAccessIT(Ground ground) {
    window = ground.window();
  }

  @BeforeAll
  static void startAPlane(Ground ground) {
    plane = ground.plane("access").with("steward.api.anonymous-read", false).start();
    plane.await("its pages", () -> plane.serves("/login"));
  }

  @AfterAll
  static void stopIt() {
    plane.close();
  }

  @Test
  void whoLogsInSeesTheBoardAndWhoLogsOutDoesNotAnyMore() {
    window.open(plane.api()).see("h1", "Log in").flawless("login");
    assertThat(window.address().getPath()).isEqualTo("/login");

    window.logIn(Ground.TOKEN).see(".bar .who", "alice").see("h1", "All is well");
    window.flawless("board-well");

    window.click(".bar button", "log out").see("h1", "Log in");
    window.open(plane.api()).see("h1", "Log in").quiet();
  }

  @Test
  void aWrongTokenIsToldAndTheNextOneIsAskedForAtOnce() {
    window.open(plane.api()).logIn("no token of this plane");
    window.see("[role=alert]", "that token is not known here");
    window.complained("status of 401").flawless("login-wrong-token");

    window.logIn(Ground.TOKEN).see(".bar .who", "alice").quiet();
  }

  @Test
  void anOpenPageTellsThatItsSessionHasEndedAndLeadsToTheLogin() {
    window.open(plane.api()).logIn(Ground.TOKEN).see("h1", "All is well");
    window.forgetSession();

    window.see("#freshness.stale", "the session has ended").flawless("session-ended");
    window.click("#freshness a", "log in again").logIn(Ground.TOKEN);
    window.see(".bar .who", "alice").quiet();
  }

  @Test
  void whoLogsOutEverywhereIsLoggedOutAtEveryOtherBrowserToo() {
    window.open(plane.api()).logIn(Ground.TOKEN).see("h1", "All is well");
    Cookie elsewhere = window.session();
    window.forgetSession();
    window.open(plane.api()).logIn(Ground.TOKEN).see("h1", "All is well");
    window.click(".bar button", "everywhere").see("h1", "Log in");

    window.takeSession(elsewhere).open(plane.api()).see("h1", "Log in").quiet();
  }

  /** Else it would mean nothing that it is quiet everywhere else. */
  @Test
  void whateverIsWrongWithAPageIsHeard() {
    window.open(plane.api()).see("h1", "Log in").quiet();
    window.run(
        "document.body.insertAdjacentHTML('beforeend',"
            + " '<p style=\"color: red\">red</p><img src=\"./none.png\">');"
            + " console.error('a script fails')");

    for (String complaint : List.of("Content Security Policy", "status of 404", "a script fails")) {
      window.until(
          "the complaint: " + complaint,
          d -> window.complaints().stream().anyMatch(said -> said.contains(complaint)));
    }
    assertThat(window.faults()).anyMatch(fault -> fault.startsWith("image-alt"));
  }
}
