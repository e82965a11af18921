package org.kubosteward.plane;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How fast a drill goes.
 *
 * @param shipped whether everything is as an operator gets it; else scrapes, evaluations, waits and
 *     the plane itself are made quicker, in the same order
 * @param patience the longest that a page may take
 */
record Tempo(boolean shipped, Duration patience) {
  static final Tempo SHIPPED = new Tempo(true, Duration.ofMinutes(100));
  static final Tempo FAST = new Tempo(false, Duration.ofSeconds(60));

  /** A minute becomes two seconds, and nothing waits for longer than this. */
  private static final int QUICKER = 30;

  private static final int LONGEST_WAIT_SECONDS = 10;
  private static final Pattern WINDOW = Pattern.compile("\\[([0-9]+)([smh])]");
  private static final Pattern WAIT =
      Pattern.compile("(?m)^(\\s+)(for|keep_firing_for): ([0-9]+)([smh])$");

  /** Seconds between two scrapes, and between two evaluations. */
  int every() {
    return shipped ? 15 : 1;
  }

  /** The rules of a file at this pace. */
  String rules(String text) {
    return shipped
        ? text
        : WAIT.matcher(text)
            .replaceAll(Tempo::sooner)
            .replaceAll("(?m)^(\\s+)interval: .*$", "$1interval: 1s")
            .transform(Tempo::windows)
            // How old the last round may be.
            .replace("> 120\n", "> 10\n");
  }

  /** Alertmanager's configuration at this pace, telling {@code sink} instead of what it names. */
  String routes(String text, String sink, String templates) {
    String here =
        text.replaceAll("http://127\\.0\\.0\\.1:9095", sink).replace("templates/*.tmpl", templates);
    return shipped
        ? here
        : here.replaceAll("group_wait: 10s", "group_wait: 1s")
            .replaceAll("group_interval: 1m", "group_interval: 1s");
  }

  /** What a rule looks back on, as much shorter, so that an alert ends as soon as it begins. */
  private static String windows(String text) {
    return WINDOW.matcher(text).replaceAll(w -> "[" + seconds(w.group(1), w.group(2)) + "s]");
  }

  private static int seconds(String count, String unit) {
    int length = unit.equals("h") ? 3600 : unit.equals("m") ? 60 : 1;
    return Math.max(1, Integer.parseInt(count) * length / QUICKER);
  }

  private static String sooner(MatchResult wait) {
    int seconds = Math.min(LONGEST_WAIT_SECONDS, seconds(wait.group(3), wait.group(4)));
    return wait.group(1) + wait.group(2) + ": " + seconds + "s";
  }
}
