package org.kubosteward.plane;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of its own, mounted in memory, that can be filled to the last byte. */
public final class SmallDisk implements AutoCloseable {
  private static final int BIG = 1 << 20;
  private static final int PAGE = 1 << 12;

  private final Path path;
  private final Path ballast;
  private final String trouble;

  private SmallDisk(Path path, String trouble) {
    this.path = path;
    this.ballast = path.resolve("ballast");
    this.trouble = trouble;
  }

  /** Mounts it. Where that is not allowed it is a plain directory that cannot be filled. */
  public static SmallDisk at(Path path, int mebibytes) {
    return mounted(path, "size=" + mebibytes + "m");
  }

  /** The same with room for so many files and directories. */
  static SmallDisk withInodes(Path path, int mebibytes, int inodes) {
    return mounted(path, "size=" + mebibytes + "m,nr_inodes=" + inodes);
  }

  private static SmallDisk mounted(Path path, String options) {
    try {
      Files.createDirectories(path);
      return new SmallDisk(
          path, run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  /** The same; fails where it is a plain directory, naming what is missing. */
  public SmallDisk needed() {
    if (!trouble.isEmpty()) {
      throw new AssertionError(
          "a disk that can be filled needs root on Linux, or the right to mount (CAP_SYS_ADMIN):"
              + " run it so, or leave it to a machine where you can; mount said: "
              + trouble);
    }
    return this;
  }

  /** From now on there is not a byte left. */
  public void fill() {
    needed();
    append(BIG);
    append(PAGE);
  }

  /** From now on nobody can write to it, root included; or everybody can again. */
  public void readOnly(boolean now) {
    needed();
    try {
      String said = run("mount", "-o", "remount," + (now ? "ro" : "rw"), path.toString());
      if (!said.isEmpty()) {
        throw new AssertionError("mount -o remount " + path + " said: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(int atOnce) {
    try (OutputStream file =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        file.write(new byte[atOnce]);
      }
    } catch (IOException full) {
      if (path.toFile().getUsableSpace() >= atOnce) {
        throw new UncheckedIOException(full);
      }
    }
  }

  public void empty() {
    try {
      Files.deleteIfExists(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said, when it failed. */
  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return process.waitFor() == 0 ? "" : said.strip() + " (" + process.exitValue() + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Override
  public void close() {
    if (!trouble.isEmpty()) {
      return;
    }
    try {
      String said = run("umount", path.toString());
      if (!said.isEmpty()) {
        throw new AssertionError("umount " + path + " said: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
