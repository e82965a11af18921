package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;

/**
 * What an operator asked for. The next round reads it; nothing else happens on its arrival. Each
 * kind is a record with what it needs and no more.
 */
public sealed interface Intent {
  /** Who asked, when and why. */
  Asked asked();

  /** Which of the five it is. */
  Kind kind();

  /** The node that it names; empty means the whole fleet. */
  Optional<String> node();

  /** The kind of action that it names; empty means all. */
  Optional<ActionKind> action();

  /** The code that it names; empty means all. */
  default Optional<Code> code() {
    return Optional.empty();
  }

  /** The same, asked in that way. */
  Intent with(Asked other);

  /** What can be asked. */
  enum Kind {
    /** No action on the node, of the kind, or at all. */
    PAUSE,
    /** Ends the pauses of the same reach, at once. */
    RESUME,
    /** The code goes on being judged, but alerts and the verdict leave it out. */
    MUTE,
    /** Yes, do the proposed action. */
    APPROVE,
    /** I have seen it: attempts may begin anew. */
    ACKNOWLEDGE
  }

  /**
   * Who asked, when and why.
   *
   * @param id given by the journal; 0 before it has
   * @param author the name of the token that asked
   * @param reason for people, required
   * @param expiresAt when it ends by itself; empty means never
   */
  record Asked(
      long id, String author, String reason, Instant createdAt, Optional<Instant> expiresAt) {
    Asked until(Instant end) {
      Optional<Instant> sooner = expiresAt.filter(end::isAfter);
      return new Asked(id, author, reason, createdAt, Optional.of(sooner.orElse(end)));
    }
  }

  /**
   * Nothing is done: on the node, of the kind, or at all.
   *
   * @param silence the id of the silence that was made with it in Alertmanager
   */
  record Pause(
      Asked asked, Optional<String> node, Optional<ActionKind> action, Optional<String> silence)
      implements Intent {
    @Override
    public Kind kind() {
      return Kind.PAUSE;
    }

    @Override
    public Pause with(Asked other) {
      return new Pause(other, node, action, silence);
    }

    /** The same pause with the silence that was made for it. */
    public Pause silenced(Optional<String> id) {
      return new Pause(asked, node, action, id);
    }

    /** Whether it pauses all there is. */
    public boolean ofAll() {
      return node.isEmpty() && action.isEmpty();
    }
  }

  /** Ends the pauses of just that reach. It is over once it has. */
  record Resume(Asked asked, Optional<String> node, Optional<ActionKind> action) implements Intent {
    @Override
    public Kind kind() {
      return Kind.RESUME;
    }

    @Override
    public Resume with(Asked other) {
      return new Resume(other, node, action);
    }

    @Override
    public boolean ends(Intent earlier) {
      return earlier.kind() == Kind.PAUSE
          && node.equals(earlier.node())
          && action.equals(earlier.action());
    }

    @Override
    public Resume bounded() {
      return with(asked.until(asked.createdAt()));
    }
  }

  /**
   * Findings of a code are shown, and count no more.
   *
   * @param extent what it covered when it was made: it holds no longer than it gets no worse; empty
   *     for one that holds whatever comes
   */
  record Mute(Asked asked, Code muted, Optional<String> node, Optional<Extent> extent)
      implements Intent {
    @Override
    public Kind kind() {
      return Kind.MUTE;
    }

    @Override
    public Optional<ActionKind> action() {
      return Optional.empty();
    }

    @Override
    public Optional<Code> code() {
      return Optional.of(muted);
    }

    @Override
    public Mute with(Asked other) {
      return new Mute(other, muted, node, extent);
    }

    /** The same for as long as it gets no worse than that. */
    public Mute within(Optional<Extent> most) {
      return new Mute(asked, muted, node, most);
    }

    /** The same for as long as it gets no worse than these findings are now. */
    public Mute measured(List<Finding> findings) {
      return within(Extent.of(findings.stream().filter(this::mutes).toList()));
    }

    /**
     * Whether it is about the finding: its code, on its node or everywhere. Whether it still holds,
     * {@link Mutes} says.
     */
    public boolean mutes(Finding finding) {
      return muted == finding.code()
          && (node.isEmpty() || node.equals(finding.subject().node().map(NodeId::name)));
    }
  }

