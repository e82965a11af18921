package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.demo.KuboBinary;

/** Where drills are held: one Prometheus, one Alertmanager, and a new fleet for each drill. */
final class DrillGround implements AutoCloseable {
  private final KuboBinary kubo;
  private final Path directory;
  private final Tempo tempo;
  private final Paging paging;
  private Optional<DrillCluster> cluster = Optional.empty();

  DrillGround(Path directory, Tempo tempo) throws Exception {
    this.kubo = KuboBinary.obtain(System.err::println);
    this.directory = directory;
    this.tempo = tempo;
    this.paging = new Paging(directory.resolve("paging"), tempo);
  }

  /** Holds a drill; fails when a step is not reached, or when somebody is called for nothing. */
  DrillReport hold(Drill drill) {
    String cluster = drill.name();
    try (Scene scene = scene(drill)) {
      scene.begin();
      paging.watch(scene.plane(), cluster);
      paging.await("quiet before the fault", () -> !paging.fires(drill));
      Instant settled = Instant.now();
      assertThat(paging.pager().calls(cluster, settled)).as("before the fault").isEmpty();

      Instant fault = Instant.now();
      DrillReport report = new DrillReport(drill, fault);
      drill.inject().accept(scene);
      for (String code : drill.codes().stream().limit(1).toList()) {
        paging.await("the finding " + code, () -> scene.plane().has(code, ""));
        report.reached("finding", Instant.now());
      }
      paging.await("the alert " + drill.alert(), () -> paging.fires(drill));
      report.reached("alert", Instant.now());
      report.reached("page", called(drill, "firing", fault));
      assertThat(needless(drill, fault)).as("calls beside " + drill.alert()).isEmpty();

      Instant repair = Instant.now();
      report.reached("repair begun", repair);
      drill.repair().accept(scene);
      if (!drill.openEnded()) {
        report.reached("resolved", called(drill, "resolved", repair));
        paging.await(
            "the end of what else it raised", () -> !paging.firesAny(drill.quiet(), cluster));
        assertThat(needless(drill, fault)).as("calls on the way back").isEmpty();
      }
      return report;
    } finally {
      paging.lookAway();
    }
  }

  /** How often anybody was called while {@code what} happened to a fleet that is well. */
  List<Pager.Call> callsDuring(java.util.function.BiConsumer<Scene, Paging> what) {
    Drill none = Drill.of("healthy", "none", "none");
    try (Scene scene = scene(none)) {
      scene.begin();
      paging.watch(scene.plane(), "healthy");
      Instant began = Instant.now();
      what.accept(scene, paging);
      return paging.pager().calls("healthy", began);
    } finally {
      paging.lookAway();
    }
  }

  private Scene scene(Drill drill) {
    Path place = directory.resolve(drill.name());
    Props props = new Props(drill, place, this::cluster);
    try {
      return Scene.set(kubo, drill, place, tempo, props);
    } catch (RuntimeException | Error e) {
      props.close();
      throw e;
    }
  }

  /** One for all drills: it takes a quarter of a minute to start. */
  private DrillCluster cluster() {
    if (cluster.isEmpty()) {
      cluster = Optional.of(new DrillCluster(directory.resolve("cluster")));
    }
    return cluster.orElseThrow();
  }

  Paging paging() {
    return paging;
  }

  private Instant called(Drill drill, String status, Instant since) {
    Pager pager = paging.pager();
    try {
      paging.await(
          "the call that %s is %s".formatted(drill.alert(), status),
          () -> pager.first(drill, status, since).isPresent());
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          e.getMessage() + "; what came: " + pager.calls(drill.name(), since), e);
    }
    return pager.first(drill, status, since).orElseThrow().at();
  }

  private Stream<Pager.Call> needless(Drill drill, Instant since) {
    return paging.pager().calls(drill.name(), since).stream()
        .filter(
            call ->
                drill.quiet().contains(call.body().path("groupLabels").path("alertname").asText()));
  }

  @Override
  public void close() {
    paging.close();
    cluster.ifPresent(DrillCluster::close);
  }
}
