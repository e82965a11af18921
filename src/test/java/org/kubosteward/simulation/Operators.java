package org.kubosteward.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

/** People: they ask the journal through a plane's console, and remember what they asked. */
final class Operators {
  private static final List<ActionKind> KINDS = List.of(ActionKind.values());

  private final World world;
  private final Shelf shelf;

  Operators(World world, Shelf shelf) {
    this.world = world;
    this.shelf = shelf;
  }

  /** Whether it was one for them, and is done. */
  boolean ask(Happening what, Instant wall) {
    Optional<String> node =
        Optional.of(world.daemons.get(what.who() % world.spec.nodes()).id.name());
    Optional<ActionKind> kind = Optional.of(KINDS.get(what.other() % KINDS.size()));
    Optional<Instant> until = Optional.of(wall.plusMillis(what.span()));
    Optional<String> all = Optional.empty();
    Optional<ActionKind> any = Optional.empty();
    switch (what.kind()) {
      case PAUSE_FLEET -> wish(Intent.Kind.PAUSE, all, any, wall, until);
      case PAUSE_NODE -> wish(Intent.Kind.PAUSE, node, any, wall, until);
      case PAUSE_KIND -> wish(Intent.Kind.PAUSE, all, kind, wall, until);
      case RESUME -> wish(Intent.Kind.RESUME, what.other() % 2 == 0 ? node : all, any, wall, until);
      case APPROVE -> approveAll(wall);
      case ACKNOWLEDGE -> wish(Intent.Kind.ACKNOWLEDGE, node, any, wall, until);
      case MUTE -> wish(Intent.Kind.MUTE, node, any, wall, until);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Somebody goes through the proposals and says yes to all of them. */
  private void approveAll(Instant wall) {
    for (Daemon daemon : world.daemons) {
      for (ActionKind kind : ActionKind.values()) {
        wish(
            Intent.Kind.APPROVE,
            Optional.of(daemon.id.name()),
            Optional.of(kind),
            wall,
            Optional.of(wall.plusSeconds(600)));
      }
    }
  }

  private void wish(
      Intent.Kind what,
      Optional<String> node,
      Optional<ActionKind> kind,
      Instant wall,
      Optional<Instant> until) {
    Optional<Code> code =
        what == Intent.Kind.MUTE ? Optional.of(Code.REPO_NEAR_FULL) : Optional.empty();
    Intent intent = Intents.asked(0, what, node, kind, code, "ada", "the drill", wall, until);
    Journal journal = shelf.journal();
    try {
      world.wishes.add(new Wish(world.now(), journal.ask(intent)));
    } catch (JournalUnavailable closed) {
      // They are told so, and have asked nothing.
    }
  }
}
