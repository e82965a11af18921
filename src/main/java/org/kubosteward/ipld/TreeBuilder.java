package org.kubosteward.ipld;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Builds directories in directories from files that come in any order, as those of a tar do. The
 * names are held until it is finished, bounded by {@link Bounds}. Used by one thread.
 */
public final class TreeBuilder {
  /**
   * What one tree may have.
   *
   * @param entries files and directories, all together
   * @param depth directories above one another
   */
  public record Bounds(int entries, int depth) {
    /** What a person or a model has, many times over. */
    public static final Bounds SHIPPED = new Bounds(1_000_000, 100);
  }

  /** A directory that is being filled. */
  private static final class Folder {
    private final Map<String, Subtree> leaves = new TreeMap<>();
    private final Map<String, Folder> folders = new TreeMap<>();
    private Attributes attributes = Attributes.NONE;
  }

  private final ImportProfile profile;
  private final Bounds bounds;
  private final Consumer<Block> sink;
  private final Folder root = new Folder();
  private int entries;

  /** An empty directory. */
  public TreeBuilder(ImportProfile profile, Bounds bounds, Consumer<Block> sink) {
    this.profile = profile;
    this.bounds = bounds;
    this.sink = sink;
  }

  /**
   * Puts a file or symlink at that path, and the directories on the way to it. A later one takes
   * the place of an earlier one.
   *
   * @param path names with a slash between them
   * @throws NoSuchPath when a name is none, or when a file is where a directory is needed
   * @throws LimitExceeded when there are too many
   */
  public void put(String path, Subtree leaf) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    check(name);
    Folder folder = slash < 0 ? root : folder(path.substring(0, slash));
    if (folder.folders.containsKey(name)) {
      throw new NoSuchPath("'%s' is a directory already, and comes as a file".formatted(path));
    }
    if (folder.leaves.put(name, leaf) == null) {
      counted();
    }
  }

  /** Makes a directory at that path, if there is none, and says what is known of it. */
  public void directory(String path, Attributes attributes) {
    (path.isEmpty() ? root : folder(path)).attributes = attributes;
  }

  private Folder folder(String path) {
    String[] names = path.split("/", -1);
    if (names.length > bounds.depth()) {
      throw new LimitExceeded("'%s' is more than %d deep".formatted(path, bounds.depth()));
    }
    Folder at = root;
    for (String name : names) {
      check(name);
      if (at.leaves.containsKey(name)) {
        throw new NoSuchPath("'%s' in '%s' is a file and no directory".formatted(name, path));
      }
      Folder next = at.folders.get(name);
      if (next == null) {
        counted();
        next = new Folder();
        at.folders.put(name, next);
      }
      at = next;
    }
    return at;
  }

  private static void check(String name) {
    DirectoryEntry.fault(name)
        .ifPresent(
            fault -> {
              throw new NoSuchPath(fault);
            });
  }

  private void counted() {
    if (entries == bounds.entries()) {
      throw new LimitExceeded("there are more than %d files".formatted(bounds.entries()));
    }
    entries++;
  }

  /** Builds the directories, and says what was built. */
  public Subtree finish() {
    return built(root);
  }

  private Subtree built(Folder folder) {
    DirectoryBuilder directory =
        new DirectoryBuilder(profile, folder.attributes, bounds.entries(), sink);
    folder.folders.forEach((name, below) -> directory.put(name, built(below)));
    folder.leaves.forEach(directory::put);
    return directory.finish();
  }
}
