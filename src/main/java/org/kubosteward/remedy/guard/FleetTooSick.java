package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/**
 * The breaker. When much of the fleet is silent the cause is seldom a node, and acting on the rest
 * makes it worse.
 *
 * <ul>
 *   <li>Half of the nodes or more silent: nothing.
 *   <li>More than a third silent, and more than one: nothing disruptive, and so for a while after
 *       ({@link StormCooldown}).
 * </ul>
 */
final class FleetTooSick implements Guard {
  /** Names in the reason; a fleet of hundreds would fill the page. */
  private static final int NAMED = 5;

  @Override
  public String name() {
    return "fleet-too-sick";
  }

  @Override
  public String meaning() {
    return meaning("more than a third, as shipped");
  }

  @Override
  public String meaning(RemedyPolicy policy) {
    return meaning("more than one in %d".formatted(policy.bounds().silentOneIn()));
  }

  private static String meaning(String share) {
    return "Half of the nodes or more do not answer (for a disruptive action: more than one and"
        + " %s); lifted when enough of them are back.".formatted(share);
  }

  /** FLEET_MAJORITY_DOWN and FLEET_RECOVERING tell. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.silent-one-in");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    int all = situation.picture().nodes().size();
    List<NodeId> silent =
        situation.picture().views().filter(view -> !view.up()).map(NodeView::id).toList();
    if (2 * silent.size() >= all) {
      return Optional.of(
          "%s; with half of the fleet or more silent nothing is done"
              .formatted(count(silent, all)));
    }
    int most = situation.policy().bounds().silentAtMost(all);
    if (wanted.disruptive() && silent.size() > most) {
      return Optional.of(
          "%s; a disruptive action needs all but %d".formatted(count(silent, all), most));
    }
    return Optional.empty();
  }

  private static String count(List<NodeId> silent, int all) {
    String names =
        silent.stream().limit(NAMED).map(NodeId::toString).collect(Collectors.joining(", "));
    String more = silent.size() > NAMED ? " and %d more".formatted(silent.size() - NAMED) : "";
    String which = silent.isEmpty() ? "" : " (" + names + more + ")";
    return "%d of %d nodes do not answer%s".formatted(silent.size(), all, which);
  }
}
