package org.kubosteward.fleet;

/**
 * 64 bits that stand for a peer id or a multiaddress where a million of them are held or compared.
 * Among a million, two are equal by chance in one of 37 million pictures. A peer id is the hash of
 * a key, so that nobody can choose one that collides.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** The same for the same text, in every process. */
  public static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    // FNV-1a mixes its last characters little; the end of MurmurHash3 spreads them over all bits.
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
