package org.kubosteward.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;

/**
 * One finding as the page shows it.
 *
 * @param severity critical, warning or unknown; also for style sheets
 * @param node the node it is about, or empty text
 * @param decision what was decided, if anything was
 * @param tried the newest attempts to cure it
 * @param mute the mute that covers it
 * @param whyHref the page that explains it
 */
record FindingCard(
    String severity,
    String code,
    String meaning,
    String subject,
    String node,
    Ago since,
    List<Map.Entry<String, String>> evidence,
    Optional<Decided> decision,
    List<ActionRow> tried,
    Optional<Muted> mute,
    String whyHref) {
  /** What came before the last three tells nothing new. */
  private static final int TRIED_MOST = 3;

  static FindingCard of(Finding finding, Round round, RecordSnapshot dossier) {
    List<Attempt> tried =
        dossier.attempts().stream()
            .filter(attempt -> attempt.cause().equals(finding.key()))
            .filter(attempt -> !attempt.startedAt().isBefore(finding.since()))
            .toList();
    return new FindingCard(
        finding.level().severity(),
        finding.code().name(),
        finding.code().meaning(),
        finding.subject().toString(),
        finding.subject().node().map(NodeId::name).orElse(""),
        Ago.past(finding.since(), dossier.now()),
        List.copyOf(finding.evidence().entrySet()),
        round
            .plan()
            .about(finding.key())
            .map(decision -> Decided.of(decision, round.policy(), dossier)),
        ActionRow.newest(tried, TRIED_MOST, dossier.now()),
        dossier.mutes().covering(finding).map(mute -> Muted.of(mute, dossier)),
        whyHref(finding));
  }

  private static String whyHref(Finding finding) {
    Optional<NodeId> node = finding.subject().node();
    return "why?code="
        + finding.code()
        + node.map(n -> "&node=" + quoted(n)).orElse("")
        + finding.subject().nodes().stream()
            .filter(other -> !node.equals(Optional.of(other)))
            .map(other -> "&peer=" + quoted(other))
            .collect(Collectors.joining());
  }

  private static String quoted(NodeId node) {
    return URLEncoder.encode(node.name(), StandardCharsets.UTF_8);
  }

  /**
   * What was decided about it.
   *
   * @param css act, wait, refuse or leave
   * @param word the same for people
   * @param by the guard that refused, or empty text
   * @param action what is done or was refused, or empty text
   * @param approve the kind of action that a yes would set free, or empty text: none where the mode
   *     does not ask for one
   * @param target the node that would act
   * @param href where the record of it is
   */
  record Decided(
      String css,
      String word,
      String why,
      String by,
      String action,
      String approve,
      String target,
      String href) {
    static Decided of(Decision decision, RemedyPolicy policy, RecordSnapshot dossier) {
      Optional<Action> waiting =
          decision
              .action()
              .filter(action -> decision.kind() == Decision.Kind.REFUSE)
              .filter(action -> policy.mode(action.kind()) == Mode.APPROVE);
      return new Decided(
          css(decision.kind()),
          word(decision.kind()),
          decision.why(),
          decision.guard().orElse(""),
          decision.action().map(Action::describe).orElse(""),
          waiting.map(action -> action.kind().label()).orElse(""),
          waiting.map(action -> action.target().name()).orElse(""),
          href(decision.cause(), dossier.decisions()));
    }

    private static String css(Decision.Kind kind) {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Decision.Kind kind) {
      return switch (kind) {
        case ACT -> "Acting";
        case WAIT -> "Waiting";
        case REFUSE -> "Refused";
        case LEAVE -> "Left alone";
      };
    }

    private static String href(Finding cause, List<DecisionRecord> records) {
      String all = "api/v1/decisions";
      return records.stream()
          .filter(r -> r.code() == cause.code() && r.subject().equals(cause.subject().toString()))
          .findFirst()
          .map(r -> all + "/" + r.id())
          .orElse(all + "?code=" + cause.code());
    }
  }

  /** Who muted it, why, and for how long yet. */
  record Muted(String author, String reason, String ends) {
    static Muted of(Intent.Mute mute, RecordSnapshot dossier) {
      return new Muted(
          mute.author(),
          mute.reason(),
          mute.expiresAt().map(at -> Ago.of(at, dossier.now()).words()).orElse("never"));
    }
  }
}
