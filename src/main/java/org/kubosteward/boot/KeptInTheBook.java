package org.kubosteward.boot;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.Policies;
import org.kubosteward.gateway.upload.KeptContent;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.PinBook;
import org.kubosteward.journal.RequestIds;

/** What is uploaded is asked for as anybody asks for content: by a request in the journal. */
final class KeptInTheBook implements KeptContent {
  private final PinBook book;
  private final Policies policies;
  private final InstantSource clock;
  private final BiConsumer<Cid, String> arrived;
  private final RequestIds ids = new RequestIds();

  /**
   * Over that book.
   *
   * @param arrived is told of the copy that is there already, and on which node
   */
  KeptInTheBook(
      PinBook book, Policies policies, InstantSource clock, BiConsumer<Cid, String> arrived) {
    this.book = book;
    this.policies = policies;
    this.clock = clock;
    this.arrived = arrived;
  }

  @Override
  public Set<String> policies() {
    return policies.byName().keySet();
  }

  @Override
  public String usual() {
    return policies.fallback();
  }

  @Override
  public void want(Wanted content) {
    book.add(
        new PinRequest(
            ids.next(),
            content.cid(),
            content.name(),
            List.of(),
            Map.of(),
            clock.instant(),
            content.policy()),
        content.who());
    arrived.accept(content.cid(), content.node());
  }
}
