package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kubosteward.plane.PlaneProcess;

/** Keys for programs, as a person makes and revokes them, against a real journal. */
@ExtendWith(Ground.Shared.class)
class KeysPageIT {
  private static final String NAME = "nightly-build";

  private static PlaneProcess plane;

  private final Window window;

  KeysPageIT(Ground ground) {
    window = ground.window();
  }

  @BeforeAll
  static void start(Ground ground) {
    plane =
        ground
            .plane("keys")
            .with("steward.api.tokens.\"alice\".scopes", "read,operate,admin")
            .start();
    plane.await("the plane", () -> plane.health().path("round").asLong() > 0);
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void aKeyIsMadeShownOnceUsedAndRevoked() throws Exception {
    window.open(plane.api().resolve("/login")).logIn(Ground.TOKEN).click(".bar a", "keys");
    window.see("h1", "Keys").see(".hint", "There is none").flawless("keys-none");
    window.type("input[name=name]", NAME).click("input[value=read]").click("form.stack button");

    window.see("section.notice", NAME).flawless("keys-made");
    String secret = window.run("return document.getElementById('secret').textContent");
    assertThat(status(secret)).isEqualTo(200);
    window.open(plane.api().resolve("/keys")).see(".intents b", NAME).flawless("keys-one");
    assertThat(window.run("return document.body.textContent")).doesNotContain(secret);
    window.phone().dark().flawless("keys-phone-dark");

    window.click(".intents li", NAME, "button").see(".hint", "There is none");
    assertThat(status(secret)).isEqualTo(401);
    window.quiet();
    assertThat(plane.logText()).doesNotContain(secret);
  }

  private static int status(String secret) throws IOException, InterruptedException {
    URI health = plane.api().resolve("/api/v1/health");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(health).header("Authorization", "Bearer " + secret).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
