package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kubosteward.plane.PlaneProcess;
import org.openqa.selenium.Keys;

/** The page on other screens, for other eyes and hands, and at another address. */
@ExtendWith(Ground.Shared.class)
class PageLooksIT {
  private static final String NODE = "kubo-2";
  private static final String CODE = "REPO_FULL";
  private static final URI WHY = URI.create("/why?code=" + CODE + "&node=" + NODE);

  /** How much is left of a board that was marked as old. */
  private static final String OLD =
      "return document.querySelectorAll('#board .verdict[data-old]').length";

  private static PlaneProcess plane;

  private final Window window;

  PageLooksIT(Ground ground) {
    window = ground.window();
  }

  @BeforeAll
  static void fillARepository(Ground ground) {
    ground.fill(NODE);
    plane = ground.plane("looks").start();
    plane.await("the full repository", () -> plane.has(CODE, NODE));
  }

  @AfterAll
  static void stop(Ground ground) {
    plane.close();
    ground.collect(NODE);
  }

  @Test
  void everyPageIsReadableInTheDark() {
    walk(window.dark(), "dark");
  }

  @Test
  void everyPageFitsOnAPhone() {
    walk(window.phone(), "phone");
  }

  @Test
  void everyPageFitsOnAPhoneInTheDark() {
    walk(window.phone().dark(), "phone-dark");
  }

  private static void walk(Window window, String name) {
    window.open(plane.api().resolve("/login")).see("h1", "Log in").flawless(name + "-login");
    window.logIn(Ground.TOKEN).see(".finding", CODE).click(".respond summary");
    window.flawless(name + "-board").open(plane.api().resolve(WHY)).see("h2", "The guards");
    window.flawless(name + "-why");
  }

  @Test
  void theKeyboardAloneLeadsEverywhereAndTheFocusSurvivesTheRenewals() {
    window.open(plane.api().resolve("/login")).see("h1", "Log in");
    window.press(Ground.TOKEN, Keys.ENTER).see(".finding", CODE);
    window.run("document.querySelector('#board .verdict').dataset.old = 'yes'");

    window.tabTo("why?").until("the page to be renewed", d -> window.run(OLD).equals("0"));
    assertThat(window.run("return document.activeElement.textContent")).isEqualTo("why?");
    window.picture("keyboard-focus").press(Keys.ENTER).see("h2", "The guards");
    window.tabTo("Back to the board").press(Keys.ENTER).see(".finding", CODE);

    window.tabTo("Respond").press(Keys.ENTER).tabTo("why nobody need look");
    window.press("seen by keyboard", Keys.ENTER).see(".muted .mute", "seen by keyboard");
    window.tabTo("withdraw").press(Keys.ENTER).miss(".muted .finding", CODE);
    window.tabTo("log out").press(Keys.ENTER).miss(".bar .who", "alice").quiet();
  }

  @Test
  void aPrefixOfAProxyIsNeverLeft() {
    try (PrefixProxy proxy = new PrefixProxy(plane.api())) {
      window.open(proxy.api().resolve("login")).logIn(Ground.TOKEN).see(".finding", CODE);
      assertThat(window.address()).isEqualTo(proxy.api());
      window.run("document.querySelector('#board .verdict').dataset.old = 'yes'");
      window.until("the page to be renewed", d -> window.run(OLD).equals("0"));
      window.flawless("prefix-board");

      window.click(".finding .why").see("h2", "The guards").flawless("prefix-why");
      window.click("a", "Back to the board").see(".finding", CODE);
      window.choose("#ask [name=kind]", "pause: no actions");
      window.type("#ask [name=reason]", "under a prefix").click("#ask button");
      window.click(".intents li", "under a prefix", "button");
      window.miss(".intents li", "under a prefix").click(".bar button", "log out");
      window.see(".bar nav a", "log in").quiet();
      assertThat(window.address()).isEqualTo(proxy.api());
      assertThat(proxy.strays()).isEmpty();
    }
  }
}
