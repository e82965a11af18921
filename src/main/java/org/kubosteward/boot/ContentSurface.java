package org.kubosteward.boot;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.console.ContentBooks;
import org.kubosteward.console.UploadsShown;
import org.kubosteward.content.PinStatus;
import org.kubosteward.content.Policies;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.CopyBook;
import org.kubosteward.journal.CopyRow;
import org.kubosteward.journal.PinQuery;
import org.kubosteward.journal.PinRow;
import org.kubosteward.journal.SqlPins;

/** Gives the console what it shows of content. */
@ApplicationScoped
class ContentSurface {
  @Produces
  @Singleton
  ContentBooks books(SqlPins pins, CopyBook copies, Policies policies, RepairConfig repairs) {
    return new Kept(pins, copies, policies, Configs.judged(repairs::policy));
  }

  /** Where nothing takes uploads, none are under way. */
  @Produces
  @Singleton
  @DefaultBean
  UploadsShown uploads() {
    return List::of;
  }

  private record Kept(SqlPins pins, CopyBook book, Policies policies, RepairPolicy repairs)
      implements ContentBooks {
    @Override
    public List<PinRow> requests(Cid cid, int limit) {
      return pins.page(
              new PinQuery(
                  Set.of(cid),
                  Optional.empty(),
                  PinQuery.Match.EXACT,
                  EnumSet.allOf(PinStatus.class),
                  Optional.empty(),
                  Optional.empty(),
                  limit,
                  Map.of()))
          .rows();
    }

    @Override
    public Map<Cid, List<String>> names(Collection<Cid> contents) {
      return pins.names(contents);
    }

    @Override
    public List<CopyRow> copies(Cid cid) {
      return book.copies(cid);
    }
  }
}
