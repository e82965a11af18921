package org.kubosteward.preflight;

import java.util.ArrayList;
import java.util.List;
import org.kubosteward.kube.Permissions;

/** The API server lets the plane do what it needs, and nothing is missing from its Role. */
public final class Rights {
  private static final String TEST = "rbac";

  private Rights() {}

  /** A result for each right that is missing or unknown; one that passes when none is. */
  public static List<CheckResult> results(Permissions permissions) {
    List<CheckResult> results = new ArrayList<>();
    permissions
        .missing()
        .forEach(
            verb ->
                results.add(
                    CheckResult.fail(
                        TEST,
                        verb.toString(),
                        "denied: give it to the ServiceAccount in its Role"
                            + " (kubernetes/base/plane/rbac.yaml)")));
    permissions.unknown().forEach(why -> results.add(CheckResult.fail(TEST, "rights", why)));
    if (results.isEmpty()) {
      results.add(CheckResult.pass(TEST, "rights", "all that the plane needs"));
    }
    return results;
  }
}
