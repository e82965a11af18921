package org.kubosteward.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kubosteward.demo.DemoSpec.Links;

/**
 * A real fault, the alert that must come of it, and its repair.
 *
 * @param codes the finding first, if it is about one; all are raised and cleared quickly when fast
 * @param quiet alerts that the fault raises too and nobody may be called for
 * @param longWait whether the shipped rule waits longer than a person would: drilled fast only
 */
record Drill(
    String name,
    String alert,
    String fault,
    List<String> codes,
    List<String> quiet,
    Links links,
    Map<String, String> settings,
    boolean longWait,
    Consumer<Scene> inject,
    Consumer<Scene> repair) {

  Drill {
    codes = List.copyOf(codes);
    quiet = List.copyOf(quiet);
    settings = Map.copyOf(settings);
  }

  static Drill of(String name, String alert, String fault) {
    return new Drill(
        name,
        alert,
        fault,
        List.of(),
        List.of(),
        Links.PEERED,
        Map.of(),
        false,
        scene -> {},
        scene -> {});
  }

  Drill codes(String... more) {
    return new Drill(
        name, alert, fault, List.of(more), quiet, links, settings, longWait, inject, repair);
  }

  Drill quiet(String... alerts) {
    return new Drill(
        name, alert, fault, codes, List.of(alerts), links, settings, longWait, inject, repair);
  }

  Drill links(Links otherwise) {
    return new Drill(
        name, alert, fault, codes, quiet, otherwise, settings, longWait, inject, repair);
  }

  Drill with(String setting, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(setting, value);
    return new Drill(name, alert, fault, codes, quiet, links, more, longWait, inject, repair);
  }

  Drill waitsLong() {
    return new Drill(name, alert, fault, codes, quiet, links, settings, true, inject, repair);
  }

  Drill does(Consumer<Scene> injection, Consumer<Scene> cure) {
    return new Drill(name, alert, fault, codes, quiet, links, settings, longWait, injection, cure);
  }

  /** All that can be drilled without Kubernetes. */
  static List<Drill> all() {
    List<Drill> all = new ArrayList<>(DrillsOfNodes.all());
    all.addAll(DrillsOfThePlane.all());
    return all;
  }

  static Drill named(String name) {
    return all().stream()
        .filter(drill -> drill.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no drill %s; there are %s"
                        .formatted(name, all().stream().map(Drill::name).toList())));
  }
}
