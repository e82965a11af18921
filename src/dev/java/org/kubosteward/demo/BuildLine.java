package org.kubosteward.demo;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line in which {@code lab/get} says how far it is: {@code lab/get: ipfs 0.43.0: step 2 of 2,
 * compiling: 431 of 1347 packages (31 %), 95 s so far, about 3 min 20 s left}.
 *
 * @param step from 1
 * @param detail all that follows what is done
 * @param percent where it can be known
 */
record BuildLine(
    String tool, String version, int step, int steps, String detail, OptionalInt percent) {
  private static final Pattern LINE =
      Pattern.compile("lab/get: (\\S+) (\\S+): step (\\d{1,3}) of (\\d{1,3}), [^:]+: (\\S.*)");
  private static final Pattern PERCENT = Pattern.compile("\\((\\d{1,3}) %\\)");
  private static final int ALL = 100;

  /** The line as data; empty for any other line. */
  static Optional<BuildLine> of(String line) {
    Matcher told = LINE.matcher(line);
    if (!told.matches()) {
      return Optional.empty();
    }
    int step = Integer.parseInt(told.group(3));
    int steps = Integer.parseInt(told.group(4));
    if (step < 1 || step > steps) {
      return Optional.empty();
    }
    Matcher share = PERCENT.matcher(told.group(5));
    return Optional.of(
        new BuildLine(
            told.group(1),
            told.group(2),
            step,
            steps,
            told.group(5),
            share.find()
                ? OptionalInt.of(Math.min(ALL, Integer.parseInt(share.group(1))))
                : OptionalInt.empty()));
  }
}
