package org.kubosteward.remedy;

import java.time.Instant;
import java.util.Optional;
import org.kubosteward.health.Finding;

/** What is done about one finding in one round, and why. Every finding gets exactly one. */
public sealed interface Decision {
  /** The finding that it answers. */
  Finding cause();

  /** The reason, a sentence: the same in the log, the journal, the API and the page. */
  String why();

  /** Which of the four it is. */
  Kind kind();

  /** The action that it does, or would have done. */
  default Optional<Action> action() {
    return Optional.empty();
  }

  /** The guard that refused, if one did. */
  default Optional<String> guard() {
    return Optional.empty();
  }

  /** The four answers. */
  enum Kind {
    ACT,
    WAIT,
    REFUSE,
    LEAVE
  }

  /** Do it now. */
  record Act(Finding cause, Action wanted, String why) implements Decision {
    @Override
    public Kind kind() {
      return Kind.ACT;
    }

    @Override
    public Optional<Action> action() {
      return Optional.of(wanted);
    }
  }

  /** Look again later: an action is being verified, or a cool-down runs. */
  record Wait(Finding cause, Instant until, String why) implements Decision {
    @Override
    public Kind kind() {
      return Kind.WAIT;
    }
  }

  /** A guard says no. */
  record Refuse(Finding cause, Action wanted, String by, String why) implements Decision {
    @Override
    public Kind kind() {
      return Kind.REFUSE;
    }

    @Override
    public Optional<Action> action() {
      return Optional.of(wanted);
    }

    @Override
    public Optional<String> guard() {
      return Optional.of(by);
    }
  }

  /** Nothing of ours helps here: a person reads it, or it goes by itself. */
  record Leave(Finding cause, String why) implements Decision {
    @Override
    public Kind kind() {
      return Kind.LEAVE;
    }
  }
}
