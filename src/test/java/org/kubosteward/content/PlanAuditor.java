package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * Judges plans by what they may never do. It asks the contents and the nodes themselves, and
 * nothing of what made the plan.
 */
record PlanAuditor(RepairPolicy policy) {
  void judge(ContentPlan plan, Contents contents, Hosts hosts, Instant now) {
    nothingTwice(plan);
    withinTheBudget(plan, contents, hosts);
    for (Step step : plan.steps()) {
      SortedMap<NodeId, Copy> copies = contents.copies(step.cid());
      Desired desired = contents.desired(step.cid()).orElseThrow();
      if (step instanceof Step.Transfer transfer) {
        transferIsSound(transfer, desired, copies, hosts);
      } else if (step instanceof Step.Heal heal) {
        healIsSound(heal, copies, hosts);
      } else if (step instanceof Step.Drop drop) {
        dropIsSafe(drop, desired, copies, hosts, now);
      } else if (step instanceof Step.MarkExcess) {
        assertThat(freshElsewhere(step.node(), desired, copies, hosts, now)).isPositive();
      } else if (step instanceof Step.Keep) {
        assertThat(state(copies, step.node())).contains(CopyState.EXCESS);
      } else {
        assertThat(state(copies, step.node())).contains(CopyState.FETCHING);
      }
    }
    neverFewerProven(plan, contents);
    neverBelowMax(plan, contents, hosts, now);
  }

  /** Made again from the same facts, told in another order. */
  void judgeAgain(ContentPlan plan, Contents contents, Hosts hosts, Instant now, Random random) {
    List<Cid> order = new ArrayList<>(contents.rows.keySet());
    Collections.shuffle(order, random);
    ContentsChanges changes = Contents.none().change();
    for (Cid cid : order) {
      changes.want(contents.desired(cid).orElseThrow());
      contents.copies(cid).forEach((node, copy) -> changes.put(cid, node, copy));
      if (contents.stored(cid)) {
        changes.stored(cid);
      }
    }
    Contents same = changes.done();
    assertThat(same).isEqualTo(contents);
    assertThat(new ContentPlanner(policy).plan(same, hosts, now)).isEqualTo(plan);
  }

  private static void nothingTwice(ContentPlan plan) {
    Set<List<Object>> seen = new HashSet<>();
    plan.steps().forEach(step -> assertThat(seen.add(List.of(step.cid(), step.node()))).isTrue());
  }

  private void withinTheBudget(ContentPlan plan, Contents contents, Hosts hosts) {
    Map<NodeId, Integer> places = new HashMap<>();
    Map<NodeId, Long> coming = new HashMap<>();
    int before = 0;
    for (Cid cid : contents.rows.keySet()) {
      for (Map.Entry<NodeId, Copy> entry : contents.copies(cid).entrySet()) {
        if (entry.getValue() instanceof Copy.Fetching fetching) {
          before++;
          places.merge(entry.getKey(), 1, Integer::sum);
          fetching.from().ifPresent(from -> places.merge(from, 1, Integer::sum));
          coming.merge(entry.getKey(), size(contents, cid) - fetching.bytes(), Long::sum);
        }
      }
    }
    int moves = 0;
    for (Step step : plan.steps()) {
      if (step.moves()) {
        moves++;
        assertThat(places.merge(step.node(), 1, Integer::sum))
            .isLessThanOrEqualTo(policy.budget().perNode());
        from(step)
            .ifPresent(
                source ->
                    assertThat(places.merge(source, 1, Integer::sum))
                        .isLessThanOrEqualTo(policy.budget().perNode()));
      }
      if (step instanceof Step.Transfer) {
        assertThat(coming.merge(step.node(), size(contents, step.cid()), Long::sum))
            .isLessThanOrEqualTo(hosts.host(step.node()).orElseThrow().room());
      }
    }
    assertThat(moves).isLessThanOrEqualTo(Math.max(0, policy.budget().fleet() - before));
    assertThat(plan.bytesPerSecondEach() * (before + moves))
        .isLessThanOrEqualTo(policy.budget().bytesPerSecond());
    assertThat(plan.steps(Step.Drop.class)).hasSizeLessThanOrEqualTo(policy.budget().drops());
  }

  private long size(Contents contents, Cid cid) {
    return contents.desired(cid).orElseThrow().bytes().orElse(policy.assumedBytes());
  }

  private static Optional<NodeId> from(Step step) {
    return step instanceof Step.Transfer transfer
        ? transfer.from()
        : Optional.of(((Step.Heal) step).from());
  }

