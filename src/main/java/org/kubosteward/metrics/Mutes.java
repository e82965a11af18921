package org.kubosteward.metrics;

import java.util.List;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Intent;

/** The mutes that a round honoured; each is about one code. */
record Mutes(List<Intent> intents) {
  Mutes {
    intents = intents.stream().filter(intent -> intent.kind() == Intent.Kind.MUTE).toList();
  }

  /** Whether the code is muted on the whole fleet. */
  boolean everywhere(Code code) {
    return about(code).stream().anyMatch(intent -> intent.node().isEmpty());
  }

  /** The single nodes on which the code is muted, in order, each once. */
  List<String> nodes(Code code) {
    return about(code).stream().flatMap(i -> i.node().stream()).distinct().sorted().toList();
  }

  /** Whether alerts and the verdict leave this finding out. */
  boolean cover(Finding finding) {
    return intents.stream().anyMatch(intent -> intent.mutes(finding));
  }

  private List<Intent> about(Code code) {
    return intents.stream().filter(i -> i.code().filter(code::equals).isPresent()).toList();
  }
}
