// Renews the board every few seconds. Without it the page still works; it just stands still.
(() => {
  "use strict";
  const EVERY_MS = 5000;
  const DEADLINE_MS = 4000;
  const SELECTING_S = 30;
  const STALE_S = 60;
  const ENDED = "the session has ended";
  const board = document.getElementById("board");
  const freshness = document.getElementById("freshness");
  const viewer = () => board.querySelector("[data-viewer]").dataset.viewer;
  const visitor = viewer();
  let renewedAt = Date.now();
  let said = "";

  // A screen reader speaks what is new here: how old it is changes all the time and is not spoken.
  const say = (text, stale, old) => {
    const age = old === undefined ? "" : ", " + old + " s old";
    if (text !== said) {
      const spoken = document.createElement("span");
      const unspoken = document.createElement("span");
      spoken.textContent = text;
      unspoken.ariaHidden = "true";
      freshness.replaceChildren(spoken, unspoken);
      if (text.includes(ENDED)) {
        const login = document.createElement("a");
        login.href = freshness.dataset.login;
        login.textContent = "log in again";
        freshness.append(" ", login);
      }
      said = text;
    }
    freshness.children[1].textContent = age;
    freshness.classList.toggle("stale", stale);
    board.classList.toggle("stale", stale);
  };

  // Somebody who fills in a form must not lose what they typed, nor what they are copying.
  const busy = (old) =>
    board.querySelector("details[open]") !== null ||
    (old < SELECTING_S && !window.getSelection().isCollapsed);

  // What has the focus is replaced too: whoever goes by keyboard must not lose their place.
  const place = (element) => {
    const around = element.closest("[data-place]");
    return [around ? around.dataset.place : "", element.tagName, element.textContent].join("|");
  };

  const replace = (html) => {
    const focused = document.activeElement;
    const wanted = board.contains(focused) ? place(focused) : null;
    board.innerHTML = html;
    if (wanted !== null) {
      const same = [...board.querySelectorAll("a, button, summary, [tabindex]")].find((e) => place(e) === wanted);
      if (same) {
        same.focus({ preventScroll: true });
      }
    }
  };

  const renew = async () => {
    const response = await fetch(board.dataset.fragment, {
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.type === "opaqueredirect") {
      throw new Error(ENDED);
    }
    if (!response.ok) {
      throw new Error("the plane answers " + response.status);
    }
    const html = await response.text();
    // Somebody may have begun meanwhile.
    if (busy(0)) {
      return false;
    }
    replace(html);
    const verdict = board.querySelector("[data-status]");
    document.title = (verdict ? verdict.dataset.status + " \u00b7 " : "") + "Kubo Steward";
    return true;
  };

  const tick = async () => {
    const old = Math.round((Date.now() - renewedAt) / 1000);
    if (document.hidden) {
      return;
    }
    if (busy(old)) {
      say("holding still while you work", old > STALE_S, old);
      return;
    }
    try {
      if (!(await renew())) {
        return;
      }
      renewedAt = Date.now();
      // Where everybody may read, the board goes on without a session, and its forms do not.
      say(visitor === "" || viewer() === visitor ? "live" : "live, but " + ENDED, false);
    } catch (error) {
      const why = error.name === "TimeoutError" || error.name === "TypeError"
        ? "the plane does not answer" : error.message;
      say("not updated: " + why, true, old);
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
