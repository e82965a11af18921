package org.kubosteward.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.ByteRange;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.ImportProfile;
import org.kubosteward.ipld.Subtree;
import org.kubosteward.ipld.UnixfsReader;
import org.kubosteward.ipld.WalkBounds;

class TarTreeTest {
  private static final int MOST = 5;

  private final Map<Cid, Block> blocks = new HashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  TarTreeTest() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  private TarTreeTest with(String name, byte type, String data) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    byte[] content = data.getBytes(StandardCharsets.UTF_8);
    if (type == TarConstants.LF_NORMAL) {
      entry.setSize(content.length);
    } else {
      entry.setLinkName(data);
    }
    tar.putArchiveEntry(entry);
    if (type == TarConstants.LF_NORMAL) {
      tar.write(content);
    }
    tar.closeArchiveEntry();
    return this;
  }

  private TarTreeTest file(String name, String data) throws IOException {
    return with(name, TarConstants.LF_NORMAL, data);
  }

  private byte[] finished() throws IOException {
    tar.close();
    return bytes.toByteArray();
  }

  private TarTree tree() {
    return new TarTree(
        ImportProfile.UNIXFS_V1_2025, MOST, block -> blocks.put(block.cid(), block), () -> {});
  }

  private Subtree read(byte[] from) {
    return tree().read(new ByteArrayInputStream(from));
  }

  private UnixfsReader reader() {
    return new UnixfsReader(cid -> Optional.ofNullable(blocks.get(cid)), WalkBounds.SHIPPED);
  }

  private String text(Cid root, String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader()
        .read(
            reader().resolve(root, path),
            ByteRange.ALL,
            part -> {
              byte[] copy = new byte[part.remaining()];
              part.get(copy);
              out.writeBytes(copy);
            });
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> names(Cid directory) {
    List<String> names = new ArrayList<>();
    reader().list(directory, entry -> names.add(entry.name()));
    return names;
  }

  @Test
  void filesAreFoundUnderTheirPaths() throws Exception {
    Cid root =
        read(file("./a/./b", "deep").file("top", "flat").with("./e/", (byte) '5', "").finished())
            .cid();

    assertThat(names(root)).containsExactlyInAnyOrder("a", "top", "e");
    assertThat(text(root, "a/b")).isEqualTo("deep");
    assertThat(text(root, "top")).isEqualTo("flat");
    assertThat(names(reader().resolve(root, "e"))).isEmpty();
  }

  @Test
  void theOrderAndTheNamesOfDirectoriesDoNotMatter() throws Exception {
    Cid one = read(file("a/b", "1").file("c", "2").finished()).cid();
    TarTreeTest other = new TarTreeTest();
    Cid two = other.read(other.file("./c", "2").file("./a//b", "1").finished()).cid();
    assertThat(two).isEqualTo(one);
  }

  @Test
  void aLaterFileTakesThePlaceOfAnEarlierOne() throws Exception {
    Cid root = read(file("a", "old").file("a", "new").finished()).cid();
    assertThat(text(root, "a")).isEqualTo("new");
  }

  @Test
  void namesAreLongAndOfEveryLanguage() throws Exception {
    String name = "ñ".repeat(120);
    Cid root = read(file(name, "x").finished()).cid();
    assertThat(names(root)).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "/a, 0, is an absolute path",
    "../a, 0, leads out of the directory",
    "a/../b, 0, leads out of the directory",
    "a, 1, is a hard link",
    "a, 3, is a device",
    "a, 4, is a device",
    "a, 6, is a device or a pipe"
  })
  void whatCannotBeContentIsRefusedByName(String name, char type, String why) throws Exception {
    byte[] made = with(name, (byte) type, "").finished();
    assertThatThrownBy(() -> read(made))
        .isInstanceOfSatisfying(
            UploadRefused.class,
            refused -> assertThat(refused.why()).isEqualTo(UploadRefused.Why.BAD_REQUEST))
        .hasMessageContaining("'" + name + "' in the tar " + why);
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    byte[] made = file("a", "x").file("a/b", "y").finished();
    assertThatThrownBy(() -> read(made)).hasMessageContaining("is a file and no directory");
  }

  @Test
  void thereIsABoundOnWhatIsHeld() throws Exception {
    for (int n = 0; n <= MOST; n++) {
      file("f" + n, "x");
    }
    byte[] made = finished();
    assertThatThrownBy(() -> read(made)).hasMessageContaining("more than 5 files");
  }

  @Test
  void whatIsNoTarIsRefused() {
    assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("the body is empty");
    assertThatThrownBy(() -> read("no tar at all".repeat(100).getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("no tar that can be read");
  }

  @Test
  void aTarThatEndsInTheMiddleOfAFileIsRefused() throws Exception {
    byte[] made = file("a", "x".repeat(5000)).finished();
    byte[] half = Arrays.copyOf(made, 2000);
    assertThatThrownBy(() -> read(half)).hasMessageContaining("no tar that can be read");
  }

  @Test
  void bytesOfFilesAreCounted() throws Exception {
    TarTree tree = tree();
    tree.read(new ByteArrayInputStream(file("a", "12345").file("b", "678").finished()));
    assertThat(tree.bytes()).isEqualTo(8);
  }
}
