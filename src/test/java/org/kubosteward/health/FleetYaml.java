package org.kubosteward.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.content.Attendance;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;

/** Reads {@code fleet.yaml} into the pictures of its rounds; the README there tells the format. */
final class FleetYaml {
  private static final Duration STEP = Duration.ofSeconds(10);

  private final int size;
  private final boolean inPods;

  private FleetYaml(int size, boolean inPods) {
    this.size = size;
    this.inPods = inPods;
  }

  static List<Picture> pictures(YamlNode file) {
    FleetYaml yaml =
        new FleetYaml(
            file.text("fleet").map(Integer::parseInt).orElse(3),
            file.text("in-pods").filter("true"::equals).isPresent());
    List<Picture> pictures = new ArrayList<>();
    Attendance attendance = Attendance.nobody();
    Identities identities = Identities.NONE;
    for (Object item : file.list("rounds")) {
      YamlNode round = new YamlNode("round " + item, item);
      Duration at = YamlNode.span(round.required("at"));
      Duration until = round.text("until").map(YamlNode::span).orElse(at);
      ContentYaml content = ContentYaml.of(round, Fleets.START.plus(at));
      Fleets fleet = yaml.fleet(round, at);
      for (Duration now = at; now.compareTo(until) <= 0; now = now.plus(STEP)) {
        FleetSnapshot picture = numbered(fleet.after(now).picture(), pictures.size() + 1);
        identities = identities.seen(picture);
        attendance = attendance.after(picture, content.holders());
        pictures.add(new Picture(picture.beside(identities), content.in(picture, attendance)));
      }
    }
    file.end();
    return pictures;
  }

  private static FleetSnapshot numbered(FleetSnapshot p, int round) {
    return new FleetSnapshot(
        round, p.takenAt(), p.nodes(), p.links(), p.collections(), p.observer());
  }

  private Fleets fleet(YamlNode round, Duration at) {
    Fleets fleet = inPods ? Fleets.healthy(size).inPods() : Fleets.healthy(size);
    for (Object name : round.list("left")) {
      fleet = fleet.leftBy(String.valueOf(name));
    }
    for (Object pair : round.list("apart")) {
      String[] ends = ends(String.valueOf(pair));
      fleet = fleet.disconnected(ends[0], ends[1]);
    }
    for (Object pair : round.list("lists-not")) {
      String[] ends = ends(String.valueOf(pair));
      fleet = fleet.listsNot(ends[0], ends[1]);
    }
    Optional<YamlNode> links = round.node("links");
    if (links.isPresent()) {
      for (String link : links.get().keys()) {
        fleet = link(fleet, ends(link), links.get().required(link).split(" "));
      }
    }
    Optional<YamlNode> observer = round.node("observer");
    if (observer.isPresent()) {
      fleet = fleet.seenBy(observer(observer.get()));
    }
    for (String name : round.keys()) {
      YamlNode node = round.node(name).orElseThrow();
      Optional<YamlNode> pod = node.node("pod");
      if (pod.isPresent()) {
        fleet = PodYaml.pod(fleet, name, pod.get(), Fleets.START.plus(at));
      }
      fleet = node(fleet, name, node);
      node.end();
    }
    round.end();
    return fleet;
  }

  private static String[] ends(String link) {
    String[] ends = link.split(">");
    if (ends.length != 2) {
      throw new IllegalArgumentException(link + ": a link is written kubo-1>kubo-2");
    }
    return ends;
  }

  /**
   * {@code not-exchanged 2}, {@code exchanged 0 20m}, {@code not-tried 1 5s kubo-1}: outcome,
   * failures, how long ago, whose disk is full.
   */
  private static Fleets link(Fleets fleet, String[] ends, String[] words) {
    if (words[0].equals("never")) {
      return fleet.neverTried(ends[0], ends[1]);
    }
    Fleets proven =
        fleet.proven(
            ends[0],
            ends[1],
            Proof.Outcome.valueOf(constant(words[0])),
            Integer.parseInt(words[1]),
            words.length > 2 ? YamlNode.span(words[2]) : Duration.ofSeconds(5));
    return words.length > 3 ? proven.fullAt(words[3], ends[0], ends[1]) : proven;
  }

