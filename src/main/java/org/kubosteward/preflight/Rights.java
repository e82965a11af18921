package org.kubosteward.preflight;

import java.util.ArrayList;
import java.util.List;
import org.kubosteward.kube.Permissions;

/** The API server lets the plane do what it needs, and nothing is missing from its Role. */
public final class Rights {
  private static final String TEST = "rbac";

  private Rights() {}

  /** A verdict for each right that is missing or unknown; one that passes when none is. */
  public static List<Verdict> verdicts(Permissions permissions) {
    List<Verdict> verdicts = new ArrayList<>();
    permissions
        .missing()
        .forEach(
            verb ->
                verdicts.add(
                    Verdict.fail(
                        TEST,
                        verb.toString(),
                        "denied: give it to the ServiceAccount in its Role"
                            + " (kubernetes/base/plane/rbac.yaml)")));
    permissions.unknown().forEach(why -> verdicts.add(Verdict.fail(TEST, "rights", why)));
    if (verdicts.isEmpty()) {
      verdicts.add(Verdict.pass(TEST, "rights", "all that the plane needs"));
    }
    return verdicts;
  }
}
