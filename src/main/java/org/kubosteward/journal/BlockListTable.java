package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multibase;

/** Block lists in SQL. */
final class BlockListTable {
  /** Of a list in which the size of a block is not known. */
  private static final long BYTES_UNKNOWN = -1;

  private BlockListTable() {}

  static Optional<BlockList> read(Sql sql, Cid content) throws SQLException {
    List<BlockList> found =
        sql.query(
            "SELECT list FROM block_list WHERE fleet = ? AND content = ?",
            BlockListTable::list,
            sql.fleet(),
            key(content));
    return found.stream().filter(list -> isOf(list, content)).findFirst();
  }

  /** A list that cannot be read is thrown as what the reading of rows leaves out. */
  private static Optional<BlockList> list(ResultSet row) throws SQLException {
    return Optional.of(BlockList.decoded(row.getBytes("list")));
  }

  /** Its first block is the root, unless that stands in its CID. */
  private static boolean isOf(BlockList list, Cid content) {
    return list.first().map(root -> root.multihash().equals(content.multihash())).orElse(true);
  }

  static boolean write(Sql sql, Cid content, BlockList list, byte[] encoded) throws SQLException {
    long bytes = list.bytes().orElse(BYTES_UNKNOWN);
    int changed =
        sql.update(
            "UPDATE block_list SET blocks = ?, bytes = ?, list = ? WHERE fleet = ? AND content = ?",
            (long) list.count(),
            bytes,
            encoded,
            sql.fleet(),
            key(content));
    if (changed == 0) {
      sql.update(
          "INSERT INTO block_list (fleet, content, blocks, bytes, list) VALUES (?, ?, ?, ?, ?)",
          sql.fleet(),
          key(content),
          (long) list.count(),
          bytes,
          encoded);
    }
    return true;
  }

  static boolean delete(Sql sql, Cid content) throws SQLException {
    return sql.update(
            "DELETE FROM block_list WHERE fleet = ? AND content = ?", sql.fleet(), key(content))
        == 1;
  }

  /** Version 1 in base32, whatever version it was asked for in. */
  private static String key(Cid content) {
    return content.text(Multibase.BASE32);
  }
}
