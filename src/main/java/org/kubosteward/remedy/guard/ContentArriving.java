package org.kubosteward.remedy.guard;

import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/** What arrives is pinned only when it is there: a collection before that would delete it. */
final class ContentArriving implements Guard {
  @Override
  public String name() {
    return "content-arriving";
  }

  @Override
  public String meaning() {
    return "An upload or a copy of content is on its way to the node, and nothing pins its blocks"
        + " yet: a collection would delete them; lifted when it has arrived or is given up.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.is(Trait.COLLECTS)) {
      return Optional.empty();
    }
    return situation
        .content()
        .filter(content -> content.receiving().contains(wanted.target()))
        .map(
            content ->
                "content is arriving on %s, and a collection would delete the part of it that is there"
                    .formatted(wanted.target()));
  }
}
