package org.kubosteward.kubo;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Picks a few process_* samples out of a Prometheus text. */
final class MetricsTally implements Lines.Tally<ProcessMetrics> {
  private static final String STARTED = "process_start_time_seconds";
  private static final String OPEN_FDS = "process_open_fds";
  private static final String MAX_FDS = "process_max_fds";
  private static final String RESIDENT = "process_resident_memory_bytes";
  private static final Set<String> WANTED = Set.of(STARTED, OPEN_FDS, MAX_FDS, RESIDENT);

  private final Map<String, Double> samples = new HashMap<>();

  @Override
  public void line(String line) {
    int space = line.indexOf(' ');
    if (space > 0 && WANTED.contains(line.substring(0, space))) {
      try {
        samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1).strip()));
      } catch (NumberFormatException other) {
        throw UnusableAnswerException.malformed(line.substring(0, space) + " is not a number");
      }
    }
  }

  @Override
  public ProcessMetrics end() {
    if (samples.isEmpty()) {
      throw UnusableAnswerException.malformed("not one process_ sample in it");
    }
    Optional<Instant> started =
        Optional.ofNullable(samples.get(STARTED))
            .map(seconds -> Instant.ofEpochMilli(Math.round(seconds * 1000)));
    return new ProcessMetrics(started, whole(OPEN_FDS), whole(MAX_FDS), whole(RESIDENT));
  }

  private OptionalLong whole(String name) {
    Double sample = samples.get(name);
    return sample == null ? OptionalLong.empty() : OptionalLong.of(sample.longValue());
  }
}
