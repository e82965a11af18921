package org.kubosteward.preflight;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;

/** The health checks of the rounds find nothing, but for what another check here tells better. */
final class HealthFindings implements PreflightCheck {
  private static final String TEST = "health";

  /** What {@link RpcAnswers} and {@link BlocksCross} tell with the fix of this place. */
  private static final Set<Code> TOLD_ELSEWHERE =
      EnumSet.of(
          Code.NODE_DOWN,
          Code.NODE_HUNG,
          Code.NODE_API_UNREACHABLE,
          Code.LINK_NOT_EXCHANGING,
          Code.NODE_NOT_SERVING,
          Code.CANARY_FAILED);

  /** What the plane repairs or endures later, and a person mends before. */
  private static final Set<Code> TO_BE_MENDED =
      EnumSet.of(Code.SIBLINGS_IN_BOOTSTRAP, Code.DUPLICATE_IDENTITY, Code.NODE_OFFLINE_MODE);

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    List<Finding> told =
        survey.findings().stream()
            .filter(finding -> !TOLD_ELSEWHERE.contains(finding.code()))
            .toList();
    return told.isEmpty()
        ? Stream.of(CheckResult.pass(TEST, "fleet", "no finding"))
        : told.stream().map(HealthFindings::result);
  }

  private static CheckResult result(Finding finding) {
    String words =
        finding.code()
            + ": "
            + finding.code().meaning()
            + evidence(finding.evidence())
            + (finding.level() == Level.CANNOT_TELL ? "; it cannot be told" : "");
    boolean fatal = finding.level() == Level.CRIT || TO_BE_MENDED.contains(finding.code());
    return fatal && finding.level() != Level.CANNOT_TELL
        ? CheckResult.fail(TEST, finding.subject().toString(), words)
        : CheckResult.warn(TEST, finding.subject().toString(), words);
  }

  private static String evidence(Map<String, String> evidence) {
    return evidence.entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue())
        .collect(Collectors.joining("; ", evidence.isEmpty() ? "" : " ", ""));
  }
}
