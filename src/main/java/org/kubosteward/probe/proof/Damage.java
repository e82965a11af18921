package org.kubosteward.probe.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kubosteward.ipld.Cid;
import org.kubosteward.probe.proof.ProofResult.Damaged;

/** Counts bad blocks and keeps the first, those that others may hang below before the leaves. */
final class Damage {
  private final List<BadBlock> inner = new ArrayList<>();
  private final List<BadBlock> leaves = new ArrayList<>();
  private long missing;
  private long corrupt;

  void add(Cid cid, BadBlock.Kind kind) {
    if (kind == BadBlock.Kind.MISSING) {
      missing++;
    } else {
      corrupt++;
    }
    List<BadBlock> of = cid.codec() == Cid.RAW ? leaves : inner;
    if (of.size() < Damaged.NAMED) {
      of.add(new BadBlock(cid, kind));
    }
  }

  boolean isNone() {
    return missing + corrupt == 0;
  }

  /** The result; {@code all} says whether more could be bad. */
  Damaged told(boolean all) {
    List<BadBlock> first =
        Stream.concat(inner.stream(), leaves.stream()).limit(Damaged.NAMED).toList();
    return new Damaged(missing, corrupt, first, all);
  }
}