  private Observer observer(YamlNode node) {
    Observer observer =
        new Observer(
            node.text("lag").map(YamlNode::span).orElse(Duration.ZERO),
            node.text("clock-step").map(YamlNode::span).orElse(Duration.ZERO),
            node.text("expected").map(Integer::parseInt).orElse(size),
            node.list("foreign").stream().map(String::valueOf).toList(),
            node.text("cluster-trouble").orElse(""),
            node.text("source-trouble").orElse(""));
    node.end();
    return observer;
  }

  private static Question<?> question(String label) {
    return Question.values().stream()
        .filter(question -> question.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no question is called " + label));
  }

  private static Fleets node(Fleets fleet, String name, YamlNode node) {
    for (String key : List.of("gone", "api")) {
      Optional<String> value = node.text(key);
      fleet = value.isPresent() ? fact(fleet, name, key, value.get()) : fleet;
    }
    for (String key : node.keys()) {
      if (key.equals("missing")) {
        YamlNode missing = node.node(key).orElseThrow();
        for (String question : missing.keys()) {
          fleet = fleet.without(name, question(question), why(missing.required(question)));
        }
        continue;
      }
      fleet = fact(fleet, name, key, node.required(key));
    }
    return fleet;
  }

  private static Fleets fact(Fleets fleet, String name, String key, String value) {
    return switch (key) {
      case "gone" -> fleet.down(name, why(value));
      case "api" -> fleet.apiLost(name, why(value));
      case "silent-for" -> fleet.lastAnswered(name, YamlNode.span(value));
      case "answers-after" ->
          fleet.change(
              name,
              view -> view.answering(Duration.ofMillis(Long.parseLong(value.replace("ms", "")))));
      case "offline" -> offline(fleet, name);
      case "isolated" -> fleet.isolated(name);
      case "strangers" -> fleet.withStrangers(name, Integer.parseInt(value));
      case "repo-fill" -> fleet.withRepoFill(name, Double.parseDouble(value));
      case "disk-available" -> fleet.withDiskAvailable(name, YamlNode.bytes(value));
      case "version" -> fleet.withVersion(name, value);
      case "file-descriptors" -> fileDescriptors(fleet, name, value.split("/", 2));
      case "running" -> running(fleet, name, value.split(" "));
      case "collected" -> fleet.collected(name, Duration.ofMinutes(1), value);
      case "clock-ahead" -> fleet.withClock(name, YamlNode.span(value));
      case "clock-behind" -> fleet.withClock(name, YamlNode.span(value).negated());
      case "clone-of" -> fleet.cloneOf(name, value);
      case "bitswap" -> fleet.exchanging(name, value.equals("server"), !value.equals("none"));
      case "keeps" -> fleet.keeps(name, Duration.ofSeconds(1), roots(value));
      case "peer-id" -> fleet.bearing(name, value);
      case "bootstrap" -> fleet.withBootstrap(name, value.split(" "));
      default -> throw new IllegalArgumentException(name + ": unknown `" + key + "`");
    };
  }

  private static long[] roots(String value) {
    return value.isBlank()
        ? new long[0]
        : Arrays.stream(value.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  /** It runs without a network: it answers, and what needs one it refuses, as real kubo does. */
  private static Fleets offline(Fleets fleet, String name) {
    return fleet
        .isolated(name)
        .without(name, Question.SWARM, Why.OFFLINE)
        .without(name, Question.PEERING, Why.OFFLINE)
        .without(name, Question.BANDWIDTH, Why.OFFLINE)
        .without(name, Question.BITSWAP, Why.OFFLINE)
        .without(name, Question.PROVIDE, Why.OFFLINE)
        .without(name, Question.RESOURCES, Why.REJECTED);
  }

  /** Commands and since when, {@code repo/gc 12m pin/add 20m}. */
  private static Fleets running(Fleets fleet, String name, String[] words) {
    for (int i = 0; i + 1 < words.length; i += 2) {
      fleet = fleet.running(name, words[i], YamlNode.span(words[i + 1]));
    }
    return fleet;
  }

  private static Fleets fileDescriptors(Fleets fleet, String name, String[] openAndMax) {
    return fleet.withFileDescriptors(
        name, Long.parseLong(openAndMax[0]), Long.parseLong(openAndMax[1]));
  }

  private static Why why(String text) {
    return Why.valueOf(constant(text));
  }

  private static String constant(String kebab) {
    return kebab.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
