package org.kubosteward.probe.proof;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import org.kubosteward.content.BlockCursor;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.MalformedCid;

/** Which blocks of some lists were seen: 8 bytes and a bit a block. Used by one thread. */
final class SeenBlocks {
  private static final int SHA2_256 = 0x12;
  private static final int DIGEST_BYTES = 32;
  private static final int DIGEST_AT = 2;

  /** Sorted, each once. */
  private final long[] blocks;

  private final BitSet seen;

  SeenBlocks(Collection<BlockList> lists) {
    long[] all = new long[Math.toIntExact(lists.stream().mapToLong(BlockList::count).sum())];
    int at = 0;
    for (BlockList list : lists) {
      BlockCursor cursor = list.cursor();
      while (cursor.next()) {
        all[at++] = cursor.fingerprint();
      }
    }
    Arrays.sort(all);
    int kept = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[kept++] = all[i];
      }
    }
    blocks = kept == all.length ? all : Arrays.copyOf(all, kept);
    seen = new BitSet(kept);
  }

  /** The block of that multihash was seen. */
  void see(byte[] multihash) {
    int at = Arrays.binarySearch(blocks, fingerprint(multihash));
    if (at >= 0) {
      seen.set(at);
    }
  }

  private static long fingerprint(byte[] multihash) {
    boolean usual =
        multihash.length == DIGEST_AT + DIGEST_BYTES
            && multihash[0] == SHA2_256
            && multihash[1] == DIGEST_BYTES;
    return usual ? first(multihash) : unusual(multihash);
  }

  private static long first(byte[] multihash) {
    long first = 0;
    for (int at = DIGEST_AT; at < DIGEST_AT + Long.BYTES; at++) {
      first = first << Byte.SIZE | (multihash[at] & 0xff);
    }
    return first;
  }

  private static long unusual(byte[] multihash) {
    byte[] cid = new byte[2 + multihash.length];
    cid[0] = 1;
    cid[1] = (byte) Cid.RAW;
    System.arraycopy(multihash, 0, cid, 2, multihash.length);
    try {
      return Cid.decode(cid).multihash().fingerprint();
    } catch (MalformedCid unknown) {
      return 0; // None of a list has such a name.
    }
  }

  /** What of that list, which is one of them, was not seen. */
  PresenceResult.Absences absences(BlockList list) {
    Damage damage = new Damage();
    BlockCursor cursor = list.cursor();
    while (cursor.next()) {
      if (!seen.get(Arrays.binarySearch(blocks, cursor.fingerprint()))) {
        damage.add(cursor.cid(), BadBlock.Kind.MISSING);
      }
    }
    ProofResult.Damaged told = damage.told(true);
    return new PresenceResult.Absences(told.missing(), told.blocks());
  }
}
