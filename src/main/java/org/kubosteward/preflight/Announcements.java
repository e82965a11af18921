package org.kubosteward.preflight;

import java.util.stream.Stream;

/** Every node tells its siblings the address at which they can dial it. */
final class Announcements implements PreflightCheck {
  private static final String TEST = "announcements";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return survey.targets().stream()
        .flatMap(
            target ->
                survey.config(target.id()).stream()
                    .map(
                        config ->
                            Networks.holding(config.noAnnounce(), FleetSurvey.host(target))
                                .map(
                                    net ->
                                        CheckResult.fail(
                                            TEST,
                                            target.id().toString(),
                                            "Addresses.NoAnnounce holds back %s, and with it its own address %s: take it out"
                                                .formatted(net, FleetSurvey.host(target))))
                                .orElseGet(
                                    () ->
                                        CheckResult.pass(
                                            TEST,
                                            target.id().toString(),
                                            "its own address is announced"))));
  }
}
