package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Volume;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

/**
 * A situation for tests, beginning with a leader, an open journal, the shipped policy, no history
 * and no wishes. Immutable: every method returns a new one.
 */
public record Given(
    Fleets fleet,
    List<Finding> findings,
    SortedMap<Finding.Key, HealthReport.Watch> watches,
    List<Attempt> attempts,
    List<Intent> intents,
    RemedyPolicy policy,
    boolean leader,
    boolean journalOpen,
    Instant now) {

  /** When findings began, unless they say otherwise. */
  public static final Instant SINCE = Fleets.START.minusSeconds(60);

  public static Given that(Fleets fleet) {
    return new Given(
        fleet,
        List.of(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        RemedyPolicy.shipped(),
        true,
        true,
        fleet.picture().takenAt());
  }

  /** {@code one} and {@code other} lost each other, and it was found. */
  public static Given lost(String one, String other) {
    return that(Fleets.threeHealthy().disconnected(one, other))
        .finding(Code.SIBLING_DISCONNECTED, one, other);
  }

  /** {@code to} cannot fetch from {@code from}, and it was found. */
  public static Given blind(String from, String to) {
    return that(Fleets.threeHealthy().notExchanging(from, to, 2))
        .finding(Code.LINK_NOT_EXCHANGING, from, to);
  }

  /** The repository of kubo-1 is full, it was found, and collecting is allowed. */
  public static Given full() {
    return that(Fleets.threeHealthy().withRepoFill("kubo-1", 0.97))
        .finding(Code.REPO_FULL, "kubo-1")
        .mode(ActionKind.COLLECT_GARBAGE, Mode.AUTO);
  }

  /** kubo-2 hangs, its kubelet says so too, it was found, and restarting is allowed. */
  public static Given hung() {
    return hung(Fleets.threeHealthy().inPods().hung("kubo-2").pod("kubo-2", PodDraft::notReady));
  }

  /** The same in this fleet. */
  public static Given hung(Fleets fleet) {
    return that(fleet).finding(Code.NODE_HUNG, "kubo-2").mode(ActionKind.RESTART_POD, Mode.AUTO);
  }

  /** The disk of kubo-1 is nearly full, its volume may grow to 20 GiB, and growing is allowed. */
  public static Given tight() {
    return that(Fleets.threeHealthy()
            .inPods()
            .withDiskAvailable("kubo-1", 100L << 20)
            .pod("kubo-1", pod -> PodDraft.volume(pod, Given::growing)))
        .finding(Code.DISK_NEAR_FULL, "kubo-1")
        .mode(ActionKind.GROW_VOLUME, Mode.AUTO);
  }

  private static Volume growing(Volume volume) {
    return PodDraft.sized(volume, 10L << 30, 10L << 30, OptionalLong.of(20L << 30));
  }

  public Given finding(Code code, String node) {
    return finding(warn(code, Subject.of(Fleets.id(node))));
  }

  public Given finding(Code code, String from, String to) {
    return finding(warn(code, Subject.of(Fleets.link(from, to))));
  }

  public Given finding(Finding finding) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    return findings(more);
  }

  public Given findings(List<Finding> all) {
    return new Given(fleet, all, watches, attempts, intents, policy, leader, journalOpen, now);
  }

  public Given watch(Finding.Key key, HealthReport.Watch watch) {
    SortedMap<Finding.Key, HealthReport.Watch> more = new TreeMap<>(watches);
    more.put(key, watch);
    return new Given(fleet, findings, more, attempts, intents, policy, leader, journalOpen, now);
  }

  public Given fleet(UnaryOperator<Fleets> change) {
    return new Given(
        change.apply(fleet),
        findings,
        watches,
        attempts,
        intents,
        policy,
        leader,
        journalOpen,
        now);
  }

  public Given attempts(List<Attempt> all) {
    return new Given(fleet, findings, watches, all, intents, policy, leader, journalOpen, now);
  }

  /** An attempt about the first finding that took a second and ended {@code ago}. */
  public Given tried(Action action, Duration ago, Result result, Verification verification) {
    return tried(cause().key(), action, ago, result, verification);
  }

  public Given tried(
      Finding.Key cause, Action action, Duration ago, Result result, Verification verification) {
    List<Attempt> more = new ArrayList<>(attempts);
    Instant ended = now.minus(ago);
    more.add(
        new Attempt(
            attempts.size() + 1,
            action,
            cause,
            ended.minusSeconds(1),
            Optional.of(ended),
            result,
            "",
            verification));
    return attempts(more);
  }

  /** An attempt about the first finding that began {@code ago} and still runs. */
  public Given running(Action action, Duration ago) {
    return running(cause().key(), action, ago);
  }

  public Given running(Finding.Key cause, Action action, Duration ago) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(
        new Attempt(
            attempts.size() + 1,
            action,
            cause,
            now.minus(ago),
            Optional.empty(),
            Result.RUNNING,
            "",
            Verification.OPEN));
    return attempts(more);
  }

  public Given asked(Intent... more) {
    List<Intent> all = new ArrayList<>(intents);
    all.addAll(List.of(more));
    return new Given(fleet, findings, watches, attempts, all, policy, leader, journalOpen, now);
  }

  public Given mode(ActionKind kind, Mode mode) {
    RemedyPolicy.Rule rule = policy.rule(kind);
    return rule(
        kind, new RemedyPolicy.Rule(mode, rule.cooldown(), rule.cooldownMax(), rule.attempts()));
  }

  public Given rule(ActionKind kind, RemedyPolicy.Rule rule) {
    Map<ActionKind, RemedyPolicy.Rule> rules = new EnumMap<>(policy.actions());
    rules.put(kind, rule);
    return policy(
        new RemedyPolicy(
            policy.ceiling(),
            rules,
            policy.verifyWithin(),
            policy.disruptivePerHour(),
            policy.disruptivePerDay(),
            policy.roundEvery(),
            policy.window()));
  }

  public Given ceiling(Mode ceiling) {
    return policy(
        new RemedyPolicy(
            ceiling,
            policy.actions(),
            policy.verifyWithin(),
            policy.disruptivePerHour(),
            policy.disruptivePerDay(),
            policy.roundEvery(),
            policy.window()));
  }

  public Given budget(int perHour, int perDay) {
    return policy(
        new RemedyPolicy(
            policy.ceiling(),
            policy.actions(),
            policy.verifyWithin(),
            perHour,
            perDay,
            policy.roundEvery(),
            policy.window()));
  }

  public Given window(Hours window) {
    return policy(
        new RemedyPolicy(
            policy.ceiling(),
            policy.actions(),
            policy.verifyWithin(),
            policy.disruptivePerHour(),
            policy.disruptivePerDay(),
            policy.roundEvery(),
            window));
  }

  public Given bounds(RemedyPolicy.Bounds bounds) {
    return policy(
        new RemedyPolicy(
            policy.ceiling(),
            policy.actions(),
            policy.verifyWithin(),
            policy.disruptivePerHour(),
            policy.disruptivePerDay(),
            policy.roundEvery(),
            policy.window(),
            bounds));
  }

  public Given policy(RemedyPolicy other) {
    return new Given(fleet, findings, watches, attempts, intents, other, leader, journalOpen, now);
  }

  public Given notLeader() {
    return new Given(fleet, findings, watches, attempts, intents, policy, false, journalOpen, now);
  }

  public Given journalClosed() {
    return new Given(fleet, findings, watches, attempts, intents, policy, leader, false, now);
  }

  /** The same facts, decided about that much later: everything that was seen is older. */
  public Given later(Duration time) {
    return new Given(
        fleet, findings, watches, attempts, intents, policy, leader, journalOpen, now.plus(time));
  }

  public Finding cause() {
    return findings.get(0);
  }

  public HealthReport report() {
    return new HealthReport(now, findings, watches);
  }

  public Situation situation() {
    return new Situation(
        fleet.picture(),
        report(),
        attempts,
        intents,
        policy,
        leader,
        journalOpen ? Optional.empty() : Optional.of("its disk is full"),
        now);
  }

  public Plan plan() {
    return new Planner().plan(situation());
  }

  /** The decision about the first finding. */
  public Decision decision() {
    return plan().about(cause().key()).orElseThrow();
  }

  /** What that guard says to the action, on account of the first finding. */
  public Optional<String> veto(Guard guard, Action wanted) {
    return guard.veto(cause(), wanted, situation());
  }

  public static Finding warn(Code code, Subject subject) {
    return new Finding(code, subject, Level.WARN, SINCE, new TreeMap<>());
  }

  public static Finding cannotTell(Code code, Subject subject) {
    return new Finding(
        code, subject, Level.CANNOT_TELL, SINCE, new TreeMap<>(Map.of("why", "swarm: timed out")));
  }

  public static ReconnectPeer reconnect(String target, String peer) {
    return new ReconnectPeer(
        Fleets.id(target), Fleets.id(peer), Fleets.peerId(peer), List.of("/ip4/127.0.1.9/tcp/1"));
  }

  public static RefreshLink refresh(String target, String peer) {
    return new RefreshLink(
        Fleets.id(target), Fleets.id(peer), Fleets.peerId(peer), List.of("/ip4/127.0.1.9/tcp/1"));
  }

  public static CollectGarbage collect(String target) {
    return new CollectGarbage(Fleets.id(target));
  }

  public static RestartPod restart(String target) {
    return new RestartPod(Fleets.id(target), "uid-" + target);
  }

  /** The same, as it is proposed for a process that hears no signal. */
  public static RestartPod restartOfTheHung(String target) {
    return new RestartPod(Fleets.id(target), "uid-" + target, Duration.ofSeconds(10));
  }

  public static GrowVolume grow(String target) {
    return new GrowVolume(
        Fleets.id(target), "repo-" + target, "claim-uid-" + target, 10L << 30, 13L << 30);
  }

  public static HealBlocks heal(String target, String... cids) {
    return new HealBlocks(Fleets.id(target), List.of(cids));
  }

  public static NodeId id(String name) {
    return Fleets.id(name);
  }

  /** A wish of the operator ada, made {@code ago} before the fleet was first looked at. */
  public static Intent wish(
      Intent.Kind kind, Optional<String> node, Optional<ActionKind> action, Duration ago) {
    return Intents.asked(
        1,
        kind,
        node,
        action,
        kind == Intent.Kind.MUTE ? Optional.of(Code.NODE_DOWN) : Optional.empty(),
        "ada",
        "moving racks",
        Fleets.START.minus(ago),
        Optional.empty());
  }

  public static Intent expiring(Intent intent, Instant at) {
    return Intents.expiring(intent, at);
  }

  public static Intent.Mute mute(Optional<String> node, Code code, Duration ago) {
    return (Intent.Mute) about(wish(Intent.Kind.MUTE, node, Optional.empty(), ago), code);
  }

  public static Intent about(Intent intent, Code code) {
    return Intents.asked(
        intent.id(),
        intent.kind(),
        intent.node(),
        intent.action(),
        Optional.of(code),
        intent.author(),
        intent.reason(),
        intent.createdAt(),
        intent.expiresAt());
  }
}
