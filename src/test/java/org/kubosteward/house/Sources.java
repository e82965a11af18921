package org.kubosteward.house;

import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the classes of the product from those of its tests, wherever both were compiled to. */
public final class Sources {
  /** What is packaged, and what dev mode has on top of it. */
  static final List<Path> TREES = List.of(Path.of("src/main/java"), Path.of("src/dev/java"));

  /** Of a nested class, the file of the outermost. */
  private static final Pattern CLASS =
      Pattern.compile("/(org/kubosteward/[\\w/]+(?:/package-info)?)(?:\\$[\\w$]+)?\\.class$");

  private Sources() {}

  /** Whether the source of that class is one of the product's. */
  public static boolean ofTheProduct(Location location) {
    Matcher type = CLASS.matcher(location.asURI().toString());
    return type.find()
        && TREES.stream().anyMatch(tree -> Files.exists(tree.resolve(type.group(1) + ".java")));
  }
}
