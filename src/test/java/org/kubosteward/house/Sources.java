package org.kubosteward.house;

import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the classes of the product from those of its tests, wherever both were compiled to. */
public final class Sources {
  private static final Path MAIN = Path.of("src/main/java");

  /** Of a nested class, the file of the outermost. */
  private static final Pattern CLASS =
      Pattern.compile("/(org/kubosteward/[\\w/]+(?:/package-info)?)(?:\\$[\\w$]+)?\\.class$");

  private Sources() {}

  /** Whether the source of that class is one of the product's. */
  public static boolean ofTheProduct(Location location) {
    Matcher type = CLASS.matcher(location.asURI().toString());
    return type.find() && Files.exists(MAIN.resolve(type.group(1) + ".java"));
  }
}
