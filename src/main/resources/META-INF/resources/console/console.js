// Renews the board every few seconds. Without it the page still works; it just stands still.
(() => {
  "use strict";
  const EVERY_MS = 5000;
  const DEADLINE_MS = 4000;
  const SELECTING_S = 30;
  const STALE_S = 60;
  const board = document.getElementById("board");
  const freshness = document.getElementById("freshness");
  let renewedAt = Date.now();

  const say = (text, stale) => {
    freshness.textContent = text;
    freshness.classList.toggle("stale", stale);
    board.classList.toggle("stale", stale);
  };

  // Somebody who fills in a form must not lose what they typed, nor what they are copying.
  const busy = (old) =>
    board.querySelector("details[open]") !== null ||
    (old < SELECTING_S && !window.getSelection().isCollapsed);

  const renew = async () => {
    const response = await fetch(board.dataset.fragment, {
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.type === "opaqueredirect") {
      throw new Error("the session has ended, log in again");
    }
    if (!response.ok) {
      throw new Error("the plane answers " + response.status);
    }
    board.innerHTML = await response.text();
    const verdict = board.querySelector("[data-status]");
    document.title = (verdict ? verdict.dataset.status + " \u00b7 " : "") + "Kubo Steward";
  };

  const tick = async () => {
    const old = Math.round((Date.now() - renewedAt) / 1000);
    if (document.hidden) {
      return;
    }
    if (busy(old)) {
      say("holding still while you work, " + old + " s old", old > STALE_S);
      return;
    }
    try {
      await renew();
      renewedAt = Date.now();
      say("live", false);
    } catch (error) {
      const why = error.name === "TimeoutError" || error.name === "TypeError"
        ? "the plane does not answer" : error.message;
      say("not updated for " + old + " s: " + why, true);
    }
  };

  say("live", false);
  const loop = async () => {
    await tick();
    window.setTimeout(loop, EVERY_MS);
  };
  window.setTimeout(loop, EVERY_MS);
  document.addEventListener("visibilitychange", tick);
})();
