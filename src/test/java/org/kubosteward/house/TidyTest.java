package org.kubosteward.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Taste that can be counted. */
class TidyTest {
  private static final List<Path> PRODUCT = Sources.TREES;
  private static final List<Path> TESTS = List.of(Path.of("src/test/java"));
  private static final List<Path> ALL = Stream.of(PRODUCT, TESTS).flatMap(List::stream).toList();
  private static final int LARGEST_FILE = 400;
  private static final int MEDIAN_FILE = 80;
  private static final int P90_FILE = 220;
  private static final int LONGEST_METHOD = 60;
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Common|Service)\\.java");
  private static final Pattern MARK =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|@Dis" + "abled|Thread\\.sl" + "eep");
  private static final Pattern METHOD = Pattern.compile("^  (?! |}|//|@|\\*|/\\*).*[({]\\s*$");

  /** The table that an enum begins with: it grows by a line or five with each constant. */
  private static final Pattern CONSTANT = Pattern.compile("^  [A-Z][A-Z0-9_]*\\(.*");

  @Test
  void noFileIsLargerThanAPersonReads() {
    assertThat(files(ALL).filter(file -> lines(file).size() > LARGEST_FILE)).isEmpty();
  }

  @Test
  void mostFilesAreSmall() {
    List<Integer> sizes = files(PRODUCT).map(file -> lines(file).size()).sorted().toList();
    assertThat(sizes.get(sizes.size() / 2)).as("median").isLessThanOrEqualTo(MEDIAN_FILE);
    assertThat(sizes.get(sizes.size() * 9 / 10)).as("p90").isLessThanOrEqualTo(P90_FILE);
  }

  @Test
  void noMethodIsLongerThanAScreen() {
    assertThat(files(PRODUCT).flatMap(TidyTest::longMethods)).isEmpty();
  }

  @Test
  void everyNameSaysSomething() {
    assertThat(files(ALL).filter(file -> SAYS_NOTHING.matcher(file.toString()).matches()))
        .isEmpty();
  }

  @Test
  void noMarkIsLeftBehind() {
    assertThat(
            files(ALL)
                .flatMap(
                    file ->
                        lines(file).stream()
                            .filter(line -> MARK.matcher(line).find())
                            .map(line -> file + ": " + line.strip())))
        .isEmpty();
  }

  @Test
  void testsAreAtLeastAsLongAsTheCode() {
    assertThat(total(TESTS)).isGreaterThanOrEqualTo(total(PRODUCT));
  }

  private static long total(List<Path> trees) {
    return files(trees).mapToLong(file -> lines(file).size()).sum();
  }

  /** A method of a top-level type: from its first line to the brace that stands in its column. */
  private static Stream<String> longMethods(Path file) {
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .filter(i -> METHOD.matcher(lines.get(i)).matches() && !lines.get(i).contains(" enum "))
        .filter(i -> !CONSTANT.matcher(lines.get(i)).matches())
        .filter(i -> !lines.get(i).matches(".*\\b(record|interface|class)\\b.*"))
        .mapToObj(
            i -> {
              int end = i + 1;
              while (end < lines.size() && !lines.get(end).equals("  }")) {
                end++;
              }
              return end - i > LONGEST_METHOD
                  ? "%s:%d has %d lines".formatted(file, i + 1, end - i)
                  : "";
            })
        .filter(found -> !found.isEmpty());
  }

  private static Stream<Path> files(List<Path> trees) {
    return trees.stream()
        .flatMap(
            tree -> {
              try (Stream<Path> all = Files.walk(tree)) {
                return all
                    .filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()
                    .stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
