package org.kubosteward.preflight;

import java.util.stream.Stream;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeView;

/** The plane reaches every node's RPC, and is let in. */
final class RpcAnswers implements PreflightCheck {
  private static final String TEST = "rpc";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return survey.picture().views().map(RpcAnswers::result);
  }

  private static CheckResult result(NodeView view) {
    String node = view.id().toString();
    return view.version()
        .missing()
        .map(gap -> CheckResult.fail(TEST, node, words(gap)))
        .orElseGet(
            () ->
                CheckResult.pass(
                    TEST,
                    node,
                    "kubo " + view.version().value().map(version -> version.release()).orElse("")));
  }

  private static String words(Missing<?> gap) {
    String fix =
        switch (gap.why()) {
          case REFUSED ->
              "nothing listens: Addresses.API must name 0.0.0.0, not 127.0.0.1, and the port must"
                  + " be steward.kubernetes.rpc-port";
          case UNRESOLVED ->
              "its name does not resolve: the headless Service must select it, with"
                  + " publishNotReadyAddresses";
          case CONNECT_TIMED_OUT, UNREACHABLE ->
              "the way to it is closed: a NetworkPolicy must let the plane's pods reach its RPC"
                  + " port";
          case FORBIDDEN ->
              "it refuses the plane's token: steward.kubernetes.rpc-token-file must hold the bearer"
                  + " token of its API.Authorizations";
          case NOT_KUBO -> "something else than kubo answers: see the selector and the port";
          case STALLED -> "it takes connections and does not answer: it hangs, restart it";
          case TIMED_OUT, TOO_SLOW ->
              "it answers too slowly: see its processor, its disk, and what it is busy with";
          case OFFLINE -> "it runs without a network: start its daemon without --offline";
          case CUT, MALFORMED, TOO_LARGE, LATE_ERROR, REJECTED, NOT_ASKED -> "see its log";
        };
    return gap.detail() + "; " + fix;
  }
}
