package org.kubosteward.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.kubosteward.content.Attendance;
import org.kubosteward.content.ContentEvent;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentPlan;
import org.kubosteward.content.Contents;
import org.kubosteward.content.ContentsChanges;
import org.kubosteward.content.Copy;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.Desired;
import org.kubosteward.content.Hosts;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.content.Step;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.CopyKey;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.remedy.Action;

/**
 * All content as the leader knows it. It is read from the journal when a term begins; from then on
 * each round takes in what people asked for and what was learned of copies, and writes what
 * changed. Used by the loop's thread alone, but for {@link #tell}.
 */
public final class ContentKeeper implements ContentRounds {
  private static final Logger LOG = Logger.getLogger("steward.content");

  private final ContentRecord record;
  private final ContentWishes wishes;
  private final RepairPolicy policy;
  private final Supplier<SortedSet<NodeId>> uploading;
  private final Consumer<ContentPicture> shown;
  private final Consumer<CopyKey> cancel;
  private final Runnable ended;
  private final Queue<ContentEvent> told = new ConcurrentLinkedQueue<>();
  private final Map<CopyKey, Copy> orphans = new HashMap<>();
  private Contents contents = Contents.none();
  private Attendance attendance = Attendance.nobody();
  private Optional<Instant> graceEnds = Optional.empty();
  private boolean known;

  /**
   * One that knows nothing yet.
   *
   * @param uploading nodes on which uploads are being put together
   * @param shown is shown each picture, and begins the proofs that are due
   * @param cancel gives up the transfer of that copy, if one is under way
   * @param ended is run when something ended, so that a round comes soon that begins what is next
   */
  public ContentKeeper(
      ContentRecord record,
      ContentWishes wishes,
      RepairPolicy policy,
      Supplier<SortedSet<NodeId>> uploading,
      Consumer<ContentPicture> shown,
      Consumer<CopyKey> cancel,
      Runnable ended) {
    this.ended = ended;
    this.record = record;
    this.wishes = wishes;
    this.policy = policy;
    this.uploading = uploading;
    this.shown = shown;
    this.cancel = cancel;
  }

  /** Something was learned of a copy; any thread may say so. */
  public void tell(ContentEvent event) {
    told.add(event);
    if (!(event instanceof ContentEvent.Moved)) {
      ended.run();
    }
  }

  @Override
  public void beginTerm() {
    known = false;
  }

  @Override
  public Optional<ContentPicture> look(FleetSnapshot fleet, Instant now) {
    try {
      if (!known) {
        read();
      }
      takeWishes();
    } catch (JournalUnavailable e) {
      LOG.errorf("journal=closed why=\"%s\"", e.getMessage());
    }
    if (!known) {
      return Optional.empty();
    }
    takeEvents();
    attendance = attendance.after(fleet, contents.nodes());
    Hosts hosts = Hosts.of(fleet, contents.nodes(), Map.of(), attendance, policy);
    graceEnds = graceEnds(hosts, now);
    ContentPicture picture =
        ContentPicture.of(contents, hosts, policy, uploading.get(), now).withRemoved(orphans());
    shown.accept(picture);
    return Optional.of(picture);
  }

  @Override
  public boolean graceEnded(Instant now) {
    return graceEnds.filter(at -> !now.isBefore(at)).isPresent();
  }

