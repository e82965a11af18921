package org.kubosteward.plane;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a front answers otherwise than its node. */
final class Lies {
  private static final Pattern KEY = Pattern.compile("\"Key\":\"([^\"]+)\"");
  private static final String NO = "{\"Message\":\"%s\",\"Code\":0,\"Type\":\"error\"}";

  private Lies() {}

  static void slow(Front front, long millis) {
    front.be(
        (command, query, real) -> {
          front.idle(Duration.ofMillis(millis));
          return real.ask();
        });
  }

  static void answer(Front front, int status, String body) {
    front.be((command, query, real) -> Front.Reply.of(status, "text/plain", body));
  }

  static void refuse(Front front, String refused) {
    front.be((command, query, real) -> command.equals(refused) ? error("no") : real.ask());
  }

  private static Front.Reply error(String message) {
    return Front.Reply.of(500, "application/json", NO.formatted(message));
  }

  /** Kubo calls what is available the total. */
  static void diskLow(Front front) {
    rewrite(front, "diag/sys", "\"total_space\":\\d+", "\"total_space\":1000");
  }

  /** What kubo answers where Datastore.StorageMax is not set. */
  static void noMark(Front front) {
    rewrite(front, "repo/stat", "\"StorageMax\":\\d+", "\"StorageMax\":18446744073709551615");
  }

  static void version(Front front, String version) {
    rewrite(front, "version", "\"Version\":\"[^\"]*\"", "\"Version\":\"" + version + "\"");
  }

  private static void rewrite(Front front, String rewritten, String pattern, String with) {
    front.be(
        (command, query, real) -> {
          Front.Reply reply = real.ask();
          return command.equals(rewritten)
              ? reply.with(reply.body().replaceAll(pattern, with))
              : reply;
        });
  }

  /** No new block of the one reaches the other, until their link is dropped. */
  static void blind(Front from, Front to) {
    Set<String> blocks = ConcurrentHashMap.newKeySet();
    from.be(
        (command, query, real) -> {
          Front.Reply reply = real.ask();
          Matcher key = KEY.matcher(reply.body());
          if (command.equals("block/put") && key.find()) {
            blocks.add(key.group(1));
          }
          return reply;
        });
    to.be(
        (command, query, real) -> {
          if (command.equals("swarm/disconnect")) {
            from.beHonest();
            blocks.clear();
          }
          return command.equals("block/get") && blocks.stream().anyMatch(query::contains)
              ? error("context deadline exceeded")
              : real.ask();
        });
  }
}