  private static void transferIsSound(
      Step.Transfer transfer, Desired desired, SortedMap<NodeId, Copy> copies, Hosts hosts) {
    Host target = hosts.host(transfer.node()).orElseThrow();
    assertThat(target.presence()).isEqualTo(Presence.HERE);
    assertThat(target.unfit()).isEmpty();
    assertThat(desired.policy().placement().allows(target)).isTrue();
    assertThat(state(copies, transfer.node()).orElse(CopyState.ABSENT)).isEqualTo(CopyState.ABSENT);
    boolean provenHere =
        copies.entrySet().stream()
            .filter(entry -> hosts.presence(entry.getKey()) == Presence.HERE)
            .anyMatch(entry -> entry.getValue().state() == CopyState.PROVEN);
    transfer
        .from()
        .ifPresent(
            source -> {
              assertThat(hosts.presence(source)).isEqualTo(Presence.HERE);
              assertThat(state(copies, source).orElseThrow())
                  .isIn(CopyState.PROVEN, CopyState.HELD, CopyState.EXCESS);
            });
    if (provenHere) {
      assertThat(state(copies, transfer.from().orElseThrow())).contains(CopyState.PROVEN);
    }
  }

  private static void healIsSound(Step.Heal heal, SortedMap<NodeId, Copy> copies, Hosts hosts) {
    assertThat(state(copies, heal.node())).contains(CopyState.DAMAGED);
    assertThat(hosts.presence(heal.node())).isEqualTo(Presence.HERE);
    assertThat(state(copies, heal.from())).contains(CopyState.PROVEN);
    assertThat(hosts.presence(heal.from())).isEqualTo(Presence.HERE);
  }

  private void dropIsSafe(
      Step.Drop drop, Desired desired, SortedMap<NodeId, Copy> copies, Hosts hosts, Instant now) {
    Copy copy = Optional.ofNullable(copies.get(drop.node())).orElseThrow();
    assertThat(copy).isInstanceOf(Copy.Excess.class);
    assertThat(copy.at().plus(policy.excessDelay())).isBeforeOrEqualTo(now);
    assertThat(freshElsewhere(drop.node(), desired, copies, hosts, now))
        .isGreaterThanOrEqualTo(desired.policy().replicasMax());
  }

  private static long freshElsewhere(
      NodeId node, Desired desired, SortedMap<NodeId, Copy> copies, Hosts hosts, Instant now) {
    return copies.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(node))
        .filter(entry -> hosts.presence(entry.getKey()) == Presence.HERE)
        .filter(entry -> entry.getValue() instanceof Copy.Proven)
        .filter(
            entry -> !entry.getValue().at().isBefore(now.minus(desired.policy().verifyInterval())))
        .count();
  }

  /** For content at or under its minimum; what waits to be dropped and is proven counts too. */
  private static void neverFewerProven(ContentPlan plan, Contents contents) {
    Contents after = dropped(plan, plan.begun(contents));
    for (Step step : plan.steps()) {
      long before = provenSomehow(contents.copies(step.cid()));
      if (before <= contents.desired(step.cid()).orElseThrow().policy().replicasMin()) {
        assertThat(provenSomehow(after.copies(step.cid()))).isGreaterThanOrEqualTo(before);
      }
    }
  }

  /** After marks and drops there are as many fresh ones that nobody means to drop as is allowed. */
  private static void neverBelowMax(ContentPlan plan, Contents contents, Hosts hosts, Instant now) {
    Contents after = dropped(plan, plan.begun(contents));
    for (Step step : plan.steps()) {
      if (step instanceof Step.Drop || step instanceof Step.MarkExcess) {
        Desired desired = contents.desired(step.cid()).orElseThrow();
        assertThat(freshElsewhere(step.node(), desired, after.copies(step.cid()), hosts, now))
            .isGreaterThanOrEqualTo(desired.policy().replicasMax());
      }
    }
  }

  private static Contents dropped(ContentPlan plan, Contents contents) {
    ContentsChanges changes = contents.change();
    plan.steps(Step.Drop.class).forEach(drop -> changes.forget(drop.cid(), drop.node()));
    return changes.done();
  }

  private static long provenSomehow(SortedMap<NodeId, Copy> copies) {
    return copies.values().stream()
        .filter(
            copy ->
                copy instanceof Copy.Proven
                    || (copy instanceof Copy.Excess excess && excess.proven().isPresent()))
        .count();
  }

  private static Optional<CopyState> state(SortedMap<NodeId, Copy> copies, NodeId node) {
    return Optional.ofNullable(copies.get(node)).map(Copy::state);
  }
}
