package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class NotLeaderTest {
  private final Guard guard = new NotLeader();

  @Test
  void refusesWithoutTheLease() {
    assertThat(Given.full().notLeader().veto(guard, Given.collect("kubo-1")))
        .hasValueSatisfying(why -> assertThat(why).contains("does not hold the lease"));
  }

  @Test
  void letsPassWithTheLease() {
    assertThat(Given.full().veto(guard, Given.collect("kubo-1"))).isEmpty();
  }
}
