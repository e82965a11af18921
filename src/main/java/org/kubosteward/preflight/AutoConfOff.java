package org.kubosteward.preflight;

import java.util.stream.Stream;
import org.kubosteward.kubo.NodeConfig;

/** A node with a list of its own does not fetch the public network's settings over it. */
final class AutoConfOff implements Examination {
  private static final String TEST = "autoconf";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.targets().stream()
        .flatMap(
            target ->
                ground.config(target.id()).stream()
                    .map(config -> verdict(target.id().toString(), config)));
  }

  private static Verdict verdict(String node, NodeConfig config) {
    boolean on = config.autoConf().orElse(true);
    boolean publicNetwork = config.bootstrap().contains("auto");
    if (on && !publicNetwork) {
      return Verdict.fail(
          TEST,
          node,
          "AutoConf is on though its Bootstrap list is its own: a node with a swarm key does not"
              + " start that way; set AutoConf.Enabled to false");
    }
    return Verdict.pass(TEST, node, on ? "on, for the public network" : "off");
  }
}
