package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LastResortTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final LastResort resort = new LastResort(ends::incrementAndGet);

  @Test
  void aLackOfMemoryEndsTheProcess() {
    resort.look(new OutOfMemoryError("Java heap space"));

    assertThat(ends).hasValue(1);
  }

  @Test
  void evenWhereALibraryCaughtItAndOnlyLoggedIt() {
    LogRecord record = new LogRecord(Level.SEVERE, "Unhandled exception");
    record.setThrown(new CompletionException(new OutOfMemoryError("Java heap space")));

    resort.publish(record);

    assertThat(ends).hasValue(1);
  }

  @Test
  void otherFaultsDoNot() {
    LogRecord record = new LogRecord(Level.SEVERE, "a fault");
    resort.publish(record);
    record.setThrown(new IllegalStateException(new StackOverflowError()));
    resort.publish(record);

    assertThat(ends).hasValue(0);
  }

  @Test
  void causesThatFormARingAreFollowedForAWhileOnly() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);

    resort.look(one);

    assertThat(ends).hasValue(0);
  }
}