  /**
   * A yes to one action of one kind on one node, good for one attempt.
   *
   * @param where the node
   * @param what the kind of action
   */
  record Approve(Asked asked, String where, ActionKind what) implements Intent {
    @Override
    public Kind kind() {
      return Kind.APPROVE;
    }

    @Override
    public Optional<String> node() {
      return Optional.of(where);
    }

    @Override
    public Optional<ActionKind> action() {
      return Optional.of(what);
    }

    @Override
    public Approve with(Asked other) {
      return new Approve(other, where, what);
    }
  }

  /** What failed before it counts no more; it takes the place of one of the same things. */
  record Acknowledge(
      Asked asked, Optional<String> node, Optional<ActionKind> action, Optional<Code> code)
      implements Intent {
    /** Attempts that failed so long ago, of a trouble that is still there, count anew. */
    private static final Duration HOLDS = Duration.ofDays(30);

    @Override
    public Kind kind() {
      return Kind.ACKNOWLEDGE;
    }

    @Override
    public Acknowledge with(Asked other) {
      return new Acknowledge(other, node, action, code);
    }

    @Override
    public boolean ends(Intent earlier) {
      return earlier.kind() == Kind.ACKNOWLEDGE
          && node.equals(earlier.node())
          && action.equals(earlier.action())
          && code.equals(earlier.code());
    }

    @Override
    public Acknowledge bounded() {
      return with(asked.until(asked.createdAt().plus(HOLDS)));
    }
  }

  /**
   * How bad it was when somebody muted it.
   *
   * @param findings how many there were
   * @param worst the level of the worst of them
   */
  record Extent(int findings, Level worst) {
    /** Of these findings; empty when there are none. */
    static Optional<Extent> of(List<Finding> findings) {
      return findings.stream()
          .map(Finding::level)
          .max(Comparator.naturalOrder())
          .map(worst -> new Extent(findings.size(), worst));
    }
  }

  /**
   * The intent of that kind, for whoever has what it is about in fields: the API and the journal.
   * Empty when one is missing without which the kind means nothing: a mute is about a code, an
   * approval about a node and an action. A field that the kind does not know is left out.
   */
  static Optional<Intent> of(
      Kind kind,
      Asked asked,
      Optional<String> node,
      Optional<ActionKind> action,
      Optional<Code> code) {
    return switch (kind) {
      case PAUSE -> Optional.of(new Pause(asked, node, action, Optional.empty()));
      case RESUME -> Optional.of(new Resume(asked, node, action));
      case MUTE -> code.map(muted -> new Mute(asked, muted, node, Optional.empty()));
      case APPROVE -> node.flatMap(where -> action.map(what -> new Approve(asked, where, what)));
      case ACKNOWLEDGE -> Optional.of(new Acknowledge(asked, node, action, code));
    };
  }

  /** The id that the journal gave it. */
  default long id() {
    return asked().id();
  }

  /** The name of the token that asked. */
  default String author() {
    return asked().author();
  }

  /** Why, for people. */
  default String reason() {
    return asked().reason();
  }

  /** When it was asked for. */
  default Instant createdAt() {
    return asked().createdAt();
  }

  /** When it ends by itself; empty means never. */
  default Optional<Instant> expiresAt() {
    return asked().expiresAt();
  }

  /** The same under that id. */
  default Intent withId(long given) {
    return with(new Asked(given, author(), reason(), createdAt(), expiresAt()));
  }

  /** Whether it still holds at {@code now}. */
  default boolean activeAt(Instant now) {
    return expiresAt().map(now::isBefore).orElse(true);
  }

  /** Whether its node and its kind of action, where it names them, are those of the action. */
  default boolean concerns(Action deed) {
    return node().map(name -> touches(deed, name)).orElse(true)
        && action().map(kind -> kind == deed.kind()).orElse(true);
  }

  private static boolean touches(Action deed, String name) {
    return deed.target().name().equals(name)
        || deed.sibling().filter(node -> node.name().equals(name)).isPresent();
  }

  /**
   * Whether that one, which was asked for earlier, is over when this one is asked for: a resume
   * ends the pauses of the same reach, and an acknowledgement takes the place of one of the same
   * things. Which was earlier only the journal can tell, as clocks step.
   */
  default boolean ends(Intent earlier) {
    return false;
  }

  /**
   * The same with the end that its kind has: a resume is over once it has ended what it ends, and
   * an acknowledgement after thirty days, so that what is in force stays a short list.
   */
  default Intent bounded() {
    return this;
  }
}
