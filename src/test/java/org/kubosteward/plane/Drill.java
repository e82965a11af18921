package org.kubosteward.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.kubosteward.demo.DemoSpec.Links;

/**
 * A real fault, the alert that must come of it, and its repair.
 *
 * @param tier the severity of the alert that must come; empty when any will do
 * @param codes the finding first, if it is about one; all are raised and cleared quickly when fast
 * @param quiet alerts that the fault or its end raises too and nobody may be called for
 */
record Drill(
    String name,
    String alert,
    String tier,
    String fault,
    Stage stage,
    List<String> codes,
    List<String> quiet,
    Set<Trait> traits,
    Consumer<Scene> inject,
    Consumer<Scene> repair) {

  /** What is there before the fault. */
  record Stage(int nodes, Links links, Map<String, String> settings, Set<Need> needs) {
    static final Stage USUAL = new Stage(3, Links.PEERED, Map.of(), Set.of());

    Stage {
      settings = Map.copyOf(settings);
      needs = Set.copyOf(needs);
    }
  }

  /** What a drill can need beside nodes and a plane. */
  enum Need {
    /** A PostgreSQL that keeps the journal. */
    DATABASE,
    /** A real API server that the plane has its fleet and its lease from; no kubelet. */
    API_SERVER,
    /** A file system of its own under kubo-2, small; only root can make one. */
    SMALL_DISK,
    /**
     * With an API_SERVER: kubo-2 on a machine whose file system has few inodes, and a stand-in for
     * its kubelet that says how many; only root can make one.
     */
    FEW_INODES
  }

  /** How a drill differs from others. */
  enum Trait {
    /** The rule looks back for so long that nobody waits for its end. */
    OPEN_ENDED,
    /** The shipped rule waits longer than a person would: drilled fast only. */
    LONG_WAIT
  }

  Drill {
    codes = List.copyOf(codes);
    quiet = List.copyOf(quiet);
    traits = Set.copyOf(traits);
  }

  static Drill of(String name, String alert, String fault) {
    return new Drill(
        name,
        alert,
        "",
        fault,
        Stage.USUAL,
        List.of(),
        List.of(),
        Set.of(),
        scene -> {},
        scene -> {});
  }

  Drill tier(String severity) {
    return new Drill(name, alert, severity, fault, stage, codes, quiet, traits, inject, repair);
  }

  Drill over(int nodes) {
    return on(new Stage(nodes, stage.links(), stage.settings(), stage.needs()));
  }

  Drill links(Links otherwise) {
    return on(new Stage(stage.nodes(), otherwise, stage.settings(), stage.needs()));
  }

  Drill with(String setting, String value) {
    Map<String, String> more = new TreeMap<>(stage.settings());
    more.put(setting, value);
    return on(new Stage(stage.nodes(), stage.links(), more, stage.needs()));
  }

  Drill needs(Need... needs) {
    return on(new Stage(stage.nodes(), stage.links(), stage.settings(), Set.of(needs)));
  }

  boolean needing(Need need) {
    return stage.needs().contains(need);
  }

  private Drill on(Stage other) {
    return new Drill(name, alert, tier, fault, other, codes, quiet, traits, inject, repair);
  }

  Drill codes(String... all) {
    return new Drill(name, alert, tier, fault, stage, List.of(all), quiet, traits, inject, repair);
  }

  Drill quiet(String... alerts) {
    return new Drill(
        name, alert, tier, fault, stage, codes, List.of(alerts), traits, inject, repair);
  }

  Drill withoutEnd() {
    return as(Trait.OPEN_ENDED);
  }

  boolean openEnded() {
    return traits.contains(Trait.OPEN_ENDED);
  }

  Drill waitsLong() {
    return as(Trait.LONG_WAIT);
  }

  boolean longWait() {
    return traits.contains(Trait.LONG_WAIT);
  }

  private Drill as(Trait trait) {
    Set<Trait> more = new TreeSet<>(traits);
    more.add(trait);
    return new Drill(name, alert, tier, fault, stage, codes, quiet, more, inject, repair);
  }

  Drill does(Consumer<Scene> injection, Consumer<Scene> cure) {
    return new Drill(name, alert, tier, fault, stage, codes, quiet, traits, injection, cure);
  }

  /** All of them. */
  static List<Drill> all() {
    List<Drill> all = new ArrayList<>(DrillsOfNodes.all());
    all.addAll(DrillsOfLinks.all());
    all.addAll(DrillsOfThePlane.all());
    all.addAll(DrillsOfKubernetes.all());
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
