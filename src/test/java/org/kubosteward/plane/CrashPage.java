package org.kubosteward.plane;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kubosteward.plane.CrashSweep.Crash;
import org.kubosteward.plane.CrashSweep.Heir;

/** The page of a crash sweep: all of it is made of what that run saw. */
final class CrashPage {
  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  private final List<Crash> crashes;

  CrashPage(List<Crash> crashes) {
    this.crashes = crashes;
  }

  /** What a run leaves for one that goes on from it. */
  static void keep(List<Crash> crashes, Path file) throws IOException {
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(crashes));
  }

  static List<Crash> remember(Path file) throws IOException {
    return List.of(JSON.readValue(Files.readString(file), Crash[].class));
  }

  void write(Path page) throws Exception {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    for (SweptAction action : SweptAction.values()) {
      for (CrashPoint point : CrashPoint.values()) {
        for (Heir heir : Heir.values()) {
          List<Crash> cell =
              crashes.stream()
                  .filter(c -> c.action() == action && c.point() == point && c.heir() == heir)
                  .toList();
          if (!cell.isEmpty()) {
            lines.add(line(cell));
          }
        }
      }
    }
    lines.add("");
    lines.addAll(summary());
    crashes.stream().filter(crash -> !crash.sound()).map(this::told).forEach(lines::add);
    Files.createDirectories(Objects.requireNonNull(page.toAbsolutePath().getParent()));
    Files.write(page, lines);
  }

  private List<String> summary() {
    var loads = crashes.stream().mapToDouble(Crash::load).summaryStatistics();
    return List.of(
        "%d crashes, %d of them with a standby as heir: %d sound, %d only late; calls that arrived: %d, due: %d; breaches of the rules: %d."
            .formatted(
                crashes.size(),
                crashes.stream().filter(c -> c.heir() == Heir.STANDBY).count(),
                crashes.stream().filter(Crash::sound).count(),
                crashes.stream().filter(Crash::onlyLate).count(),
                crashes.stream().mapToLong(Crash::calls).sum(),
                crashes.stream().mapToLong(c -> c.point().due(c.action())).sum(),
                crashes.stream().mapToLong(c -> c.breaches().size()).sum()),
        "",
        "%s, ended %s, on %d processors under a load average of %.1f to %.1f, %.1f in the mean."
            .formatted(
                runs(),
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                loads.getMin(),
                loads.getMax(),
                loads.getAverage()));
  }

  private String runs() {
    Map<Integer, Long> sizes =
        crashes.stream()
            .collect(Collectors.groupingBy(Crash::run, TreeMap::new, Collectors.counting()));
    return sizes.size() == 1
        ? "One run"
        : sizes.values().stream()
            .map(String::valueOf)
            .collect(
                Collectors.joining(
                    ", then ", "Runs of ", " crashes, the later ones of what was not sound"));
  }

  private static String line(List<Crash> cell) {
    Crash one = cell.get(0);
    return "| %s | %s | %s | %d | %d | %s of %d | %s | %s | %.1f s |"
        .formatted(
            one.action().label(),
            one.point().words(),
            heir(one),
            cell.size(),
            cell.stream().filter(Crash::sound).count(),
            cell.stream()
                .map(Crash::calls)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", ")),
            one.point().due(one.action()),
            each(cell, Crash::settled),
            each(cell, Crash::again),
            cell.stream().mapToLong(c -> c.resumed().toMillis()).max().orElse(0) / 1000.0);
  }

  private static String each(List<Crash> cell, Function<Crash, String> told) {
    return cell.stream()
        .map(told)
        .filter(words -> !words.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private String told(Crash crash) {
    String why =
        crash.onlyLate()
            ? "nothing but late, back after %.1f s at a load of %.1f"
                .formatted(crash.resumed().toMillis() / 1000.0, crash.load())
            : (crash.failure() + "\n").split("[;\n]", 2)[0] + String.join(". ", crash.breaches());
    return "\nNot sound: *%s, %s, %s*: %s; held again: %s."
        .formatted(
            crash.action().label(),
            crash.point().words(),
            heir(crash),
            why,
            crashes.stream().anyMatch(other -> other.sameCell(crash) && other.sound())
                ? "sound"
                : "never sound");
  }

  private static String heir(Crash crash) {
    return crash.heir() == Heir.RESTARTED ? "restarted" : "standby";
  }

  private static final String HEAD =
      """
      # Crash sweep

      Written by `./mvnw -Pcrash-sweep verify -Dsweep.record=true`, all of it. The packaged plane is
      killed with SIGKILL at each point of an attempt, on three real kubo nodes and a real PostgreSQL 17;
      pods, claims and the Lease are those of a small API server in the test. Nothing in the plane knows
      of it: the points are found by reading along between the plane and the database, the nodes and the
      API server. After the crash the plane is started again on the same journal (*restarted*), or a plane
      that was running beside it takes the Lease over (*standby*).

      A crash is *sound* when no call arrived twice, the attempt on record is settled and is the only
      one, the same fault again is refused on its account (disruptive actions; one an hour is allowed
      here), the heir leads and has the record within 30 s, and the auditor, who reads only what
      arrived at the nodes and at the API server and what the database committed, finds no breach.
      An attempt must be settled a minute after the time in which the plane promises it: 90 s, and of a
      restart 5 minutes, since a pod may end that late. Where the eviction never arrived the pod stays
      the one that it was, and the attempt is *not cured* after those 5 minutes.
      A crash that was only late, beyond the 30 s, is held again by the same run, any other that was not
      sound by a run with `-Dsweep.onto`; both are counted, and told of below the table.

      `heal-blocks` is a step of a ladder, and all of the ladder is held to account: a collection that
      ends at a lost block, the read of that block, a second collection. The plane is killed in the read.
      Counted are the reads of that block which arrived at the node. An attempt that was *interrupted*
      proves nothing, so the heir reads the block once more after the cool-down, by an attempt of its
      own: a read changes nothing where the block is there. Each read needs its own intent before it.
      The collections are attempts of their own: exactly two may arrive, one before the crash and one
      when the block is back, and two disruptive actions an hour are allowed here instead of one.

      Shortened: rounds every 1 to 2 s, Lease of 3 s, findings after 1 s; of the ladder the cool-downs,
      30 s between two reads and 2 s, doubling, between two collections.

      | action | killed | heir | runs | sound | calls that arrived, of those due | the attempt | the same fault again, or the ladder | back within |
      |---|---|---|---|---|---|---|---|---|
      """;
}
