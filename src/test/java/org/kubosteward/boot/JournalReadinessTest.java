package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;

class JournalReadinessTest {
  @Test
  void aJournalThatFailsIsToldWithItsExplainedTrouble() {
    HealthCheckResponse closed = ready(Optional.of("the disk is full; make room"));

    assertThat(closed.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(closed.getData()).hasValue(Map.of("why", "the disk is full; make room"));
  }

  @Test
  void aJournalThatIsOpenIsReady() {
    assertThat(ready(Optional.empty()).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
  }

  @Test
  void aJournalWhoseDatabaseIsGoneSaysSoFromTheFirstFailureOn() {
    MemoryDatabase database = new MemoryDatabase();
    Journal journal = database.journal();
    database.fail();
    journal.check();

    HealthCheckResponse closed = new JournalReadiness(journal).now();
    database.close();

    assertThat(closed.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(closed.getData().orElseThrow()).containsEntry("why", "the database is down");
  }

  private static HealthCheckResponse ready(Optional<String> trouble) {
    Journal journal =
        (Journal)
            Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (self, method, arguments) ->
                    method.getName().equals("trouble") ? trouble : trouble.isEmpty());
    return new JournalReadiness(journal).now();
  }
}
