package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;

/** Findings about content: whom they concern, and what they make of the fleet. */
class PolicySubjectTest {
  private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");

  private static HealthReport report(Level... levels) {
    List<Finding> findings =
        Stream.of(levels)
            .map(
                level ->
                    new Finding(
                        Code.CONTENT_PENDING,
                        Subject.ofPolicy(level.name()),
                        level,
                        AT,
                        new TreeMap<>()))
            .toList();
    return new HealthReport(AT, findings, new TreeMap<>());
  }

  @Test
  void aPolicyConcernsNoNode() {
    Subject subject = Subject.ofPolicy("models");

    assertThat(subject.node()).isEmpty();
    assertThat(subject.nodes()).isEmpty();
    assertThat(subject).hasToString("policy models");
  }

  @Test
  void aPolicyIsNoNodeAndNoFleetOfThatName() {
    Subject policy = Subject.ofPolicy("models");
    Subject node = Subject.of(new NodeId("ipfs", "policy models"));

    assertThat(policy.toString()).isEqualTo(node.toString());
    assertThat(policy).isNotEqualByComparingTo(node);
    assertThat(new TreeSet<>(List.of(policy, node, Subject.fleet()))).hasSize(3);
    assertThat(policy).isEqualByComparingTo(Subject.ofPolicy("models"));
  }

  @Test
  void aFleetWithNotesAloneIsWell() {
    assertThat(report().status()).isEqualTo(Status.OK);
    assertThat(report(Level.NOTE).status()).isEqualTo(Status.OK);
    assertThat(report(Level.NOTE, Level.CANNOT_TELL).status()).isEqualTo(Status.UNKNOWN);
    assertThat(report(Level.NOTE, Level.WARN).status()).isEqualTo(Status.WARN);
    assertThat(report(Level.NOTE, Level.CRIT).status()).isEqualTo(Status.ERR);
  }

  @Test
  void aNoteIsTheLeastOfAll() {
    assertThat(Level.NOTE.severity()).isEqualTo("info");
    assertThat(Level.values()).startsWith(Level.NOTE).isSorted();
  }
}
