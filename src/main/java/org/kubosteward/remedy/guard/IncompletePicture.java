package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/** Every fact that the action rests on must be known, and of these last two rounds. */
final class IncompletePicture implements Guard {
  @Override
  public String name() {
    return "incomplete-picture";
  }

  @Override
  public String meaning() {
    return "A reading that the action rests on (a link: version, id and swarm of both sides and a"
        + " failed canary newer than the last attempt; a collection: version and repo; a"
        + " restart: the pod; a volume: pod and disk) is missing or older than two rounds;"
        + " lifted by the next full look.";
  }

  @Override
  public List<String> settings() {
    return List.of("steward.round.unsettled-every");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    String trouble = situation.picture().observer().sourceTrouble();
    if (!trouble.isEmpty()) {
      return Optional.of("the list of nodes cannot be trusted: " + trouble);
    }
    Set<Question<?>> needed = wanted.kind().restsOn();
    return Stream.concat(
            wanted.nodes().stream()
                .flatMap(node -> needed.stream().map(q -> lack(node, q, situation)))
                .flatMap(Optional::stream),
            wanted.is(Trait.DROPS_LINK)
                ? unproven(cause, wanted, situation).stream()
                : Stream.empty())
        .findFirst();
  }

  private static Optional<String> lack(NodeId node, Question<?> question, Situation situation) {
    Optional<NodeView> view = situation.picture().node(node);
    if (view.isEmpty()) {
      return Optional.of("the fleet has no node %s any more".formatted(node));
    }
    Reading<?> reading = view.get().reading(question);
    if (!reading.known()) {
      return reading
          .missing()
          .map(
              missing ->
                  "%s of %s is not known: %s".formatted(question.label(), node, missing.detail()));
    }
    Duration age = Duration.between(reading.at(), situation.now());
    Duration most = situation.policy().freshFor();
    return age.compareTo(most) <= 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s is %s old, and nothing is done on what is older than %s"
                .formatted(question.label(), node, Evidence.span(age), Evidence.span(most)));
  }

  /** A canary that ran before the last refresh says nothing about the link as it is now. */
  private static Optional<String> unproven(Finding cause, Action wanted, Situation situation) {
    if (!(cause.subject() instanceof Subject.OfLink subject)) {
      return Optional.of("the finding names no link that a canary could have crossed");
    }
    Link link = subject.link();
    Optional<Proof> proof = Optional.ofNullable(situation.picture().links().get(link));
    if (proof.filter(p -> p.outcome() == Proof.Outcome.NOT_EXCHANGED).isEmpty()) {
      return Optional.of("the last canary over %s did not fail".formatted(link));
    }
    return situation.attempts().stream()
        .filter(attempt -> !attempt.unsettled())
        .filter(attempt -> attempt.action().samePlace(wanted))
        .filter(attempt -> !proof.get().at().isAfter(attempt.lastAt()))
        .reduce((older, newer) -> newer)
        .map(
            attempt ->
                "the last canary over %s is older than attempt #%d on this link; the next one tells"
                    .formatted(link, attempt.id()));
  }
}
