package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every CID in what a real kubo answered. */
class RecordedCidsTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded/kubo-0.43.0");

  /** Their beginnings are those of SHA2-256, which kubo makes unless it is told otherwise. */
  private static final Pattern CID = Pattern.compile("\\b(bafy|bafk|Qm)[A-Za-z0-9]{40,}");

  @Test
  void isReadAndWrittenAsItWas() throws IOException {
    List<String> recorded = recorded();
    assertThat(recorded).hasSizeGreaterThan(8).anyMatch(cid -> cid.startsWith("Qm"));
    assertThat(recorded)
        .allSatisfy(
            text -> {
              Cid cid = Cid.parse(text);
              assertThat(cid).hasToString(text);
              assertThat(cid.multihash().code()).isEqualTo(Multihash.SHA2_256);
              assertThat(cid.multihash().digest()).hasSize(32);
              assertThat(cid.codec()).isEqualTo(text.startsWith("bafk") ? Cid.RAW : Cid.DAG_PB);
            });
  }

  private static List<String> recorded() throws IOException {
    try (Stream<Path> files = Files.list(RECORDED)) {
      TreeSet<String> cids = new TreeSet<>();
      for (Path file : files.toList()) {
        CID.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(cids::add);
      }
      return List.copyOf(cids);
    }
  }
}
