package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;

/**
 * What 100,000 contents in three copies on 100 nodes cost: heap, and CPU of a snapshot, a plan and
 * a change, when all is well and when a node has gone. {@code -Dcontent.contents=1000000} is the
 * larger measure.
 */
class ContentBench {
  private static final int CONTENTS = Integer.getInteger("content.contents", 100_000);
  private static final int NODES = 100;
  private static final int WARM = 20;
  private static final int RUNS = 21;
  private static final long HEAP_MOST = 200L << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aRound() {
    long before = heap();
    Contents contents = filled();
    long table = heap() - before;
    say("heap of the table, MiB: %.1f".formatted(table / 1048576.0));

    Hosts well = Given.hosts(NODES);
    Hosts sick = Given.gone(well, 50);
    ContentPlanner planner = new ContentPlanner(RepairPolicy.shipped());
    timed("snapshot, all well", () -> ContentSnapshot.of(contents, well, Given.NOW));
    timed("snapshot, a node gone", () -> ContentSnapshot.of(contents, sick, Given.NOW));
    timed("plan, all well", () -> planner.plan(contents, well, Given.NOW));
    timed("plan, a node gone", () -> planner.plan(contents, sick, Given.NOW));
    Hosts none = Given.hosts(0);
    timed("plan, nobody ever heard of", () -> planner.plan(contents, none, Given.NOW));
    NodeId node = Given.node(7);
    timed(
        "1,000 copies proven",
        () -> {
          ContentsChanges changes = contents.change();
          for (int row = 0; row < 1_000; row++) {
            changes.put(contents.desired[row].cid(), node, Given.proven());
          }
          return changes.done();
        });

    ContentPlan plan = planner.plan(contents, sick, Given.NOW);
    assertThat(plan.steps()).isNotEmpty();
    assertThat(table * (100_000.0 / CONTENTS)).isLessThan(HEAP_MOST);
    assertThat(contents.size()).isEqualTo(CONTENTS);
  }

  private static Contents filled() {
    ContentPolicy policy = Given.policy(3, 3);
    ContentsChanges changes = Contents.none().change();
    for (int number = 0; number < CONTENTS; number++) {
      changes.want(Given.desired(number, policy));
      for (int copy = 0; copy < 3; copy++) {
        int at = 1 + (number * 7 + copy * 31) % NODES;
        changes.put(Given.cid(number), Given.node(at), Given.proven());
      }
    }
    return changes.done();
  }

  private void timed(String what, Supplier<Object> work) {
    long[] nanos = new long[RUNS];
    long[] bytes = new long[RUNS];
    Object made = this;
    for (int run = -WARM; run < RUNS; run++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long start = threads.getCurrentThreadCpuTime();
      made = work.get();
      if (run >= 0) {
        nanos[run] = threads.getCurrentThreadCpuTime() - start;
        bytes[run] = threads.getCurrentThreadAllocatedBytes() - allocated;
      }
    }
    assertThat(made).isNotSameAs(this);
    Arrays.sort(nanos);
    Arrays.sort(bytes);
    say(
        "%s: CPU ms median %.1f, worst %.1f; MiB allocated %.1f"
            .formatted(
                what, nanos[RUNS / 2] / 1e6, nanos[RUNS - 1] / 1e6, bytes[RUNS / 2] / 1048576.0));
  }

  private static long heap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void say(String line) {
    System.out.println("content bench, %,d contents: %s".formatted(CONTENTS, line));
  }
}
