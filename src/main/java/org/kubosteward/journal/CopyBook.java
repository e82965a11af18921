package org.kubosteward.journal;

import java.util.List;
import java.util.function.Consumer;
import org.kubosteward.ipld.Cid;

/**
 * What is known of every copy of content. The leader alone writes it, under its fence, and reads it
 * once when its term begins; anybody may look up a single content.
 */
public interface CopyBook {
  /**
   * Tells every copy that was kept, whether its content is wanted or not.
   *
   * @throws JournalUnavailable when the database does not answer
   */
  void copies(Consumer<CopyRow> each);

  /**
   * Tells how far every content that is wanted has come.
   *
   * @throws JournalUnavailable when the database does not answer
   */
  void contents(Consumer<ContentRow> each);

  /**
   * The copies of one content, by node.
   *
   * @throws JournalUnavailable when the database does not answer
   */
  List<CopyRow> copies(Cid cid);

  /**
   * Keeps what changed, all of it or nothing. The row of a content that nobody wants any more is
   * not brought back.
   *
   * @throws JournalUnavailable when the database does not answer, or another plane leads
   */
  void keep(Changes changes);

  /**
   * What changed.
   *
   * @param copies as they are now
   * @param gone copies that are no more
   * @param contents as they are now
   */
  record Changes(List<CopyRow> copies, List<CopyKey> gone, List<ContentRow> contents) {
    public Changes {
      copies = List.copyOf(copies);
      gone = List.copyOf(gone);
      contents = List.copyOf(contents);
    }

    /** Whether nothing changed. */
    public boolean none() {
      return copies.isEmpty() && gone.isEmpty() && contents.isEmpty();
    }
  }
}
