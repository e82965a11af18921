package org.kubosteward.probe;

import java.time.Instant;
import java.util.Set;
import org.kubosteward.fleet.DaemonProcess;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Reading;

/** The costly facts of a node, as old as their readings say. */
record SlowFacts(
    Reading<Pins> pins, Reading<DaemonProcess> process, Reading<Set<String>> bootstrap) {
  static SlowFacts notAsked(Instant at) {
    return new SlowFacts(Reading.notAsked(at), Reading.notAsked(at), Reading.notAsked(at));
  }
}
