package org.kubosteward.metrics;

import static org.kubosteward.metrics.FamilySpec.Type.COUNTER;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kubosteward.metrics.Tally.Answered;

/** Who comes in at the API and the console. */
final class AccessFamilies {
  private static final FamilySpec REQUESTS =
      FamilySpec.contract(
          "steward_auth_requests_total",
          "Requests to what a token or a session guards, by the surface (api, console or pinning) and"
              + " by how they were answered, since this process started: allowed, no_token,"
              + " wrong_token, told_to_wait (one more wrong token from an address that sent too"
              + " many), lacks_scope or cross_site.",
          COUNTER,
          "surface",
          "outcome");

  static final List<FamilySpec> SPECS = List.of(REQUESTS);

  private AccessFamilies() {}

  static Stream<Family> of(Tally tally) {
    List<Sample> samples =
        tally.requests().entrySet().stream()
            .sorted(
                Map.Entry.comparingByKey(
                    Comparator.comparing(Answered::surface).thenComparing(Answered::outcome)))
            .map(
                entry ->
                    new Sample(
                        List.of(entry.getKey().surface(), entry.getKey().outcome()),
                        entry.getValue()))
            .toList();
    return Stream.of(new Family(REQUESTS, samples));
  }
}
