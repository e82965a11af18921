package org.kubosteward.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Check.Topic;
import org.kubosteward.health.HealthPolicy.Hold;
import org.kubosteward.health.HealthReport.Watch;
import org.kubosteward.health.check.Checks;

/**
 * Examines the fleet: holds what the checks see in one picture against time.
 *
 * <ol>
 *   <li>Every check looks at the picture. An observation is a trouble, a lingering trouble (in the
 *       band between the mark that raises and the mark that clears), or "cannot tell". About a node
 *       that does not answer only the checks of its reach are heard.
 *   <li>Every code about every subject has up to two watches, one for trouble and one for doubt.
 *       This round moves both ({@link Hysteresis}): seen without a break for raise-after it opens;
 *       absent for clear-after it closes; lingering keeps an open one open and opens none.
 *   <li>Where nobody could look, a watch is frozen: the time counts neither for nor against it.
 *       That is so for the trouble while its check cannot tell, for all that concerns a node that
 *       does not answer, and for everything while {@link Code#STEWARD_BLIND} is seen. What was not
 *       open yet is forgotten then, and under a doubt that has opened: it begins anew. One thing is
 *       taken in all the same, and told when the plane sees again: that the fleet was silent
 *       ({@link Code#FLEET_RECOVERING}), where it may have been the fleet.
 *   <li>Watches about nodes that left the fleet are forgotten, unless the plane is blind.
 *   <li>An open trouble is a finding with its last level and evidence, and says so if it is frozen.
 *       Else an open doubt is a finding at {@link Level#CANNOT_TELL}.
 *   <li>One finding for one cause: of a {@link Check.Topic} about one subject the worst is shown;
 *       about a node that does not answer none but the finding about its reach, once it is told.
 *       What is not shown is kept and comes back with its {@code since}.
 * </ol>
 *
 * <p>It keeps these: the same report and picture give the same report. A missing fact never raises
 * the level above {@code CANNOT_TELL} and never opens or closes a finding about something else. At
 * most one finding says that a node cannot be reached. Findings are worst first, then in the order
 * of codes and subjects.
 */
public final class Checkup {
  /** A doubt must last this long at least: one late answer is no reason to call it unknown. */
  private static final Duration DOUBT_AFTER = Duration.ofSeconds(20);

