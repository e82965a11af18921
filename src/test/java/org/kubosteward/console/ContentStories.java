package org.kubosteward.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentPolicy;
import org.kubosteward.content.Contents;
import org.kubosteward.content.ContentsChanges;
import org.kubosteward.content.Copy;
import org.kubosteward.content.Desired;
import org.kubosteward.content.Host;
import org.kubosteward.content.Hosts;
import org.kubosteward.content.PlacementRule;
import org.kubosteward.content.Presence;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.content.Unfit;
import org.kubosteward.content.Verdict;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Plan;

/** Named states of content, each in the round of a fleet of three. */
final class ContentStories {
  static final long MIB = 1L << 20;

  /** Two to three copies anywhere, as a setting might have it. */
  static final ContentPolicy MODELS =
      new ContentPolicy("models", 2, 3, PlacementRule.ANYWHERE, Duration.ofDays(7), 5);

  static final ContentPolicy DEFAULT = ContentPolicy.shipped();

  private ContentStories() {}

  /** CID of version 1 with the codec of files. */
  static Cid cid(int number) {
    byte[] bytes = ("content " + number).getBytes(StandardCharsets.UTF_8);
    return Cid.of(Cid.DAG_PB, HashFunction.SHA2_256.name(bytes));
  }

  /** Nobody wants anything. */
  static Story nothing() {
    return story(Contents.none(), hosts());
  }

  /** Twelve contents of two policies, all proven. */
  static Story kept() {
    return story(contents(12, ContentStories::whole), hosts());
  }

  /** The same, and two that are being copied: one counted, one not, and one that waits. */
  static Story replicating() {
    Contents all =
        contents(
            12,
            changes -> {
              whole(changes);
              want(changes, 20, MODELS, 26 * MIB, Duration.ofMinutes(1));
              put(changes, 20, Stories.K1, new Copy.Held(Stories.at(30)));
              put(changes, 20, Stories.K2, fetching(12 * MIB, 3 * MIB, Stories.K1));
              changes.want(new Desired(cid(21), MODELS, OptionalLong.empty(), Stories.at(40)));
              changes.put(
                  cid(21),
                  Stories.K3,
                  new Copy.Fetching(5 * MIB, 0, Stories.at(35), Optional.empty(), 1));
            });
    return story(all, hosts());
  }

  /** kubo-2 is gone with its copies; one content has one copy left, one was damaged. */
  static Story atRisk() {
    return story(contents(12, ContentStories::endangered), gone());
  }

  /** A copy misses blocks. */
  static Story damaged() {
    Contents all =
        contents(
            3,
            changes -> {
              whole(changes);
              put(
                  changes,
                  1,
                  Stories.K3,
                  new Copy.Damaged(List.of(cid(901), cid(902)), 7, Stories.at(300), 1));
            });
    return story(all, hosts());
  }

  /** A content has no copy left, and another one too many. */
  static Story lost() {
    Contents all =
        contents(
            12,
            changes -> {
              endangered(changes);
              want(changes, 30, MODELS, 700 * MIB, Duration.ofDays(9));
              put(changes, 30, Stories.K1, new Copy.Absent(Stories.at(900), 2));
              changes.stored(cid(30));
              want(changes, 31, MODELS, 3 * MIB, Duration.ofDays(9));
              proven(changes, 31, Stories.K1, Duration.ofHours(1));
              proven(changes, 31, Stories.K3, Duration.ofHours(2));
              put(
                  changes,
                  31,
                  Stories.K2,
                  new Copy.Excess(Stories.at(600), Optional.of(Stories.at(9000))));
            });
    return story(all, gone());
  }

  /** So many contents, whole. */
  static Story many(int count) {
    return story(contents(count, ContentStories::whole), hosts());
  }

  private static Contents contents(int count, Consumer<ContentsChanges> more) {
    ContentsChanges changes = Contents.none().change();
    for (int number = 0; number < count; number++) {
      ContentPolicy policy = number % 3 == 0 ? DEFAULT : MODELS;
      want(changes, number, policy, (number + 1) * 7L * MIB, Duration.ofDays(3));
      proven(changes, number, Stories.K1, Duration.ofMinutes(number * 9L + 1));
      proven(changes, number, Stories.K2, Duration.ofHours(number + 2L));
    }
    more.accept(changes);
    return changes.done();
  }

