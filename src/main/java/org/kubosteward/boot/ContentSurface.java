package org.kubosteward.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.kubosteward.console.ContentBooks;
import org.kubosteward.console.UploadsShown;
import org.kubosteward.content.PinStatus;
import org.kubosteward.content.Policies;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.fleet.NodeId;
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

  /** The uploads that this process takes. */
  @Produces
  @Singleton
  UploadsShown uploads(UploadWiring uploads) {
    return () ->
        uploads.underWay().stream()
            .map(
                one ->
                    new UploadsShown.Upload(
                        one.name(),
                        "",
                        node(one.node()),
                        one.bytes(),
                        OptionalLong.empty(),
                        one.bytesPerSecond(),
                        one.since()))
            .toList();
  }

  /** A node by the text of its name, {@code namespace/name} or the name alone. */
  private static NodeId node(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new NodeId("", text)
        : new NodeId(text.substring(0, slash), text.substring(slash + 1));
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
