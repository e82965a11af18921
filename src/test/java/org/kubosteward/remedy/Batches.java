package org.kubosteward.remedy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Fleets;

/** Batches of copies for tests, each on one node. */
public final class Batches {
  private Batches() {}

  public static CopyContent copying(String node, String... cids) {
    return CopyContent.of(
        Stream.of(cids)
            .map(cid -> new CopyContent.One(cid, Fleets.id(node), Optional.empty()))
            .toList());
  }

  public static HealContent healing(String node, String... cids) {
    return HealContent.of(
        Stream.of(cids)
            .map(
                cid ->
                    new HealContent.One(
                        cid, Fleets.id(node), Fleets.id("kubo-9"), List.of("bafyblock")))
            .toList());
  }

  public static DropExcess dropping(String node, String... cids) {
    return DropExcess.of(
        Stream.of(cids).map(cid -> new DropExcess.One(cid, Fleets.id(node))).toList());
  }
}
