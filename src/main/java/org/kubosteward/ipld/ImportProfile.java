package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * How files and directories are cut into blocks: of the same bytes, every profile gives another
 * CID.
 *
 * @param name as IPIP-0499 and kubo's {@code config profile apply} call it
 * @param cidVersion of all CIDs, 0 or 1
 * @param chunkBytes bytes of a file in a leaf
 * @param fileLinks links of an inner node of a file at the most
 * @param rawLeaves whether leaves are the bytes alone, or dag-pb around them
 * @param estimate how the size of a directory is estimated
 * @param directoryBytes a directory that is estimated larger is sharded
 * @param fanout slots of a shard
 */
public record ImportProfile(
    String name,
    int cidVersion,
    int chunkBytes,
    int fileLinks,
    boolean rawLeaves,
    Estimate estimate,
    int directoryBytes,
    int fanout) {
  /** What kubo did from the beginning, and still does when nobody says otherwise. */
  public static final ImportProfile UNIXFS_V0_2015 =
      new ImportProfile(
          "unixfs-v0-2015", 0, 256 << 10, 174, false, Estimate.NAMES_AND_CIDS, 256 << 10, 256);

  /** What is recommended today. */
  public static final ImportProfile UNIXFS_V1_2025 =
      new ImportProfile("unixfs-v1-2025", 1, 1 << 20, 1024, true, Estimate.BLOCK, 256 << 10, 256);

  /** How the size of a directory is estimated, of which it depends whether it is sharded. */
  public enum Estimate {
    /** The bytes of the names and of the CIDs. */
    NAMES_AND_CIDS,
    /** The bytes of the block, were it one. */
    BLOCK
  }

  /** A symbolic link of that target. */
  public Block symlink(String target) {
    return node(List.of(), UnixfsData.symlink(ByteBuffer.wrap(Utf8.bytes(target))));
  }

  /** A node of dag-pb around that message of UnixFS. */
  Block node(List<PbLink> links, UnixfsData message) {
    byte[] bytes = PbNode.encode(links, UnixfsCodec.write(message));
    return cidVersion == 0 ? Block.zero(bytes) : Block.of(Cid.DAG_PB, HashFunction.SHA2_256, bytes);
  }
}
