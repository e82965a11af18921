package org.kubosteward.gateway.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.kubosteward.ipld.Attributes;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.FileBuilder;
import org.kubosteward.ipld.ImportProfile;
import org.kubosteward.ipld.Refusal;
import org.kubosteward.ipld.Subtree;
import org.kubosteward.ipld.TreeBuilder;

/**
 * Builds a directory of a tar while it arrives, as {@code ipfs add -r} builds one of the same
 * files: bytes and symlinks count, owners, modes and times do not. Files go to the sink at once;
 * the names are held until the end.
 */
final class TarTree {
  private static final int PIECE = 64 << 10;
  private static final int DEEPEST = 100;

  private final ImportProfile profile;
  private final Consumer<Block> sink;
  private final Runnable written;
  private final TreeBuilder tree;
  private long bytes;

  /**
   * An empty directory.
   *
   * @param most files and directories that it may have
   * @param written runs between two pieces of a file
   */
  TarTree(ImportProfile profile, int most, Consumer<Block> sink, Runnable written) {
    this.profile = profile;
    this.sink = sink;
    this.written = written;
    this.tree = new TreeBuilder(profile, new TreeBuilder.Bounds(most, DEEPEST), sink);
  }

  /** Bytes of all files. */
  long bytes() {
    return bytes;
  }

  /**
   * Reads it to the end of the body.
   *
   * @throws UploadRefused when the tar is none, or has what no directory of content can have
   */
  Subtree read(InputStream body) {
    PushbackInputStream bytes = new PushbackInputStream(body);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(bytes, "UTF-8")) {
      int first = bytes.read();
      if (first < 0) {
        throw UploadRefused.badRequest("the body is empty, and is to be a tar");
      }
      bytes.unread(first);
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        add(entry, tar);
      }
      // What tar pads its end with.
      bytes.transferTo(OutputStream.nullOutputStream());
      return tree.finish();
    } catch (Refusal refusal) {
      throw UploadRefused.badRequest("the tar has what cannot be: " + refusal.getMessage());
    } catch (IOException | IllegalArgumentException unreadable) {
      throw UploadRefused.badRequest(
          "the body is no tar that can be read: " + unreadable.getMessage());
    }
  }

  private void add(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
    String path = path(entry.getName());
    if (entry.isLink()) {
      throw refused(path, "is a hard link; tar it with --hard-dereference");
    }
    if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      throw refused(path, "is a device or a pipe; leave it out");
    }
    if (entry.isDirectory()) {
      tree.directory(path, Attributes.NONE);
    } else if (path.isEmpty()) {
      throw refused(entry.getName(), "has no name");
    } else if (entry.isSymbolicLink()) {
      Block link = profile.symlink(entry.getLinkName());
      sink.accept(link);
      tree.put(path, Subtree.of(link));
    } else if (entry.isFile() && tar.canReadEntryData(entry)) {
      tree.put(path, file(tar));
    } else {
      throw refused(path, "is neither a file, a directory nor a symlink");
    }
  }

  private Subtree file(TarArchiveInputStream tar) throws IOException {
    FileBuilder file = new FileBuilder(profile, Attributes.NONE, sink);
    byte[] piece = new byte[PIECE];
    for (int size = tar.read(piece); size >= 0; size = tar.read(piece)) {
      file.write(ByteBuffer.wrap(piece, 0, size));
      bytes += size;
      written.run();
    }
    return file.finish();
  }

  /** Names with a slash between them: {@code ./a/./b/} is {@code a/b}. */
  private static String path(String name) {
    if (name.startsWith("/")) {
      throw refused(name, "is an absolute path; tar it with -C");
    }
    Deque<String> names = new ArrayDeque<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        throw refused(name, "leads out of the directory");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        names.addLast(part);
      }
    }
    return String.join("/", names);
  }

  private static UploadRefused refused(String name, String why) {
    return UploadRefused.badRequest("'%s' in the tar %s".formatted(name, why));
  }
}