  /** When the first of the nodes that hold copies and do not answer is taken for gone. */
  private Optional<Instant> graceEnds(Hosts hosts, Instant now) {
    return contents.nodes().stream()
        .flatMap(node -> hosts.awaySince(node).stream())
        .map(since -> since.plus(policy.grace()))
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  private void read() {
    record.forget();
    told.clear();
    orphans.clear();
    ContentsChanges all = Contents.none().change();
    wishes.read(all);
    record.book().contents(row -> row.bytes().ifPresent(bytes -> all.size(row.cid(), bytes)));
    record.book().contents(row -> stored(all, row.cid(), row.stored()));
    Contents wanted = all.done();
    record
        .book()
        .copies(
            row -> {
              Copy copy = resumed(row.copy());
              if (wanted.desired(row.cid()).isPresent()) {
                all.put(row.cid(), row.node(), copy);
              } else {
                orphans.put(new CopyKey(row.cid(), row.node()), copy);
              }
            });
    contents = all.done();
    known = true;
    LOG.infof("contents=%d copies-of-nobody=%d result=read", contents.size(), orphans.size());
  }

  private static void stored(ContentsChanges all, Cid cid, boolean stored) {
    if (stored) {
      all.stored(cid);
    }
  }

  /** Whoever was fetching is gone: it is begun anew, and counts as no failure. */
  private static Copy resumed(Copy copy) {
    return copy instanceof Copy.Fetching fetching
        ? new Copy.Absent(fetching.at(), fetching.failures())
        : copy;
  }

  /** What people asked for since. */
  private void takeWishes() {
    List<ContentWishes.Change> all = wishes.changes();
    if (!all.isEmpty()) {
      ContentsChanges changes = contents.change();
      all.forEach(change -> take(change, changes));
      contents = changes.done();
    }
    record.write(contents, orphans);
    wishes.taken();
  }

  private void take(ContentWishes.Change change, ContentsChanges changes) {
    Cid cid = change.cid();
    if (change.wanted().isPresent()) {
      Optional<Desired> before = contents.desired(cid);
      Desired wanted = change.wanted().get();
      changes.want(
          before.isPresent() && before.get().bytes().isPresent()
              ? wanted.sized(before.get().bytes().getAsLong())
              : wanted);
      adopt(changes, cid);
    } else {
      contents.copies(cid).forEach((node, copy) -> orphan(cid, node, copy));
      changes.unwant(cid);
    }
    record.changed(cid);
  }

  /** Copies that nobody wanted a moment ago are those of the content that is wanted again. */
  private void adopt(ContentsChanges changes, Cid cid) {
    List<CopyKey> here = orphans.keySet().stream().filter(key -> key.cid().equals(cid)).toList();
    for (CopyKey key : here) {
      Copy copy = orphans.remove(key);
      if (copy != null) {
        changes.put(cid, key.node(), copy);
      }
    }
  }

  private void orphan(Cid cid, NodeId node, Copy copy) {
    if (copy.state() == CopyState.ABSENT) {
      record.changed(cid, node);
      return;
    }
    if (copy.state() == CopyState.FETCHING) {
      cancel.accept(new CopyKey(cid, node));
    }
    orphans.put(new CopyKey(cid, node), copy);
  }

  private void takeEvents() {
    ContentsChanges changes = contents.change();
    Map<CopyKey, Optional<Copy>> changed = new HashMap<>();
    for (ContentEvent event = told.poll(); event != null; event = told.poll()) {
      CopyKey key = new CopyKey(event.cid(), event.node());
      if (orphans.containsKey(key)) {
        takeOfNobody(event, key);
        continue;
      }
      Optional<Copy> before =
          changed.computeIfAbsent(key, any -> contents.copy(key.cid(), key.node()));
      Optional<Copy> after = event.after(before);
      changed.put(key, after);
      after.ifPresentOrElse(
          copy -> changes.put(key.cid(), key.node(), copy),
          () -> changes.forget(key.cid(), key.node()));
      if (event instanceof ContentEvent.Proved proved) {
        changes.size(proved.cid(), proved.bytes());
      }
      note(event, before, after);
    }
    if (!changed.isEmpty()) {
      contents = changes.done();
    }
  }

  private void takeOfNobody(ContentEvent event, CopyKey key) {
    if (event instanceof ContentEvent.Dropped) {
      orphans.remove(key);
      record.changed(key.cid(), key.node());
    }
  }

  private void note(ContentEvent event, Optional<Copy> before, Optional<Copy> after) {
    if (event instanceof ContentEvent.Moved) {
      return;
    }
    record.changed(event.cid(), event.node());
    if (event instanceof ContentEvent.Failed failed) {
      record.failed(failed.cid(), "%s: %s".formatted(failed.node(), failed.why()));
    }
    LOG.infof(
        "content=%s node=%s before=%s after=%s why=\"%s\"",
        event.cid(), event.node(), state(before), state(after), event.why());
  }

  private static String state(Optional<Copy> copy) {
    return copy.map(is -> is.state().name()).orElse("NONE");
  }

  private List<Step.Drop> orphans() {
    List<Step.Drop> drops = new ArrayList<>();
    for (CopyKey key : orphans.keySet()) {
      if (drops.size() == policy.budget().drops()) {
        break;
      }
      drops.add(new Step.Drop(key.cid(), key.node()));
    }
    return drops;
  }

  @Override
  public void note(ContentPicture picture) {
    List<Step> notes =
        picture.plan().steps().stream()
            .filter(
                step ->
                    step instanceof Step.GiveUp
                        || step instanceof Step.MarkExcess
                        || step instanceof Step.Keep)
            .toList();
    notes.stream()
        .filter(Step.GiveUp.class::isInstance)
        .forEach(step -> cancel.accept(new CopyKey(step.cid(), step.node())));
    apply(picture.plan().only(notes));
    write();
  }

  @Override
  public void begun(Action action, Instant now) {
    List<Step> steps = BegunSteps.of(action);
    if (!steps.isEmpty()) {
      apply(ContentPlan.of(now, steps));
      write();
    }
  }

  private void apply(ContentPlan plan) {
    contents = plan.begun(contents);
    plan.steps().forEach(step -> record.changed(step.cid(), step.node()));
  }

  private void write() {
    try {
      record.write(contents, orphans);
    } catch (JournalUnavailable e) {
      LOG.errorf("journal=closed why=\"%s\"", e.getMessage());
    }
  }
}
