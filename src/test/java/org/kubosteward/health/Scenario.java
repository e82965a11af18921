package org.kubosteward.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kubosteward.fleet.Fleets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A folder under {@code src/test/resources/scenarios}: a fleet over some rounds, and what the
 * checkup must say of it. {@code scenarios/README.md} tells the format.
 */
public record Scenario(Path folder) {
  /** Where the scenarios are; tests run in the root of the project. */
  public static final Path ROOT = Path.of("src/test/resources/scenarios");

  /** Every scenario, in order. */
  public static List<Scenario> all() {
    return list(ROOT).stream()
        .filter(Files::isDirectory)
        .flatMap(code -> list(code).stream())
        .filter(Files::isDirectory)
        .map(Scenario::new)
        .toList();
  }

  /** The code that it is about, as its folder spells it: {@code repo-full}. */
  public String code() {
    return String.valueOf(folder.getName(folder.getNameCount() - 2));
  }

  /** The situation, the name of its own folder. */
  public String situation() {
    return String.valueOf(folder.getFileName());
  }

  /** The pictures of its rounds. */
  List<Picture> pictures() {
    return FleetYaml.pictures(new YamlNode("fleet.yaml", load("fleet.yaml")));
  }

  /** The report of each of these rounds, under the policy as shipped. */
  static List<HealthReport> reports(List<Picture> pictures) {
    Checkup checkup = new Checkup(HealthPolicy.shipped());
    List<HealthReport> reports = new ArrayList<>();
    HealthReport last = HealthReport.empty(Fleets.START);
    for (Picture picture : pictures) {
      last = checkup.examine(last, picture);
      reports.add(last);
    }
    return reports;
  }

  /** What {@code report.yaml} expects. */
  List<Expected> expected() {
    List<Expected> all = new ArrayList<>();
    if (!(load("report.yaml") instanceof List<?> items)) {
      throw new IllegalArgumentException("report.yaml: expected a list of moments");
    }
    for (Object item : items) {
      YamlNode node = new YamlNode("report " + item, item);
      Duration at = YamlNode.span(node.required("at"));
      Status status = Status.valueOf(node.required("status"));
      List<ExpectedFinding> findings =
          node.list("findings").stream().map(Scenario::finding).toList();
      node.end();
      all.add(new Expected(at, status, findings));
    }
    return all;
  }

  /** The names of the files in it. */
  List<String> files() {
    return list(folder).stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  @Override
  public String toString() {
    return code() + "/" + situation();
  }

  private static ExpectedFinding finding(Object item) {
    YamlNode node = new YamlNode("finding " + item, item);
    Map<String, String> evidence = new TreeMap<>();
    Optional<YamlNode> named = node.node("evidence");
    named.ifPresent(entries -> entries.keys().forEach(k -> evidence.put(k, entries.required(k))));
    ExpectedFinding finding =
        new ExpectedFinding(
            Code.valueOf(node.required("code")),
            node.required("subject"),
            Level.valueOf(node.required("level")),
            YamlNode.span(node.required("since")),
            evidence);
    node.end();
    return finding;
  }

  private Object load(String file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions()))
          .load(Files.readString(folder.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(this + " needs a " + file, e);
    }
  }

  static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One moment of {@code report.yaml}. */
  record Expected(Duration at, Status status, List<ExpectedFinding> findings) {}

  /** One finding there; {@code evidence} names some entries and what each must contain. */
  record ExpectedFinding(
      Code code, String subject, Level level, Duration since, Map<String, String> evidence) {}
}
