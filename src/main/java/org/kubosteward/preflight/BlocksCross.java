package org.kubosteward.preflight;

import java.util.stream.Stream;

/** A block that one node has reaches each other one: connected is not exchanging. */
final class BlocksCross implements Examination {
  private static final String TEST = "block-exchange";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.carried().entrySet().stream()
        .map(
            entry -> {
              String pair = entry.getKey().toString();
              return entry
                  .getValue()
                  .fold(
                      answer ->
                          answer.value()
                              ? Verdict.pass(TEST, pair, "in " + answer.took().toMillis() + " ms")
                              : Verdict.fail(
                                  TEST,
                                  pair,
                                  "another block arrived than was asked for: run repo/verify on both"),
                      fault ->
                          Verdict.fail(
                              TEST,
                              pair,
                              "a block did not cross (%s): if they are connected, the link is blind; swarm/disconnect and swarm/connect cure it"
                                  .formatted(fault.detail())));
            });
  }
}
