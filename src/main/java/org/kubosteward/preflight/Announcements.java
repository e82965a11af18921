package org.kubosteward.preflight;

import java.util.stream.Stream;

/** Every node tells its siblings the address at which they can dial it. */
final class Announcements implements Examination {
  private static final String TEST = "announcements";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.targets().stream()
        .flatMap(
            target ->
                ground.config(target.id()).stream()
                    .map(
                        config ->
                            Networks.holding(config.noAnnounce(), Ground.host(target))
                                .map(
                                    net ->
                                        Verdict.fail(
                                            TEST,
                                            target.id().toString(),
                                            "Addresses.NoAnnounce holds back %s, and with it its own address %s: take it out"
                                                .formatted(net, Ground.host(target))))
                                .orElseGet(
                                    () ->
                                        Verdict.pass(
                                            TEST,
                                            target.id().toString(),
                                            "its own address is announced"))));
  }
}
