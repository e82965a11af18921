package org.kubosteward.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Hours;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.RemedyPolicy.Bounds;

/** How far each action may go, and how often. */
@ConfigMapping(prefix = "steward.remedy")
public interface RemedyConfig {
  /** The rules of single actions, by name, where they are to differ from the shipped ones. */
  Map<String, ActionConfig> actions();

  /** How long an action may take to show its effect before it counts as without effect. */
  @WithDefault("90s")
  Duration verifyWithin();

  /** Disruptive actions allowed in any hour, over the whole fleet. */
  @WithDefault("3")
  int disruptivePerHour();

  /** Disruptive actions allowed in any day, over the whole fleet. */
  @WithDefault("6")
  int disruptivePerDay();

  /**
   * The hours in which a disruptive action may begin, such as {@code Mon-Fri 08:00-18:00, Sat
   * 22:00-02:00}; at any time when absent. An operator's approval does not lift it.
   */
  Optional<String> window();

  /** The time zone by which the window is read, such as {@code Europe/Berlin}. */
  @WithDefault("UTC")
  String windowZone();

  /** With more than one node and more than one in so many silent, nothing disruptive is done. */
  @WithDefault("3")
  int silentOneIn();

  /** Of so many disruptive actions of a kind in a day, or more, half must have cured. */
  @WithDefault("4")
  int failingAtLeast();

  /** Gentle actions under way at once. */
  @WithDefault("4")
  int gentleAtOnce();

  /** The rule of one action. */
  interface ActionConfig {
    /** {@code observe}, {@code propose}, {@code approve} or {@code auto}. */
    Optional<Mode> mode();

    /** Between two attempts about the same finding; doubles up to cooldown-max. */
    Optional<Duration> cooldown();

    /** The longest cool-down. */
    Optional<Duration> cooldownMax();

    /** How many attempts may fail in a row before a person is asked. */
    OptionalInt attempts();

    /** How many different persons must approve it in mode {@code approve}: 1 or 2. */
    @WithDefault("1")
    int approvals();
  }

  /**
   * These settings as the policy of the remedies.
   *
   * @param ceiling no action goes further
   * @param roundEvery the pace at which effects are looked for
   * @param pinsAskedEvery how often each node is asked what it pins
   * @throws IllegalArgumentException naming an action that does not exist, or a window that is none
   */
  default RemedyPolicy policy(Mode ceiling, Duration roundEvery, Duration pinsAskedEvery) {
    Map<ActionKind, RemedyPolicy.Rule> rules = new EnumMap<>(ActionKind.class);
    actions()
        .forEach(
            (label, config) -> {
              ActionKind kind = ActionKind.of(label).orElseThrow(() -> unknown(label));
              RemedyPolicy.Rule shipped = RemedyPolicy.Rule.shipped(kind);
              rules.put(
                  kind,
                  new RemedyPolicy.Rule(
                      config.mode().orElse(shipped.mode()),
                      config.cooldown().orElse(shipped.cooldown()),
                      config.cooldownMax().orElse(shipped.cooldownMax()),
                      config.attempts().orElse(shipped.attempts()),
                      approvals(label, config)));
            });
    return new RemedyPolicy(
        ceiling,
        rules,
        verifyWithin(),
        disruptivePerHour(),
        disruptivePerDay(),
        roundEvery,
        window().map(text -> hours(text, zone(windowZone()))).orElse(Hours.always()),
        bounds(pinsAskedEvery));
  }

  /** The bounds among these settings. */
  default Bounds bounds(Duration pinsAskedEvery) {
    return new Bounds(silentOneIn(), failingAtLeast(), gentleAtOnce(), pinsAskedEvery);
  }

  private static Hours hours(String text, ZoneId zone) {
    try {
      return Hours.parse(text, zone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("steward.remedy.window: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("UnusedException") // What it says is in the sentence.
  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "steward.remedy.window-zone is '%s'; write UTC or a name such as Europe/Berlin"
              .formatted(name));
    }
  }

  private static int approvals(String label, ActionConfig config) {
    if (config.approvals() < 1 || config.approvals() > 2) {
      throw new IllegalArgumentException(
          "steward.remedy.actions.\"%s\".approvals is %d; it may be 1 or 2"
              .formatted(label, config.approvals()));
    }
    return config.approvals();
  }

  private static IllegalArgumentException unknown(String label) {
    String known =
        Stream.of(ActionKind.values()).map(ActionKind::label).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "steward.remedy.actions.\"%s\": there is no such action; there are: %s"
            .formatted(label, known));
  }
}
