package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;

class IntentRequestTest {
  private static final Set<String> NODES = Set.of("kubo-1", "kubo-2");

  @Test
  void pausesTheWholeFleetOrOneNodeUntilWithdrawn() {
    Intent all = read(Map.of("kind", "pause", "reason", "moving racks"));
    assertThat(all.kind()).isEqualTo(Intent.Kind.PAUSE);
    assertThat(all.node()).isEmpty();
    assertThat(all.expiresAt()).isEmpty();
    assertThat(all.author()).isEqualTo("alice");
    assertThat(all.createdAt()).isEqualTo(Stories.NOW);
    Intent one = read(Map.of("kind", "pause", "node", "kubo-1", "reason", "x", "expiresIn", "2h"));
    assertThat(one.node()).contains("kubo-1");
    assertThat(one.expiresAt()).contains(Stories.NOW.plus(Duration.ofHours(2)));
  }

  @Test
  void mutesOneCodeForAWhile() {
    Intent mute =
        read(Map.of("kind", "mute", "code", "NODE_DOWN", "reason", "x", "expiresIn", "30d"));
    assertThat(mute.code()).contains(Code.NODE_DOWN);
    assertThat(wrong(Map.of("kind", "mute", "reason", "x"))).containsExactly("code", "expiresIn");
    assertThat(
            wrong(Map.of("kind", "mute", "code", "NODE_DOWN", "reason", "x", "expiresIn", "31d")))
        .containsExactly("expiresIn");
  }

  @Test
  void refusesAnEndThatNoDatabaseHolds() {
    Map<String, String> pause = Map.of("kind", "pause", "reason", "x");
    for (String end : List.of("+999999999-12-31T23:59:59Z", "2099-01-01T00:00:00Z")) {
      assertThat(wrong(and(pause, "expiresAt", end))).containsExactly("expiresAt");
    }
    for (String span : List.of("P99999999999D", "PT9000000000000000S", "999999d")) {
      assertThat(wrong(and(pause, "expiresIn", span))).containsExactly("expiresIn");
    }
  }

  @Test
  void refusesAReasonThatNobodyCanReadOrThatCannotBeKept() {
    for (String reason :
        List.of("\u200b\u2060", "\u3164", "\u2800", "a\u0000b", "a\ud800", "\u0301", "...")) {
      assertThat(wrong(Map.of("kind", "pause", "reason", reason))).containsExactly("reason");
    }
    assertThat(read(Map.of("kind", "pause", "reason", "\u7ef4\u62a4")).reason()).hasSize(2);
  }

  @Test
  void switchesAreTrueOrFalseAndOnlyWhereTheyMeanSomething() {
    Map<String, String> pause = Map.of("kind", "pause", "reason", "x", "silence", "true");
    assertThat(wrong(pause)).containsExactly("expiresIn");
    assertThat(wrong(and(and(pause, "expiresIn", "1h"), "action", "restart-pod")))
        .containsExactly("action");
    assertThat(wrong(and(and(pause, "expiresIn", "1h"), "sticky", "true")))
        .containsExactly("sticky");
    assertThat(wrong(Map.of("kind", "pause", "reason", "x", "silence", "yes")))
        .containsExactly("silence");
    assertThat(read(and(pause, "expiresIn", "1h")).kind()).isEqualTo(Intent.Kind.PAUSE);
  }

  @Test
  void approvesOneActionOfOneNodeForAnHourAtFirstAndADayAtMost() {
    Map<String, String> asked =
        Map.of("kind", "approve", "node", "kubo-2", "action", "collect-garbage", "reason", "x");
    Intent approval = read(asked);
    assertThat(approval.action()).contains(ActionKind.COLLECT_GARBAGE);
    assertThat(approval.expiresAt()).contains(Stories.NOW.plus(Duration.ofHours(1)));
    assertThat(wrong(and(asked, "expiresIn", "2d"))).containsExactly("expiresIn");
    assertThat(wrong(Map.of("kind", "approve", "reason", "x"))).containsExactly("node", "action");
  }

  @Test
  void acknowledgesACodeANodeOrAnAction() {
    assertThat(read(Map.of("kind", "acknowledge", "node", "kubo-1", "reason", "x")).node())
        .contains("kubo-1");
    Intent kind =
        read(Map.of("kind", "acknowledge", "action", "collect-garbage", "reason", "disk replaced"));
    assertThat(kind.action()).contains(ActionKind.COLLECT_GARBAGE);
    assertThat(kind.node()).isEmpty();
    assertThat(wrong(Map.of("kind", "acknowledge", "reason", "x"))).containsExactly("code");
  }

  @Test
  void namesEveryFieldThatIsWrongAtOnce() {
    Problem problem =
        problem(
            Map.of(
                "kind",
                "mutte",
                "node",
                "kubo1",
                "code",
                "NODE_DWN",
                "action",
                "collect",
                "expiresIn",
                "soon",
                "reasn",
                "x"));
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .extracting(Problem.FieldError::field)
        .containsExactlyInAnyOrder(
            "reasn", "kind", "node", "action", "code", "reason", "expiresIn");
    assertThat(problem.detail())
        .contains("did you mean mute?")
        .contains("did you mean kubo-1?")
        .contains("did you mean NODE_DOWN?")
        .contains("did you mean reason?")
        .contains("30m, 8h or 7d");
  }

  @Test
  void wantsAReasonThatIsThereAndShort() {
    assertThat(wrong(Map.of("kind", "pause"))).containsExactly("reason");
    assertThat(wrong(Map.of("kind", "pause", "reason", "  "))).containsExactly("reason");
    assertThat(wrong(Map.of("kind", "pause", "reason", "x".repeat(501)))).containsExactly("reason");
    assertThat(read(Map.of("kind", "pause", "reason", "x".repeat(500))).reason()).hasSize(500);
  }

  @Test
  void takesAnEndInTheFutureOnlyAndOnlyOne() {
    String later = Stories.NOW.plusSeconds(60).toString();
    Map<String, String> pause = Map.of("kind", "pause", "reason", "x");
    assertThat(read(and(pause, "expiresAt", later)).expiresAt())
        .contains(Stories.NOW.plusSeconds(60));
    assertThat(wrong(and(pause, "expiresAt", Stories.NOW.toString()))).containsExactly("expiresAt");
    assertThat(wrong(and(pause, "expiresAt", "tomorrow"))).containsExactly("expiresAt");
    assertThat(wrong(and(and(pause, "expiresAt", later), "expiresIn", "1h")))
        .containsExactly("expiresAt");
  }

  @Test
  void refusesFieldsThatTheKindDoesNotTake() {
    assertThat(wrong(Map.of("kind", "pause", "code", "NODE_DOWN", "reason", "x")))
        .containsExactly("code");
  }

  @Test
  void doesNotRepeatALongMistakeInFull() {
    assertThat(problem(Map.of("kind", "k".repeat(5_000), "reason", "x")).detail())
        .hasSizeLessThan(400);
  }

  private static Map<String, String> and(Map<String, String> fields, String name, String value) {
    Map<String, String> more = new TreeMap<>(fields);
    more.put(name, value);
    return more;
  }

  private static Intent read(Map<String, String> fields) {
    return IntentRequest.read(fields, NODES, "alice", Stories.NOW);
  }

  private static Problem problem(Map<String, String> fields) {
    return catchThrowableOfType(Rejected.class, () -> read(fields)).problem();
  }

  private static List<String> wrong(Map<String, String> fields) {
    return problem(fields).errors().stream().map(Problem.FieldError::field).toList();
  }
}
