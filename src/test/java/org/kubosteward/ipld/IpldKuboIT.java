package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we build is what kubo builds, and what one writes the other reads. */
class IpldKuboIT {
  /** The whole measure is 100000 entries and 1073741824 bytes: {@code -Dipld.entries=100000}. */
  private static final int ENTRIES = Integer.getInteger("ipld.entries", 8_000);

  private static final long BYTES = Long.getLong("ipld.bytes", 100L << 20);

  /** Bytes of names: with long ones a directory is large after fewer files. */
  private static final int LONG = 200;

  private static final int SHORT = 10;

  private Path dir;

  @BeforeEach
  void place(@TempDir Path empty) {
    dir = empty;
  }

  static ImportProfile[] profiles() {
    return new ImportProfile[] {ImportProfile.UNIXFS_V0_2015, ImportProfile.UNIXFS_V1_2025};
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void randomTreesHaveTheCidsThatKuboGivesThem(ImportProfile profile) throws Exception {
    OfflineKubo kubo = new OfflineKubo(dir.resolve("repo"), profile.name());
    for (int seed = 0; seed < 4; seed++) {
      RandomTree tree = new RandomTree(seed, profile.chunkBytes());
      Path root = dir.resolve("tree" + seed);
      tree.writeTo(root);
      MemoryBlocks ours = new MemoryBlocks();
      Cid cid = tree.build(profile, ours).cid();
      assertThat(cid).as("seed %d", seed).hasToString(add(kubo, root));

      MemoryBlocks theirs = MemoryBlocks.ofCar(export(kubo, cid));
      assertThat(theirs.all().keySet()).isEqualTo(ours.all().keySet());
      Set<Cid> listed = new TreeSet<>(java.util.Comparator.comparing(Cid::toString));
      theirs.reader().blocks(cid, listed::add);
      assertThat(listed).containsExactlyInAnyOrderElementsOf(theirs.all().keySet());
      for (Map.Entry<String, byte[]> file : tree.files().entrySet()) {
        Cid found = theirs.reader().resolve(cid, file.getKey());
        assertThat(theirs.read(found)).as(file.getKey()).isEqualTo(file.getValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void kuboTakesOurCarsAndServesWhatIsInThem(ImportProfile profile) throws Exception {
    RandomTree tree = new RandomTree(77, profile.chunkBytes());
    MemoryBlocks ours = new MemoryBlocks();
    Cid root = tree.build(profile, ours).cid();
    OfflineKubo kubo = new OfflineKubo(dir.resolve("repo"), profile.name());
    kubo.bytes(new ByteArrayInputStream(ours.car(root)), "dag", "import", "--pin-roots=true");
    for (Map.Entry<String, byte[]> file : tree.files().entrySet()) {
      byte[] served = kubo.bytes(InputStream.nullInputStream(), "cat", root + "/" + file.getKey());
      assertThat(served).as(file.getKey()).isEqualTo(file.getValue());
    }
    assertThat(refs(kubo, root)).isEqualTo(texts(ours));
    assertThat(kubo.run("repo", "verify")).contains("all blocks validated");
  }

  /** Deep trees of small nodes: what 10 TB would look like, in a few thousand bytes. */
  @ParameterizedTest
  @CsvSource({"10,2,1000", "16,3,4096", "7,5,4375", "7,5,4376", "100,174,17400", "100,174,17401"})
  void treesOfEveryDepthAreKubos(int chunk, int links, int size) throws Exception {
    byte[] bytes = bytes(size);
    for (ImportProfile base : profiles()) {
      ImportProfile profile =
          new ImportProfile(
              base.name(),
              base.cidVersion(),
              chunk,
              links,
              base.rawLeaves(),
              base.estimate(),
              base.directoryBytes(),
              base.fanout());
      OfflineKubo kubo = new OfflineKubo(dir.resolve(base.name()), base.name());
      String theirs =
          new String(
                  kubo.bytes(
                      new ByteArrayInputStream(bytes),
                      "add",
                      "-Q",
                      "--chunker=size-" + chunk,
                      "--max-file-links=" + links),
                  java.nio.charset.StandardCharsets.UTF_8)
              .strip();
      MemoryBlocks ours = new MemoryBlocks();
      Subtree built = ours.file(profile, bytes);
      assertThat(built.cid()).as(base.name()).hasToString(theirs);
      assertThat(built.size()).isEqualTo(size);
      assertThat(kubo.run("files", "stat", "--format=<cumulsize>", "/ipfs/" + theirs))
          .isEqualTo(Long.toString(built.tsize()));
      for (int from = 0; from < size; from += size / 7) {
        ByteRange range = new ByteRange(from, from + size / 5);
        assertThat(ours.read(built.cid(), range))
            .isEqualTo(Arrays.copyOfRange(bytes, from, Math.min(size, from + size / 5)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 64, 256, 512, 1024})
  void shardsOfEveryWidthAreKubos(int fanout) throws Exception {
    for (ImportProfile base : profiles()) {
      ImportProfile profile =
          new ImportProfile(
              base.name(),
              base.cidVersion(),
              base.chunkBytes(),
              base.fileLinks(),
              base.rawLeaves(),
              base.estimate(),
              1000,
              fanout);
      OfflineKubo kubo = new OfflineKubo(dir.resolve(base.name()), base.name());
      kubo.run("config", "Import.UnixFSHAMTDirectorySizeThreshold", "1000B");
      kubo.run("config", "--json", "Import.UnixFSHAMTDirectoryMaxFanout", "" + fanout);
      compareDirectory(profile, kubo, dir.resolve("tree-" + base.name()), 400, SHORT);
    }
  }

  /** One entry more makes shards of it. */
  @ParameterizedTest
  @MethodSource("profiles")
  void aDirectoryIsShardedAtTheSameEntry(ImportProfile profile) throws Exception {
    List<UnixfsNode.Kind> kinds = new ArrayList<>();
    OfflineKubo kubo = new OfflineKubo(dir.resolve("repo"), profile.name());
    int perEntry = profile.cidVersion() == 0 ? 34 + LONG : 36 + LONG + 10;
    int edge = profile.directoryBytes() / perEntry;
    for (int entries = edge - 1; entries <= edge + 1; entries++) {
      Path root = dir.resolve("edge" + entries);
      kinds.add(compareDirectory(profile, kubo, root, entries, LONG));
    }
    assertThat(kinds).startsWith(UnixfsNode.Kind.DIRECTORY).endsWith(UnixfsNode.Kind.SHARD);
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void aLargeDirectoryIsKubos(ImportProfile profile) throws Exception {
    OfflineKubo kubo = new OfflineKubo(dir.resolve("repo"), profile.name());
    compareDirectory(profile, kubo, dir.resolve("large"), ENTRIES, SHORT);
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void aLargeFileIsKubos(ImportProfile profile) throws Exception {
    OfflineKubo kubo = new OfflineKubo(dir.resolve("repo"), profile.name());
    String theirs =
        new String(
                kubo.bytes(new SeededStream(5, BYTES), "add", "-Q", "--only-hash"),
                java.nio.charset.StandardCharsets.UTF_8)
            .strip();
    FileBuilder ours = new FileBuilder(profile, Attributes.NONE, block -> {});
    byte[] buffer = new byte[100_000];
    try (InputStream in = new SeededStream(5, BYTES)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        ours.write(ByteBuffer.wrap(buffer, 0, read));
      }
    }
    assertThat(ours.finish().cid()).hasToString(theirs);
  }

  @ParameterizedTest
  @CsvSource({"0,", "5,0", "300000,999999999", "2500000,5"})
  void modeAndTimeAreWrittenAsKuboWritesThem(int size, Long nanos) throws Exception {
    byte[] bytes = bytes(size);
    Attributes attributes =
        new Attributes(
            OptionalInt.of(0640),
            Optional.ofNullable(nanos)
                .map(fraction -> Instant.ofEpochSecond(1234567890, fraction)));
    for (ImportProfile profile : profiles()) {
      OfflineKubo kubo = new OfflineKubo(dir.resolve(profile.name()), profile.name());
      String[] command =
          nanos == null
              ? new String[] {"add", "-Q", "--raw-leaves=false", "--mode=0640"}
              : new String[] {
                "add",
                "-Q",
                "--raw-leaves=false",
                "--mode=0640",
                "--mtime=1234567890",
                "--mtime-nsecs=" + nanos
              };
      String theirs =
          new String(
                  kubo.bytes(new ByteArrayInputStream(bytes), command),
                  java.nio.charset.StandardCharsets.UTF_8)
              .strip();
      MemoryBlocks ours = new MemoryBlocks();
      FileBuilder file = new FileBuilder(profile, attributes, ours);
      file.write(ByteBuffer.wrap(bytes));
      Subtree built = file.finish();
      assertThat(built.cid()).as(profile.name()).hasToString(theirs);
      assertThat(UnixfsNode.read(ours.need(built.cid())).attributes()).isEqualTo(attributes);
    }
  }

  /** Both list and find what is in it; the kind says whether it is sharded. */
  private static UnixfsNode.Kind compareDirectory(
      ImportProfile profile, OfflineKubo kubo, Path root, int entries, int nameBytes)
      throws Exception {
    Files.createDirectories(root);
    byte[] content = {1, 2, 3};
    MemoryBlocks ours = new MemoryBlocks();
    Subtree file = ours.file(profile, content);
    DirectoryBuilder directory = new DirectoryBuilder(profile, Attributes.NONE, entries, ours);
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < entries; i++) {
      String name = ("%0" + nameBytes + "d").formatted(i * 7919L);
      names.add(name);
      Files.write(root.resolve(name), content);
      directory.put(name, file);
    }
    Subtree built = directory.finish();
    assertThat(built.cid())
        .as("%d entries", entries)
        .hasToString(kubo.run("add", "-r", "-Q", "--only-hash", root.toString()));
    Set<String> listed = new TreeSet<>();
    ours.reader().list(built.cid(), entry -> listed.add(entry.name()));
    assertThat(listed).isEqualTo(names);
    for (String name : names) {
      assertThat(ours.reader().resolve(built.cid(), name)).isEqualTo(file.cid());
    }
    return UnixfsNode.read(ours.need(built.cid())).kind();
  }

  private static String add(OfflineKubo kubo, Path root) throws Exception {
    return kubo.run("add", "-r", "-H", "-Q", root.toString());
  }

  private static byte[] export(OfflineKubo kubo, Cid root) throws Exception {
    return kubo.bytes(InputStream.nullInputStream(), "dag", "export", root.toString());
  }

  private static Set<String> refs(OfflineKubo kubo, Cid root) throws Exception {
    Set<String> refs =
        kubo.run("refs", "-r", "-u", root.toString())
            .lines()
            .collect(Collectors.toCollection(TreeSet::new));
    refs.add(root.toString());
    return refs;
  }

  private static Set<String> texts(MemoryBlocks blocks) {
    return blocks.all().keySet().stream()
        .map(Cid::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    return bytes;
  }
}
