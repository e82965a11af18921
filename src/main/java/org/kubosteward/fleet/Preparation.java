package org.kubosteward.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is done before there is a fleet to look at, such as building the nodes' program. It is no
 * fault while it goes on: there is nothing to judge yet.
 *
 * @param steps in their order
 * @param failure what ended it, and what to do then; empty while it goes on
 */
public record Preparation(List<Step> steps, Optional<String> failure) {
  public Preparation {
    steps = List.copyOf(steps);
  }

  /** These steps, of which the first is under way. */
  public static Preparation of(List<String> names) {
    return new Preparation(
            names.stream()
                .map(name -> new Step(name, State.NEXT, "", OptionalInt.empty()))
                .toList(),
            Optional.empty())
        .at(0, "", OptionalInt.empty());
  }

  /**
   * The same with another step under way.
   *
   * @param detail how far it is, or empty text
   */
  public Preparation at(int index, String detail, OptionalInt percent) {
    List<Step> now = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (i < index) {
        now.add(new Step(step.name(), State.DONE, step.end(), OptionalInt.empty()));
      } else if (i == index) {
        now.add(new Step(step.name(), State.NOW, detail, percent));
      } else {
        now.add(new Step(step.name(), State.NEXT, "", OptionalInt.empty()));
      }
    }
    return new Preparation(now, failure);
  }

  /** The same, ended by a failure of the step under way. */
  public Preparation failed(String why) {
    return new Preparation(
        steps.stream()
            .map(
                s -> s.state() == State.NOW ? new Step(s.name(), State.FAILED, "", s.percent()) : s)
            .toList(),
        Optional.of(why));
  }

  /** Whether it goes on. */
  public boolean underWay() {
    return failure.isEmpty();
  }

  /** The step under way. */
  public Optional<Step> now() {
    return steps.stream().filter(step -> step.state() == State.NOW).findFirst();
  }

  /** All of it in a sentence: which step, how far it is, and what comes next; or why it failed. */
  public String sentence() {
    if (failure.isPresent()) {
      return failure.get();
    }
    int at =
        IntStream.range(0, steps.size())
            .filter(i -> steps.get(i).state() == State.NOW)
            .findFirst()
            .orElse(0);
    Step now = steps.get(at);
    String which = steps.size() < 2 ? "" : "step %d of %d, ".formatted(at + 1, steps.size());
    String far = now.detail().isEmpty() ? "" : ": " + now.detail();
    String next = at + 1 < steps.size() ? "; next: " + steps.get(at + 1).name() : "";
    return which + now.name() + far + next;
  }

  /** How a step stands. */
  public enum State {
    DONE,
    NOW,
    NEXT,
    FAILED
  }

  /**
   * One step.
   *
   * @param name what is done, as an order: "compile kubo 0.43.0"
   * @param detail how far it is, or how long it took; empty when nothing is known
   * @param percent how much of it is done, where that is known
   */
  public record Step(String name, State state, String detail, OptionalInt percent) {
    /** What is left to say of it when it is over: how long it took, and nothing of half-way. */
    private String end() {
      return detail.startsWith("done in ") ? detail : "";
    }
  }
}
