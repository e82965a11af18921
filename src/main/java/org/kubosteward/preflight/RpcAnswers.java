package org.kubosteward.preflight;

import java.util.stream.Stream;
import org.kubosteward.kubo.Fault;

/** The plane reaches every node's RPC, and is let in. */
final class RpcAnswers implements Examination {
  private static final String TEST = "rpc";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.versions().entrySet().stream()
        .map(
            entry -> {
              String node = entry.getKey().toString();
              return entry
                  .getValue()
                  .fold(
                      answer -> Verdict.pass(TEST, node, "kubo " + answer.value().version()),
                      fault -> Verdict.fail(TEST, node, words(fault)));
            });
  }

  static String words(Fault<?> fault) {
    String fix =
        switch (fault.kind()) {
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
          case TIMED_OUT, TOO_SLOW, CROWDED ->
              "it answers too slowly: see its processor, its disk, and what it is busy with";
          case NO_SPACE -> "there is no space left where its blocks are";
          case OFFLINE -> "it runs without a network: start its daemon without --offline";
          case CUT, MALFORMED, TOO_LARGE, LATE_ERROR, REJECTED -> "see its log";
        };
    return fault.detail() + "; " + fix;
  }
}
