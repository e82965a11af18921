package org.kubosteward.journal;

import java.util.List;
import java.util.function.Consumer;
import org.kubosteward.ipld.Cid;

/** The copies of one fleet in the journal's database. */
final class SqlCopies implements CopyBook {
  /** Runs what is to be read or written in a transaction; may throw {@link JournalUnavailable}. */
  interface Runner {
    <T> T run(String doing, Sql.Work<T> work);
  }

  private final Runner reading;
  private final Runner fenced;

  /**
   * The book over these.
   *
   * @param fenced goes on only while this process leads
   */
  SqlCopies(Runner reading, Runner fenced) {
    this.reading = reading;
    this.fenced = fenced;
  }

  @Override
  public void copies(Consumer<CopyRow> each) {
    CopyTable.Place[] at = {CopyTable.Place.FIRST};
    List<CopyRow> page;
    do {
      page = reading.run("reading the copies of content", sql -> CopyTable.page(sql, at[0]));
      page.forEach(each);
      if (!page.isEmpty()) {
        at[0] = CopyTable.Place.of(page.get(page.size() - 1));
      }
    } while (!page.isEmpty());
  }

  @Override
  public void contents(Consumer<ContentRow> each) {
    String[] last = {""};
    List<ContentRow> page;
    do {
      page = reading.run("reading the contents", sql -> ContentStatusTable.page(sql, last[0]));
      page.forEach(each);
      if (!page.isEmpty()) {
        last[0] = ContentStatusTable.key(page.get(page.size() - 1).cid());
      }
    } while (!page.isEmpty());
  }

  @Override
  public List<CopyRow> copies(Cid cid) {
    return reading.run("reading the copies of " + cid, sql -> CopyTable.of(sql, cid));
  }

  @Override
  public void keep(Changes changes) {
    if (changes.none()) {
      return;
    }
    fenced.run(
        "keeping what is known of copies",
        sql -> {
          CopyTable.delete(sql, changes.gone());
          CopyTable.put(sql, changes.copies());
          ContentStatusTable.update(sql, changes.contents());
          return true;
        });
  }
}
