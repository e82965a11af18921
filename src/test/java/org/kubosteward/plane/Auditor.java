package org.kubosteward.plane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.plane.Deeds.Deed;

/**
 * Judges what really happened: the calls as they arrived at the nodes and at the API server, beside
 * the rows of the journal and the moments at which the database committed them. Nothing that the
 * plane counts or says of itself is asked.
 */
final class Auditor {
  private static final Set<String> DISRUPTIVE = Set.of("repo/gc", "eviction", "grow");
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "repo/gc", Set.of("collect-garbage"),
          "eviction", Set.of("restart-pod"),
          "grow", Set.of("grow-volume"),
          "swarm/disconnect", Set.of("refresh-link"),
          "swarm/connect", Set.of("reconnect-peer", "refresh-link"),
          "block/get", Set.of("heal-blocks"));

  /** One dial, and one more where two handshakes met; of anything else one call. */
  private static final int DIALS = 2;

  private final Rules rules;

  /**
   * What is allowed.
   *
   * @param cooldown between two disruptive calls of one kind to one target
   */
  record Rules(int perHour, int perDay, Duration cooldown) {}

  /** An intent as its row in the journal tells it. */
  record Intent(long id, String kind, String target, Instant startedAt) {}

  Auditor(Rules rules) {
    this.rules = rules;
  }

  static boolean disruptive(Deed deed) {
    return DISRUPTIVE.contains(deed.call());
  }

  /**
   * What was against the rules, a sentence each; empty when nothing was.
   *
   * @param committed when the database had committed the first intent, the second, ...
   */
  List<String> breaches(List<Deed> deeds, List<Intent> intents, List<Instant> committed) {
    List<Deed> inOrder = deeds.stream().sorted(Comparator.comparing(Deed::began)).toList();
    List<Deed> disruptive = inOrder.stream().filter(Auditor::disruptive).toList();
    List<String> breaches = new ArrayList<>();
    overlaps(disruptive, breaches);
    budget(disruptive, Duration.ofHours(1), rules.perHour(), breaches);
    budget(disruptive, Duration.ofDays(1), rules.perDay(), breaches);
    tooSoon(disruptive, breaches);
    unsanctioned(inOrder, intents, committed, breaches);
    return breaches;
  }

  private static void overlaps(List<Deed> disruptive, List<String> breaches) {
    for (int i = 1; i < disruptive.size(); i++) {
      for (Deed before : disruptive.subList(0, i)) {
        Deed later = disruptive.get(i);
        if (before.ended().isEmpty() || before.ended().get().isAfter(later.began())) {
          breaches.add("two disruptive calls at once: %s and %s".formatted(before, later));
        }
      }
    }
  }

  private static void budget(
      List<Deed> disruptive, Duration window, int most, List<String> breaches) {
    for (Deed deed : disruptive) {
      long within =
          disruptive.stream()
              .filter(other -> !other.began().isAfter(deed.began()))
              .filter(other -> other.began().isAfter(deed.began().minus(window)))
              .count();
      if (within > most) {
        breaches.add(
            "%s is number %d within %s; %d are allowed".formatted(deed, within, window, most));
      }
    }
  }

  private void tooSoon(List<Deed> disruptive, List<String> breaches) {
    for (int i = 1; i < disruptive.size(); i++) {
      Deed later = disruptive.get(i);
      disruptive.subList(0, i).stream()
          .filter(before -> before.call().equals(later.call()))
          .filter(before -> before.target().equals(later.target()))
          .filter(before -> later.began().isBefore(before.began().plus(rules.cooldown())))
          .forEach(
              before -> breaches.add("%s within the cool-down after %s".formatted(later, before)));
    }
  }

  /** Each call needs an intent of its own that was in the database before it arrived. */
  private static void unsanctioned(
      List<Deed> deeds, List<Intent> intents, List<Instant> committed, List<String> breaches) {
    List<Intent> inOrder = intents.stream().sorted(Comparator.comparing(Intent::id)).toList();
    Map<String, Integer> used = new HashMap<>();
    for (Deed deed : deeds) {
      Optional<Intent> intent =
          inOrder.stream()
              .filter(i -> KINDS.getOrDefault(deed.call(), Set.of()).contains(i.kind()))
              .filter(i -> i.target().equals(deed.target()))
              .filter(i -> !i.startedAt().isAfter(deed.began()))
              .filter(i -> used.getOrDefault(key(i, deed), 0) < most(deed))
              .findFirst();
      if (intent.isEmpty()) {
        breaches.add("%s has no intent before it that was not used already".formatted(deed));
        continue;
      }
      used.merge(key(intent.get(), deed), 1, Integer::sum);
      int place = inOrder.indexOf(intent.get());
      if (place >= committed.size() || committed.get(place).isAfter(deed.began())) {
        breaches.add("%s came before its intent was committed".formatted(deed));
      }
    }
  }

  private static String key(Intent intent, Deed deed) {
    return intent.id() + " " + deed.call();
  }

  private static int most(Deed deed) {
    return deed.call().equals("swarm/connect") ? DIALS : 1;
  }
}
