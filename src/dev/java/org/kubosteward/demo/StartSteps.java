package org.kubosteward.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.kubosteward.fleet.Preparation;

/** The steps to a demo fleet that answers; which they are is known once kubo is or is not there. */
final class StartSteps {
  private static final String LOOK = "ask every node for the first time";

  private final String start;
  private Preparation steps;

  /** {@code named}: whether the settings say where kubo is, so that nothing is looked for. */
  StartSteps(int nodes, boolean named) {
    this.start = "start %d kubo node%s on this machine".formatted(nodes, nodes == 1 ? "" : "s");
    this.steps = Preparation.of(named ? List.of(start, LOOK) : List.of("find kubo", start, LOOK));
  }

  Preparation now() {
    return steps;
  }

  /** {@code lab/get} said something; only a line that tells how far it is changes the steps. */
  void heard(String line) {
    BuildLine.of(line).ifPresent(this::built);
  }

  private void built(BuildLine line) {
    List<String> names = building(line);
    boolean known = steps.steps().stream().map(Preparation.Step::name).toList().equals(names);
    Preparation all = known ? steps : Preparation.of(names);
    steps = all.at(line.step() - 1, line.detail(), line.percent());
  }

  /** Kubo is there, and its nodes are started. */
  void starting() {
    steps = steps.at(steps.steps().size() - 2, "", OptionalInt.empty());
  }

  void failed(String why) {
    steps = steps.failed(why);
  }

  /** Kubo is built in two steps. */
  private List<String> building(BuildLine line) {
    List<String> names = new ArrayList<>();
    if (line.steps() == 2) {
      names.add("download kubo's Go modules");
      names.add("compile kubo " + line.version());
    } else {
      for (int step = 1; step <= line.steps(); step++) {
        names.add("build kubo %s, part %d".formatted(line.version(), step));
      }
    }
    names.add(start);
    names.add(LOOK);
    return names;
  }

  /** What to do about a failure, after its cause. */
  static String nextStep(String cause) {
    return "no demo fleet: %s. Mend that, then press s in the terminal of quarkus:dev to try again; what was downloaded and compiled is kept"
        .formatted(cause);
  }
}
