package org.kubosteward.probe;

import java.time.Instant;
import java.util.Set;
import org.kubosteward.fleet.BitswapConfig;
import org.kubosteward.fleet.DaemonProcess;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Reading;

/** The costly facts of a node, as old as their readings say. */
record SlowFacts(
    Reading<Pins> pins,
    Reading<DaemonProcess> process,
    Reading<Set<String>> bootstrap,
    Reading<BitswapConfig> config) {
  static SlowFacts notAsked(Instant at) {
    return new SlowFacts(
        Reading.notAsked(at), Reading.notAsked(at), Reading.notAsked(at), Reading.notAsked(at));
  }

  SlowFacts with(Reading<BitswapConfig> told) {
    return new SlowFacts(pins, process, bootstrap, told);
  }
}
