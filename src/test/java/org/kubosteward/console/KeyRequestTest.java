package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Caller;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.Scope;

class KeyRequestTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Caller ROOT = new Caller("root", EnumSet.allOf(Scope.class));

  @Test
  void readsANameScopesAndAnEnd() {
    KeyRequest asked =
        read(Map.of("name", " ci ", "scopes", "read, pin:write", "expiresIn", "90d"));
    assertThat(asked.name()).isEqualTo("ci");
    assertThat(asked.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.PIN_WRITE);
    assertThat(asked.expiresAt()).contains(NOW.plus(Duration.ofDays(90)));
    assertThat(read(with("expiresAt", "2026-11-24T00:00:00Z")).expiresAt())
        .contains(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(read(with("expiresIn", "")).expiresAt()).isEmpty();
  }

  @Test
  void namesEveryFieldThatIsWrongAtOnce() {
    Problem problem =
        problem(Map.of("name", "a b", "scopes", "fly", "expiresIn", "soon", "colour", "red"), ROOT);
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .extracting(Problem.FieldError::field)
        .containsExactly("colour", "name", "scopes", "expiresIn");
    assertThat(problem.detail()).contains("there is no scope 'fly'; use read, operate, pin:read");
  }

  @Test
  void refusesAKeyThatOpensNothingOrEndsBeforeItBegins() {
    assertThat(problem(Map.of("name", "ci"), ROOT).detail()).contains("opens nothing");
    for (String end : Set.of("2026-11-23T03:00:00Z", "2046-11-23T03:00:00Z", "tomorrow")) {
      assertThat(problem(with("expiresAt", end), ROOT).errors())
          .as(end)
          .extracting(Problem.FieldError::field)
          .containsExactly("expiresAt");
    }
    assertThat(problem(with("expiresIn", "3651d"), ROOT).status()).isEqualTo(400);
    Map<String, String> two = new TreeMap<>(with("expiresIn", "1d"));
    two.put("expiresAt", "2026-11-24T00:00:00Z");
    assertThat(problem(two, ROOT).detail()).contains("either");
  }

  @Test
  void takesNoNameThatCouldBeReadAsSomethingElse() {
    for (String name : Set.of("", "key:ci", "-ci", "ci.", "a\nb", "a".repeat(65), "ü")) {
      Map<String, String> asked = new TreeMap<>(with("name", name));
      assertThat(problem(asked, ROOT).errors())
          .as(name)
          .extracting(Problem.FieldError::field)
          .containsExactly("name");
    }
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    Caller admin = new Caller("ada", Set.of(Scope.ADMIN, Scope.PIN_READ));
    assertThat(KeyRequest.read(Map.of("name", "ci", "scopes", "pin:read"), admin, NOW).scopes())
        .containsExactly(Scope.PIN_READ);
    Problem problem = problem(Map.of("name", "ci", "scopes", "pin:read pin:write read"), admin);
    assertThat(problem.status()).isEqualTo(403);
    assertThat(problem.detail()).startsWith("ada lacks the scope read and pin:write");
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> fields = new TreeMap<>(Map.of("name", "ci", "scopes", "read"));
    fields.put(field, value);
    return fields;
  }

  private static KeyRequest read(Map<String, String> fields) {
    return KeyRequest.read(fields, ROOT, NOW);
  }

  private static Problem problem(Map<String, String> fields, Caller maker) {
    return catchThrowableOfType(Rejected.class, () -> KeyRequest.read(fields, maker, NOW))
        .problem();
  }
}
