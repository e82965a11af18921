package org.kubosteward.kubo;

import java.util.Map;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

/** How kubo calls codecs and hashes (block/put). */
final class BlockNames {
  private static final Map<Long, String> CODECS =
      Map.of(Cid.RAW, "raw", Cid.DAG_PB, "dag-pb", 0x71L, "dag-cbor", 0x0129L, "dag-json");

  private BlockNames() {}

  /** A block is stored by its hash alone: what has no name here is put as raw bytes. */
  static String codec(Block block) {
    return CODECS.getOrDefault(block.cid().codec(), "raw");
  }

  /**
   * The hash that names the block.
   *
   * @throws IllegalArgumentException of an identity CID, of which nothing is stored
   */
  static String hash(Block block) {
    long code = block.cid().multihash().code();
    return switch (HashFunction.of(code).orElse(HashFunction.IDENTITY)) {
      case IDENTITY ->
          throw new IllegalArgumentException(
              block.cid() + " holds its bytes itself: there is nothing to store");
      case SHA2_256 -> "sha2-256";
      case SHA2_512 -> "sha2-512";
      case SHA3_512 -> "sha3-512";
      case SHA3_384 -> "sha3-384";
      case SHA3_256 -> "sha3-256";
      case SHA3_224 -> "sha3-224";
      case BLAKE2B_256 -> "blake2b-256";
      case BLAKE3 -> "blake3";
    };
  }
}
