package org.kubosteward.kubo;

import java.util.List;
import java.util.Optional;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multihash;

/**
 * The recursive pin that keeps a content.
 *
 * @param cid as it was pinned
 * @param name as it was pinned; empty when it has none
 */
public record RootPin(Cid cid, String name) {
  private static final int SHA2_256_BYTES = 32;

  /** The same content under both versions, that which is asked for first. */
  public static List<Cid> spellings(Cid root) {
    if (root.version() == 0) {
      return List.of(root, Cid.of(root.codec(), root.multihash()));
    }
    Multihash hash = root.multihash();
    boolean hasZero =
        root.codec() == Cid.DAG_PB
            && hash.code() == Multihash.SHA2_256
            && hash.digest().length == SHA2_256_BYTES;
    return hasZero ? List.of(root, Cid.decode(hash.bytes())) : List.of(root);
  }

  static Reply<Optional<RootPin>> told(Cid name, Reply<Optional<HeldPin>> reply) {
    return reply.fold(
        answer ->
            new Answer<>(answer.value().map(pin -> new RootPin(name, pin.name())), answer.took()),
        fault -> new Fault<>(fault.kind(), fault.detail(), fault.took()));
  }
}
