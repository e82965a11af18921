package org.kubosteward.preflight;

import java.util.Locale;
import java.util.stream.Stream;
import org.kubosteward.kubo.Fault;

/** Every node can dial every other, and they have the same swarm key. */
final class PodToPod implements PreflightCheck {
  private static final String TEST = "pod-to-pod";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return survey.dials().entrySet().stream()
        .map(
            entry -> {
              String pair = entry.getKey().toString();
              return entry
                  .getValue()
                  .fold(
                      answer -> CheckResult.pass(TEST, pair, "connected"),
                      fault -> CheckResult.fail(TEST, pair, words(fault)));
            });
  }

  /** kubo tells the reason of each address it tried in one long line; its end says which. */
  private static String words(Fault<?> fault) {
    String said = fault.detail().toLowerCase(Locale.ROOT);
    String fix;
    if (said.contains("privnet") || said.contains("negotiate security protocol")) {
      fix = "their swarm keys differ, or one has none: both must mount the same swarm.key";
    } else if (said.contains("gater") || said.contains("filter")) {
      fix = "one filters the other's network: see Swarm.AddrFilters of both";
    } else if (said.contains("peer id mismatch")) {
      fix = "another node lives at that address: identities were mixed up, or a pod IP was reused";
    } else if (said.contains("connection refused")) {
      fix = "nothing listens at its swarm port: see Addresses.Swarm";
    } else if (said.contains("no such host") || said.contains("resolve")) {
      fix = "its name does not resolve: see the headless Service and the cluster's DNS";
    } else {
      fix = "a NetworkPolicy, a firewall or a route keeps them apart: open TCP 4001 between pods";
    }
    return fix + " (" + fault.detail() + ")";
  }
}
