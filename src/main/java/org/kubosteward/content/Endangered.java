package org.kubosteward.content;

import java.util.Comparator;
import org.kubosteward.ipld.Cid;

/** A content that something is wrong with, and how it stands. */
public record Endangered(Cid cid, int priority, Standing standing) {
  /** The one nearest its loss first; then priority, then who has waited longest. */
  static final Comparator<Endangered> WORST_FIRST =
      Comparator.<Endangered>comparingInt(one -> one.standing().urgency())
          .thenComparing(Endangered::priority, Comparator.reverseOrder())
          .thenComparing(one -> one.standing().since())
          .thenComparingLong(one -> one.cid().pinFingerprint())
          .thenComparing(one -> one.cid().toString());
}