  private static final Finding.Key BLIND = new Finding.Key(Code.STEWARD_BLIND, Subject.fleet());

  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::level).reversed().thenComparing(Finding::key);

  private final HealthPolicy policy;
  private final Map<Code, Check> checks;

  /** A checkup with every check. */
  public Checkup(HealthPolicy policy) {
    this.policy = policy;
    this.checks = Checks.by(policy);
  }

  /** The report about {@code picture}, {@code previous} being that of the round before. */
  public HealthReport examine(HealthReport previous, Picture picture) {
    Look look = look(previous, picture);
    SortedMap<Finding.Key, Watch> watches = new TreeMap<>();
    SortedMap<Finding.Key, Watch> doubts = new TreeMap<>();
    List<Finding> open = new ArrayList<>();
    for (Finding.Key key : keys(look)) {
      Optional<String> frozen = look.frozen(key, topic(key));
      Optional<Watch> doubt = doubt(look, key, frozen.isPresent());
      Optional<Watch> trouble = trouble(look, key, frozen.isPresent(), doubt);
      trouble.ifPresent(watch -> watches.put(key, watch));
      doubt.ifPresent(watch -> doubts.put(key, watch));
      Optional<String> stale = frozen.or(() -> look.untold(key));
      trouble
          .filter(Watch::open)
          .map(watch -> finding(key, watch, stale))
          .or(() -> doubt.filter(Watch::open).map(watch -> finding(key, watch, Optional.empty())))
          .ifPresent(open::add);
    }
    return new HealthReport(picture.takenAt(), shown(open, picture), watches, doubts, look.cuts());
  }

  private Look look(HealthReport previous, Picture picture) {
    Map<Finding.Key, Observation> seen = new HashMap<>();
    checks.values().stream()
        .flatMap(check -> check.examine(picture))
        .filter(o -> topic(o.key()) == Topic.REACH || Look.silent(o.subject(), picture).isEmpty())
        .forEach(observation -> seen.putIfAbsent(observation.key(), observation));
    Optional<Observation> blind = Optional.ofNullable(seen.get(BLIND));
    Cuts cuts =
        blind.isPresent()
            ? previous.cuts()
            : previous.cuts().with(cut(previous, seen), picture.takenAt());
    cuts.flapping(picture.takenAt())
        .filter(observation -> Look.silent(observation.subject(), picture).isEmpty())
        .forEach(observation -> seen.putIfAbsent(observation.key(), observation));
    return new Look(previous, picture, seen, blind, cuts);
  }

  /** The pairs that are apart and were not at the last look, when both nodes answered, too. */
  private Stream<Link> cut(HealthReport previous, Map<Finding.Key, Observation> seen) {
    Set<NodeId> back =
        previous.watches().keySet().stream()
            .filter(key -> topic(key) == Topic.REACH && key.code() != Code.NODE_SLOW)
            .flatMap(key -> key.subject().nodes().stream())
            .collect(Collectors.toSet());
    return seen.values().stream()
        .filter(o -> o.code() == Code.SIBLING_DISCONNECTED)
        .filter(o -> o.opens() && o.level() != Level.CANNOT_TELL)
        .filter(
            o ->
                Optional.ofNullable(previous.watches().get(o.key()))
                    .filter(watch -> watch.goneSince().isEmpty())
                    .isEmpty())
        .filter(o -> Collections.disjoint(back, o.subject().nodes()))
        .map(Observation::subject)
        .filter(Subject.OfLink.class::isInstance)
        .sorted()
        .map(Subject.OfLink.class::cast)
        .map(Subject.OfLink::link);
  }

  /** What has a watch, or may get one by what is seen: only what opens begins to be watched. */
  private Set<Finding.Key> keys(Look look) {
    Set<Finding.Key> keys = new HashSet<>(look.previous().watches().keySet());
    keys.addAll(look.previous().doubts().keySet());
    look.seen().values().stream()
        .filter(Observation::opens)
        .map(Observation::key)
        .forEach(keys::add);
    keys.removeIf(key -> !checks.containsKey(key.code()) && key.code() != Code.LINK_FLAPPING);
    if (look.blind().isEmpty()) {
      keys.removeIf(
          key ->
              !key.subject().nodes().stream()
                  .allMatch(node -> look.picture().fleet().node(node).isPresent()));
    }
    return keys;
  }

  private Optional<Watch> trouble(
      Look look, Finding.Key key, boolean frozen, Optional<Watch> doubt) {
    Optional<Watch> before = Optional.ofNullable(look.previous().watches().get(key));
    Hysteresis holding = new Hysteresis(policy.hold(key.code()), look.now(), look.elapsed());
    Observation seen = look.seen().get(key);
    if (frozen) {
      return holding.unseen(before).filter(Watch::open);
    }
    if (seen == null) {
      return holding.absent(before);
    }
    if (seen.level() == Level.CANNOT_TELL) {
      boolean doubted = doubt.filter(Watch::open).isPresent();
      return holding.unseen(before).filter(watch -> watch.open() || !doubted);
    }
    return seen.opens()
        ? Optional.of(holding.present(before, seen.level(), seen.evidence()))
        : holding.lingering(before, seen.level(), seen.evidence());
  }

  private Optional<Watch> doubt(Look look, Finding.Key key, boolean frozen) {
    Optional<Watch> before = Optional.ofNullable(look.previous().doubts().get(key));
    Hold hold = policy.hold(key.code());
    Duration raise = Collections.max(List.of(hold.raiseAfter(), DOUBT_AFTER));
    Hysteresis holding =
        new Hysteresis(new Hold(raise, hold.clearAfter()), look.now(), look.elapsed());
    Observation seen = look.seen().get(key);
    if (frozen) {
      return holding.unseen(before).filter(Watch::open);
    }
    if (seen == null || seen.level() != Level.CANNOT_TELL) {
      return holding.absent(before);
    }
    return seen.opens()
        ? Optional.of(holding.present(before, seen.level(), seen.evidence()))
        : holding.unseen(before);
  }

  private static Finding finding(Finding.Key key, Watch watch, Optional<String> stale) {
    SortedMap<String, String> evidence = new TreeMap<>(watch.evidence());
    stale.ifPresent(why -> evidence.put(Finding.STALE, why));
    return new Finding(key.code(), key.subject(), watch.level(), watch.since(), evidence);
  }

  /** One finding for one cause, worst first. */
  private List<Finding> shown(List<Finding> open, Picture picture) {
    List<Finding> sorted = open.stream().sorted(WORST_FIRST).toList();
    Set<NodeId> unreached =
        sorted.stream()
            .filter(finding -> topic(finding.key()) == Topic.REACH)
            .filter(finding -> finding.level() != Level.CANNOT_TELL)
            .flatMap(finding -> finding.subject().nodes().stream())
            .filter(node -> Look.silent(node, picture))
            .collect(Collectors.toSet());
    boolean blind = sorted.stream().anyMatch(finding -> finding.key().equals(BLIND));
    Map<Topic, Set<Subject>> spoken = new EnumMap<>(Topic.class);
    List<Finding> shown = new ArrayList<>();
    for (Finding finding : sorted) {
      Topic topic = topic(finding.key());
      boolean first = spoken.computeIfAbsent(topic, t -> new HashSet<>()).add(finding.subject());
      boolean covered =
          (topic != Topic.REACH && !Collections.disjoint(unreached, finding.subject().nodes()))
              || (finding.code() == Code.FLEET_RECOVERING && blind);
      if (!covered && (first || topic == Topic.OWN)) {
        shown.add(finding);
      }
    }
    return shown;
  }

  private Topic topic(Finding.Key key) {
    return Optional.ofNullable(checks.get(key.code())).map(Check::topic).orElse(Topic.OWN);
  }
}
