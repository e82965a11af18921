package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.console.ConsoleProfile;
import org.kubosteward.console.ContentStage;
import org.openqa.selenium.Keys;

/** The pages of content in a real browser, in every state that there is something to see of. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class ContentPageIT {
  private static Chromium chromium;

  @Inject ContentStage stage;

  @TestHTTPResource("/")
  URI home;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  private Window loggedIn() {
    Window window = chromium.window();
    window.open(home.resolve("login")).logIn(ContentStage.TOKEN).see("h1", "");
    return window;
  }

  private Window contents(String state) {
    stage.show(state);
    return loggedIn().click(".bar a", "content").see("h1", "Content");
  }

  @Test
  void whereNothingIsStoredThePageSaysHowToBegin() {
    Window window = contents("nothing").see(".starting", "curl").see(".starting", "pin remote add");
    window.flawless("content-nothing").phone().dark().flawless("content-nothing-phone-dark");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept", "replicating", "at-risk", "damaged", "lost"})
  void everyStateIsReadableOnAnyScreen(String state) {
    Window window = contents(state).see(".policies", "models").see(".contents", "llama");
    window.flawless("content-" + state).dark().flawless("content-" + state + "-dark");
    window.phone().flawless("content-" + state + "-phone-dark");
    window.light().flawless("content-" + state + "-phone");
  }

  @Test
  void whatMovesShowsHowFarItIs() {
    Window window = contents("replicating").see(".transfers", "46 %").see(".transfers", "5 s left");
    window.see(".transfers", "weights.safetensors").see(".transfers", "nothing comes");
    assertThat(window.run("return document.querySelectorAll('.transfers progress').length"))
        .isEqualTo("3");
  }

  @Test
  void thePageIsRenewedWhileSomebodyLooks() {
    Window window = contents("kept").see(".policies", "8 fulfilled");
    stage.show("lost");
    window.see(".contents .verdict-word", "lost").see(".policies .badge", "1 lost").quiet();
    assertThat(window.title()).isEqualTo("Content \u00b7 Kubo Steward");
  }

  @Test
  void aContentHasAPageOfItsOwnWithWhatIsWrongAndWhy() {
    Window window = contents("lost").click(".contents a", "whisper-large");
    window.see("h1", "whisper-large").see(".stands", "lost").see(".whole", stage.cid(30));
    window.see("h2", "Why, node by node").see("li", "no node that answers has a copy");
    window.flawless("content-one-lost").phone().dark().flawless("content-one-lost-phone-dark");

    window.wide().light().open(home.resolve("content/" + stage.cid(22)));
    window.see("h1", "<script>alert(1)</script>").see(".copies", "2 blocks missing or wrong");
    window.flawless("content-one-damaged").dark().flawless("content-one-damaged-dark");
    window.open(home.resolve("content/" + stage.cid(20))).see(".copies", "88.0 MiB/s");
    window.flawless("content-one-moving-dark");
    window.click(".pager a", "All contents").see(".contents", "llama").quiet();
  }

  @Test
  void allContentsAreTurnedPageByPageByKeyboardAndNarrowedByAClick() {
    Window window = contents("many").see(".pager a", "next page");
    window.tabTo("next page").press(Keys.ENTER);
    window.until("another page", d -> String.valueOf(d.getCurrentUrl()).contains("after="));
    window.see(".pager a", "next page").flawless("content-many");
    window.click(".policies .badge", "fulfilled").see("h2", "shown are those of policy");
    window.click("h2 a", "show all").see("h2", "All contents").quiet();
  }

  @Test
  void aCidIsWholeWhenItIsCopied() {
    Window window = contents("kept");
    String copied =
        window.run(
            "const one = document.querySelector('.cid'); const s = getSelection();"
                + " s.selectAllChildren(one); return s.toString() + ' ' + one.title;");
    String[] both = copied.split(" ", -1);
    assertThat(both[0]).isEqualTo(both[1]).startsWith("bafybei");
  }

  @Test
  void theFrontPageCountsContents() {
    stage.show("at-risk");
    Window window = loggedIn().see(".tile", "contents kept").see(".tile", "at risk");
    window.flawless("content-tile").phone().flawless("content-tile-phone");
  }
}
