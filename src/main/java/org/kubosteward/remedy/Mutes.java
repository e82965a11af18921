package org.kubosteward.remedy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;

/**
 * The mutes of a round, and which of them hold: the one place that says whether a finding is heard.
 * A muted finding is shown, and left out of the verdict and of alerts.
 *
 * <p>A mute is about what somebody saw. When more findings of its code are there than were then, or
 * a worse one, it does not hold any more, whatever its end: what is new must be heard.
 */
public record Mutes(List<Intent.Mute> holding, List<Outgrown> outgrown) {
  public Mutes {
    holding = List.copyOf(holding);
    outgrown = List.copyOf(outgrown);
  }

  /**
   * A mute that things have outgrown.
   *
   * @param why in numbers, {@code 3 findings now, 1 when muted}
   */
  public record Outgrown(Intent.Mute mute, String why) {}

  /** Those of these intents that are mutes and have not ended at {@code now}. */
  public static Mutes of(List<Intent> intents, List<Finding> findings, Instant now) {
    List<Intent.Mute> active =
        intents.stream()
            .filter(Intent.Mute.class::isInstance)
            .map(Intent.Mute.class::cast)
            .filter(mute -> mute.activeAt(now))
            .toList();
    return new Mutes(
        active.stream().filter(mute -> worse(mute, findings).isEmpty()).toList(),
        active.stream()
            .flatMap(mute -> worse(mute, findings).map(why -> new Outgrown(mute, why)).stream())
            .toList());
  }

  /** The mute that covers the finding longest, if one does. */
  public Optional<Intent.Mute> covering(Finding finding) {
    return holding.stream()
        .filter(mute -> mute.mutes(finding))
        .max(Comparator.comparing(mute -> mute.expiresAt().orElse(Instant.MAX)));
  }

  /** The findings that count. */
  public List<Finding> audible(List<Finding> findings) {
    return findings.stream().filter(finding -> covering(finding).isEmpty()).toList();
  }

  /** Why that mute does not hold any more before its end; empty while it does. */
  public Optional<String> outgrown(Intent.Mute mute) {
    return outgrown.stream().filter(o -> o.mute().equals(mute)).map(Outgrown::why).findFirst();
  }

  /** Whether the code is muted on the whole fleet. */
  public boolean everywhere(Code code) {
    return about(code).stream().anyMatch(mute -> mute.node().isEmpty());
  }

  /** The single nodes on which the code is muted, in order, each once. */
  public List<String> nodes(Code code) {
    return about(code).stream().flatMap(m -> m.node().stream()).distinct().sorted().toList();
  }

  private List<Intent.Mute> about(Code code) {
    return holding.stream().filter(mute -> mute.muted() == code).toList();
  }

  private static Optional<String> worse(Intent.Mute mute, List<Finding> findings) {
    if (mute.extent().isEmpty()) {
      return Optional.empty();
    }
    Intent.Extent then = mute.extent().get();
    List<Finding> about = findings.stream().filter(mute::mutes).toList();
    if (about.size() > then.findings()) {
      return Optional.of("%d findings now, %d when muted".formatted(about.size(), then.findings()));
    }
    return about.stream()
        .map(Finding::level)
        .max(Comparator.naturalOrder())
        .filter(level -> level.compareTo(then.worst()) > 0)
        .map(level -> "%s now, %s when muted".formatted(word(level), word(then.worst())));
  }

  private static String word(Level level) {
    return level.severity();
  }
}
