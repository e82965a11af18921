package org.kubosteward.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.kubosteward.act.Delay;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.Policies;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.BlockListBook;
import org.kubosteward.journal.CopyBook;
import org.kubosteward.journal.FleetId;
import org.kubosteward.journal.JournalConfig;
import org.kubosteward.journal.JournalDatabase;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.SqlBlockLists;
import org.kubosteward.journal.SqlPins;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.loop.SystemClock;
import org.kubosteward.probe.Target;
import org.kubosteward.probe.proof.KnownBlocks;

/** Gives what keeps content the books and settings that it needs. */
@ApplicationScoped
class ContentWiring {
  private static final Logger LOG = Logger.getLogger("steward.content");

  private final ContentPlane.Books books;
  private final Policies policies;
  private final RepairConfig repair;
  private final SystemClock clock;

  @Inject
  ContentWiring(
      CopyBook copies,
      SqlPins pins,
      JournalDatabase database,
      JournalConfig journal,
      FleetId fleet,
      Policies policies,
      RepairConfig repair,
      SystemClock clock) {
    BlockListBook lists = new SqlBlockLists(database, Configs.judged(journal::limits), fleet);
    this.books = new ContentPlane.Books(copies, pins, new KeptLists(lists));
    this.policies = policies;
    this.repair = repair;
    this.clock = clock;
  }

  ContentPlane plane(
      Kubo rpc,
      KuboContent kubo,
      Function<NodeId, Optional<Target>> targets,
      Supplier<SortedSet<NodeId>> uploading,
      Delay delay,
      Runnable nudge) {
    return new ContentPlane(
        rpc,
        kubo,
        targets,
        books,
        policies,
        Configs.judged(repair::policy),
        uploading,
        clock,
        delay,
        nudge);
  }

  /** A journal that is away costs a proof its list, and no proof. */
  private record KeptLists(BlockListBook book) implements KnownBlocks {
    @Override
    public Optional<BlockList> of(Cid cid) {
      try {
        return book.get(cid);
      } catch (JournalUnavailable e) {
        LOG.debugf("content=%s list=unread why=\"%s\"", cid, e.getMessage());
        return Optional.empty();
      }
    }

    @Override
    public void keep(Cid cid, BlockList list) {
      try {
        book.keep(cid, list);
      } catch (JournalUnavailable e) {
        LOG.debugf("content=%s list=not-kept why=\"%s\"", cid, e.getMessage());
      }
    }
  }
}
