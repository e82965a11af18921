package org.kubosteward.journal;

import java.util.List;
import org.kubosteward.ipld.Cid;

/**
 * A content whose requests changed.
 *
 * @param content canonical
 * @param ids of what tells of it, for {@link PinFeed#taken}
 * @param requests all there are for it now, oldest first; none when nobody wants it any more
 */
public record PinChange(Cid content, List<Long> ids, List<PinRow> requests) {
  public PinChange {
    ids = List.copyOf(ids);
    requests = List.copyOf(requests);
  }
}