  private static void whole(ContentsChanges changes) {
    proven(changes, 1, Stories.K3, Duration.ofHours(30));
  }

  private static void endangered(ContentsChanges changes) {
    want(changes, 20, MODELS, 5_000 * MIB, Duration.ofDays(9));
    proven(changes, 20, Stories.K2, Duration.ofDays(1));
    proven(changes, 20, Stories.K3, Duration.ofDays(2));
    put(changes, 20, Stories.K1, fetching(1_900 * MIB, 88 * MIB, Stories.K3));
    want(changes, 22, MODELS, 80 * MIB, Duration.ofDays(9));
    proven(changes, 22, Stories.K1, Duration.ofDays(8));
    put(
        changes,
        22,
        Stories.K3,
        new Copy.Damaged(List.of(cid(901), cid(902)), 2, Stories.at(300), 3));
  }

  private static void want(
      ContentsChanges changes, int number, ContentPolicy policy, long bytes, Duration ago) {
    changes.want(new Desired(cid(number), policy, OptionalLong.of(bytes), Stories.NOW.minus(ago)));
  }

  private static void proven(ContentsChanges changes, int number, NodeId node, Duration ago) {
    put(changes, number, node, new Copy.Proven(Stories.NOW.minus(ago)));
  }

  private static void put(ContentsChanges changes, int number, NodeId node, Copy copy) {
    changes.put(cid(number), node, copy);
  }

  static Copy fetching(long bytes, long rate, NodeId from) {
    return new Copy.Fetching(bytes, rate, Stories.at(25), Optional.of(from), 0);
  }

  static Hosts hosts() {
    return Hosts.of(
        List.of(
            host(Stories.K1, Presence.HERE),
            host(Stories.K2, Presence.HERE),
            host(Stories.K3, Presence.HERE)));
  }

  private static Hosts gone() {
    return Hosts.of(
        List.of(
            host(Stories.K1, Presence.HERE),
            host(Stories.K2, Presence.GONE),
            host(Stories.K3, Presence.HERE)));
  }

  static Host host(NodeId id, Presence presence) {
    boolean here = presence == Presence.HERE;
    Instant since = Stories.at(1_800);
    return new Host(
        id,
        true,
        Map.of(),
        presence,
        here ? Optional.empty() : Optional.of(since),
        1L << 40,
        here
            ? Optional.empty()
            : Optional.of(new Unfit(Unfit.Kind.DOWN, "it does not answer since " + since)));
  }

  static ContentPicture picture(Contents contents, Hosts hosts) {
    return ContentPicture.of(
        contents, hosts, RepairPolicy.shipped(), new TreeSet<>(), Stories.at(6));
  }

  static Story story(Contents contents, Hosts hosts) {
    ContentPicture content = picture(contents, hosts);
    List<Finding> findings = new ArrayList<>();
    content
        .snapshot()
        .policies()
        .forEach(
            (name, policy) -> {
              if (policy.count(Verdict.AT_RISK) > 0) {
                findings.add(
                    new Finding(
                        Code.CONTENT_AT_RISK,
                        Subject.ofPolicy(name),
                        Level.CRIT,
                        Stories.at(600),
                        Evidence.of("contents", 2).entries()));
              }
            });
    Story base = Stories.healthy();
    Round round = base.latest().orElseThrow();
    return new Story(
        Optional.of(
            new Round(
                round.picture(),
                Optional.of(content),
                new HealthReport(round.picture().takenAt(), findings, new TreeMap<>()),
                new Plan(
                    findings.stream()
                        .<Decision>map(
                            finding ->
                                new Decision.Leave(finding, "its copies are being made already"))
                        .toList()),
                List.of(),
                round.policy(),
                true,
                round.took())),
        base.history(),
        base.attempts(),
        base.decisions(),
        base.intents());
  }
}
