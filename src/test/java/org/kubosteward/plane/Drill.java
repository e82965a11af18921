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
 * @param nodes how many nodes the fleet has
 * @param quiet alerts that the fault raises too and nobody may be called for
 * @param openEnded whether the rule looks back for so long that nobody waits for its end
 * @param longWait whether the shipped rule waits longer than a person would: drilled fast only
 */
record Drill(
    String name,
    String alert,
    String fault,
    int nodes,
    List<String> codes,
    List<String> quiet,
    Links links,
    Map<String, String> settings,
    boolean openEnded,
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
        3,
        List.of(),
        List.of(),
        Links.PEERED,
        Map.of(),
        false,
        false,
        scene -> {},
        scene -> {});
  }

  Drill over(int count) {
    return new Drill(
        name, alert, fault, count, codes, quiet, links, settings, openEnded, longWait, inject,
        repair);
  }

  Drill codes(String... more) {
    return new Drill(
        name,
        alert,
        fault,
        nodes,
        List.of(more),
        quiet,
        links,
        settings,
        openEnded,
        longWait,
        inject,
        repair);
  }

  Drill quiet(String... alerts) {
    return new Drill(
        name,
        alert,
        fault,
        nodes,
        codes,
        List.of(alerts),
        links,
        settings,
        openEnded,
        longWait,
        inject,
        repair);
  }

  Drill links(Links otherwise) {
    return new Drill(
        name, alert, fault, nodes, codes, quiet, otherwise, settings, openEnded, longWait, inject,
        repair);
  }

  Drill with(String setting, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(setting, value);
    return new Drill(
        name, alert, fault, nodes, codes, quiet, links, more, openEnded, longWait, inject, repair);
  }

  Drill withoutEnd() {
    return new Drill(
        name, alert, fault, nodes, codes, quiet, links, settings, true, longWait, inject, repair);
  }

  Drill waitsLong() {
    return new Drill(
        name, alert, fault, nodes, codes, quiet, links, settings, openEnded, true, inject, repair);
  }

  Drill does(Consumer<Scene> injection, Consumer<Scene> cure) {
    return new Drill(
        name, alert, fault, nodes, codes, quiet, links, settings, openEnded, longWait, injection,
        cure);
  }

  /** All that can be drilled without Kubernetes. */
  static List<Drill> all() {
    List<Drill> all = new ArrayList<>(DrillsOfNodes.all());
    all.addAll(DrillsOfLinks.all());
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
