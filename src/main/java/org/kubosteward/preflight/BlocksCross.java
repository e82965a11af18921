package org.kubosteward.preflight;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.BitswapConfig;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;

/**
 * A block that one node has reaches each other one: connected is not exchanging. A node that is
 * configured to give no block is told once, and none of its links.
 */
final class BlocksCross implements PreflightCheck {
  private static final String TEST = "block-exchange";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return Stream.of(notServing(survey.picture()), tried(survey.picture()), untried(survey))
        .flatMap(results -> results);
  }

  private static Stream<CheckResult> notServing(FleetSnapshot picture) {
    return picture
        .views()
        .flatMap(
            view ->
                config(picture, view.id())
                    .flatMap(BitswapConfig::whyNotServing)
                    .map(
                        why ->
                            CheckResult.warn(
                                TEST,
                                view.id().toString(),
                                "it gives no block to anybody, for its %s: what it alone keeps reaches nobody; set it to true, unless somebody wants it so"
                                    .formatted(why)))
                    .stream());
  }

  private static Stream<CheckResult> tried(FleetSnapshot picture) {
    return picture.links().entrySet().stream()
        .filter(
            entry ->
                entry.getValue().outcome() == Outcome.EXCHANGED
                    || !configured(picture, entry.getKey()))
        .map(entry -> result(entry.getKey().toString(), entry.getValue()));
  }

  private static CheckResult result(String link, Proof proof) {
    return switch (proof.outcome()) {
      case EXCHANGED -> CheckResult.pass(TEST, link, "in " + proof.took().toMillis() + " ms");
      case NOT_EXCHANGED ->
          CheckResult.fail(
              TEST,
              link,
              "a block did not cross (%s): if they are connected, the link is blind; swarm/disconnect and swarm/connect cure it"
                  .formatted(proof.detail()));
      case NOT_TRIED ->
          CheckResult.fail(
              TEST, link, "no block could be sent over it (%s)".formatted(proof.detail()));
      case NOT_ALLOWED ->
          CheckResult.warn(
              TEST,
              link,
              "the plane's token allows no canary there (%s): what crosses is not known"
                  .formatted(proof.detail()));
    };
  }

  /** Those that were dialled, and over which no canary went. */
  private static Stream<CheckResult> untried(FleetSurvey survey) {
    if (!survey.canaries()) {
      return Stream.of(
          CheckResult.warn(
              TEST,
              "fleet",
              "steward.probe.canary-max is 0: whether blocks cross is not known; give it a number"
                  + " above 0"));
    }
    return survey.dials().entrySet().stream()
        .filter(dial -> dial.getValue().optional().isPresent())
        .map(dial -> dial.getKey())
        .filter(link -> !survey.picture().links().containsKey(link))
        .map(
            link ->
                CheckResult.fail(
                    TEST,
                    link.toString(),
                    "no block was sent over it: the connection that was made did not last; see the"
                        + " connection manager's limits of both (Swarm.ConnMgr)"));
  }

  /** Whether an end of the link is configured so that no block crosses it. */
  private static boolean configured(FleetSnapshot picture, Link link) {
    return config(picture, link.from()).flatMap(BitswapConfig::whyNotServing).isPresent()
        || config(picture, link.to()).filter(config -> !config.libp2p()).isPresent();
  }

  private static Optional<BitswapConfig> config(FleetSnapshot picture, NodeId node) {
    return picture.node(node).map(NodeView::config).flatMap(config -> config.value());
  }
}
