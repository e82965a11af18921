package org.kubosteward.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.fleet.Preparation;

/**
 * How far the plane is before there is a fleet to look at.
 *
 * @param title for the person who waits
 * @param failed whether it ended without one
 * @param sentence what is done now, or what went wrong and what to do
 * @param percent of the step under way, or -1 where that cannot be known
 * @param steps empty where there is but one
 */
record Progress(String title, boolean failed, String sentence, int percent, List<Step> steps) {
  private static final String FIRST_LOOK =
      "The plane asks every node for the first time; it takes seconds.";

  /** Empty once a round has something to show. */
  static Optional<Progress> of(RecordSnapshot dossier) {
    return dossier
        .preparation()
        .map(Progress::of)
        .or(
            () ->
                dossier.latest().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Progress("Getting ready", false, FIRST_LOOK, -1, List.of())));
  }

  private static Progress of(Preparation preparation) {
    return new Progress(
        preparation.underWay() ? "Getting ready" : "There is no fleet yet",
        !preparation.underWay(),
        preparation.sentence(),
        preparation.now().map(step -> step.percent().orElse(-1)).orElse(-1),
        preparation.steps().size() < 2
            ? List.of()
            : preparation.steps().stream().map(Step::of).toList());
  }

  /**
   * One step.
   *
   * @param css done, now, next or failed
   */
  record Step(String css, String name, String detail) {
    private static Step of(Preparation.Step step) {
      return new Step(step.state().name().toLowerCase(Locale.ROOT), step.name(), step.detail());
    }
  }
}
