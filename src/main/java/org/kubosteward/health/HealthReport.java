package org.kubosteward.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The verdict of one round: what is wrong, and what is being watched.
 *
 * @param findings what counts, worst first, then by code and subject
 * @param watches troubles seen but not yet held long enough, open ones, and those gone but not yet
 *     cleared; the memory that the next round needs
 * @param doubts the same for what could not be told
 * @param cuts when links were cut, lately; memory, too
 */
public record HealthReport(
    Instant at,
    List<Finding> findings,
    SortedMap<Finding.Key, Watch> watches,
    SortedMap<Finding.Key, Watch> doubts,
    Cuts cuts) {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::level).reversed().thenComparing(Finding::key);

  public HealthReport {
    findings = List.copyOf(findings);
    watches = Collections.unmodifiableSortedMap(new TreeMap<>(watches));
    doubts = Collections.unmodifiableSortedMap(new TreeMap<>(doubts));
  }

  /** A report of a fleet in which no link was cut. */
  public HealthReport(
      Instant at,
      List<Finding> findings,
      SortedMap<Finding.Key, Watch> watches,
      SortedMap<Finding.Key, Watch> doubts) {
    this(at, findings, watches, doubts, Cuts.NONE);
  }

  /** A report without doubts. */
  public HealthReport(Instant at, List<Finding> findings, SortedMap<Finding.Key, Watch> watches) {
    this(at, findings, watches, new TreeMap<>());
  }

  /** The report before the first round. */
  public static HealthReport empty(Instant at) {
    return new HealthReport(at, List.of(), new TreeMap<>());
  }

  /** The report to go on from when only its findings were kept: each is open since its time. */
  public static HealthReport resumed(Instant at, List<Finding> findings) {
    SortedMap<Finding.Key, Watch> watches = new TreeMap<>();
    SortedMap<Finding.Key, Watch> doubts = new TreeMap<>();
    for (Finding finding : findings) {
      (finding.level() == Level.CANNOT_TELL ? doubts : watches)
          .put(
              finding.key(),
              new Watch(
                  finding.since(), Optional.empty(), true, finding.level(), finding.evidence()));
    }
    return new HealthReport(at, findings, watches, doubts);
  }

  /**
   * What another plane left behind, and over it what this one has seen for itself since: of a
   * condition that both know, ours counts, unless only theirs is open yet.
   */
  public HealthReport seenSince(HealthReport ours) {
    SortedMap<Finding.Key, Watch> joined = new TreeMap<>(watches);
    ours.watches.forEach(
        (key, watch) ->
            joined.merge(key, watch, (left, seen) -> left.open() && !seen.open() ? left : seen));
    SortedMap<Finding.Key, Watch> unclear = new TreeMap<>(doubts);
    unclear.putAll(ours.doubts);
    List<Finding> all = new ArrayList<>(ours.findings);
    findings.stream().filter(left -> ours.finding(left.key()).isEmpty()).forEach(all::add);
    all.sort(WORST_FIRST);
    return new HealthReport(ours.at, all, joined, unclear, ours.cuts);
  }

  /** The same report with these findings in the place of those of that code, in order. */
  public HealthReport telling(Code code, Collection<Finding> told) {
    List<Finding> all = new ArrayList<>(findings);
    all.removeIf(finding -> finding.code() == code);
    all.addAll(told);
    all.sort(WORST_FIRST);
    return new HealthReport(at, all, watches, doubts, cuts);
  }

  /** The finding of that key, if there is one. */
  public Optional<Finding> finding(Finding.Key key) {
    return findings.stream().filter(finding -> finding.key().equals(key)).findFirst();
  }

  /** Whether a finding of that code is there, at WARN or CRIT. */
  public boolean has(Code code) {
    return findings.stream()
        .anyMatch(finding -> finding.code() == code && finding.level() != Level.CANNOT_TELL);
  }

  /** The fleet in one word. */
  public Status status() {
    if (findings.stream().anyMatch(finding -> finding.level() == Level.CRIT)) {
      return Status.ERR;
    }
    if (findings.stream().anyMatch(finding -> finding.level() == Level.WARN)) {
      return Status.WARN;
    }
    return findings.stream().allMatch(finding -> finding.level() == Level.NOTE)
        ? Status.OK
        : Status.UNKNOWN;
  }

  /**
   * A condition over time.
   *
   * @param since when it was first seen without a break; before it opens, later by the time in
   *     which nobody could look
   * @param goneSince since when it has not been seen; empty while it is seen
   * @param open whether it has counted as a finding
   * @param level as last seen
   * @param evidence as last seen
   */
  public record Watch(
      Instant since,
      Optional<Instant> goneSince,
      boolean open,
      Level level,
      SortedMap<String, String> evidence) {
    public Watch {
      evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }
  }
}
