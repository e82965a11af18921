package org.kubosteward.preflight;

import java.util.stream.Stream;
import org.kubosteward.kubo.NodeConfig;

/** A node with a list of its own does not fetch the public network's settings over it. */
final class AutoConfOff implements PreflightCheck {
  private static final String TEST = "autoconf";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return survey.targets().stream()
        .flatMap(
            target ->
                survey.config(target.id()).stream()
                    .map(config -> result(target.id().toString(), config)));
  }

  private static CheckResult result(String node, NodeConfig config) {
    boolean on = config.autoConf().orElse(true);
    boolean publicNetwork = config.bootstrap().contains("auto");
    if (on && !publicNetwork) {
      return CheckResult.fail(
          TEST,
          node,
          "AutoConf is on though its Bootstrap list is its own: a node with a swarm key does not"
              + " start that way; set AutoConf.Enabled to false");
    }
    return CheckResult.pass(TEST, node, on ? "on, for the public network" : "off");
  }
}
