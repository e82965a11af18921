package org.kubosteward.gateway.download;

import org.kubosteward.ipld.Cid;

/** What a CID and a path lead to. */
sealed interface Found {
  /** Its own CID. */
  Cid cid();

  /**
   * A file.
   *
   * @param size bytes of it, as its root says
   * @param blocks where the rest of it is read from
   */
  record File(Cid cid, long size, BlockReader blocks) implements Found {}

  /** A directory, listed. */
  record Directory(ListingAnswer listing) implements Found {
    @Override
    public Cid cid() {
      return Cid.parse(listing.cid());
    }
  }
}
