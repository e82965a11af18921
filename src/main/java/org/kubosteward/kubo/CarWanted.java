package org.kubosteward.kubo;

import java.util.Optional;
import org.kubosteward.ipld.ByteRange;
import org.kubosteward.ipld.CarBounds;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.WalkBounds;

/**
 * A CAR that is asked for.
 *
 * @param root of its DAG
 * @param scope how much of the DAG
 * @param bytes which part of a file, with {@link DagScope#ENTITY}; a gateway may send more
 * @param car bounds of what is read
 * @param dag bounds of the DAG in it
 */
public record CarWanted(
    Cid root, DagScope scope, Optional<ByteRange> bytes, CarBounds car, WalkBounds dag) {

  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException when a part is wanted of what is no file
   */
  public CarWanted {
    if (bytes.isPresent() && scope != DagScope.ENTITY) {
      throw new IllegalArgumentException(
          "Only of dag-scope=entity can a range of bytes be had, not of " + scope.word());
    }
  }

  /** Everything below that root. */
  public static CarWanted all(Cid root) {
    return of(root, DagScope.ALL);
  }

  /** That much of it, within the shipped bounds. */
  public static CarWanted of(Cid root, DagScope scope) {
    return new CarWanted(root, scope, Optional.empty(), CarBounds.SHIPPED, WalkBounds.SHIPPED);
  }

  /** That part of the file. */
  public static CarWanted range(Cid root, ByteRange bytes) {
    return new CarWanted(
        root, DagScope.ENTITY, Optional.of(bytes), CarBounds.SHIPPED, WalkBounds.SHIPPED);
  }

  /** The range as the gateway reads it, where the last byte is in it. */
  static String entityBytes(ByteRange bytes) {
    boolean open = bytes.to() == Long.MAX_VALUE;
    return bytes.from() + ":" + (open ? "*" : Long.toString(bytes.to() - 1));
  }
}
