package org.kubosteward.preflight;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Link;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Picture;
import org.kubosteward.kubo.Answer;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.Reply;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;

/** What would have been learned of a fleet, each of whose nodes has dialled each other one. */
final class Surveys {
  private Surveys() {}

  static FleetSurvey of(Fleets fleet) {
    return of(fleet, true);
  }

  static FleetSurvey of(Fleets fleet, boolean canaries) {
    FleetSnapshot picture = fleet.picture();
    HealthPolicy atOnce = Surveyor.atOnce(HealthPolicy.shipped());
    return new FleetSurvey(
        Selection.of(
            picture
                .views()
                .map(
                    view ->
                        new Target(
                            view.id(),
                            new KuboEndpoint(
                                URI.create("http://" + view.id().name() + ":5001"),
                                Optional.empty()),
                            Optional.empty()))
                .toList()),
        new TreeMap<>(),
        dials(picture),
        picture,
        new Checkup(atOnce)
            .examine(HealthReport.empty(picture.takenAt()), new Picture(picture))
            .findings(),
        canaries);
  }

  private static SortedMap<Link, Reply<String>> dials(FleetSnapshot picture) {
    SortedMap<Link, Reply<String>> dials = new TreeMap<>();
    picture.nodes().keySet().stream()
        .flatMap(
            from ->
                picture.nodes().keySet().stream()
                    .filter(to -> !to.equals(from))
                    .map(to -> new Link(from, to)))
        .forEach(link -> dials.put(link, new Answer<>("connect success", Duration.ofMillis(9))));
    return dials;
  }

  /** The results of one check, as lines. */
  static List<String> lines(PreflightCheck check, FleetSurvey survey) {
    return check.check(survey).map(r -> r.status() + " " + r.subject() + ": " + r.words()).toList();
  }
}
