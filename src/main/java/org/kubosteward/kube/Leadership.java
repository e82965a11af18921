package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kubosteward.kube.Election.Bid;

/**
 * Holds a Lease, or waits for it. {@link #term()} is computed when asked: a process that was paused
 * finds at its first look that it leads no more, before it has spoken with anyone. A process that
 * is not fit to lead gives the Lease up, and seeks it no more until it is.
 */
public final class Leadership implements AutoCloseable {
  /** How often one that does not lead looks: a lease that was given back is taken up this soon. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private final ApiServer api;
  private final LeaseSettings settings;
  private final String me;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final BooleanSupplier fit;
  private final String collection;
  private final Thread thread;

  /** Guards the election and the object it speaks of; never held while the API server is asked. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition closing = lock.newCondition();
  private final Election election;
  private Lease object = new Lease();
  private boolean closed;
  private volatile @Nullable String trouble;

  private Leadership(
      ApiServer api,
      LeaseSettings settings,
      String me,
      InstantSource clock,
      LongSupplier nanos,
      BooleanSupplier fit) {
    this.api = api;
    this.settings = settings;
    this.me = me;
    this.clock = clock;
    this.nanos = nanos;
    this.fit = fit;
    this.election = new Election(me, settings);
    this.collection = "/apis/coordination.k8s.io/v1/namespaces/" + settings.namespace() + "/leases";
    this.thread = new Thread(this::run, "kube-lease");
    this.thread.setDaemon(true);
  }

  /**
   * Begins to seek the lease; nothing is waited for.
   *
   * @param me this process, unlike any other that ever was: the pod's name and something random
   * @param nanos a monotonic clock
   * @param fit whether this process does what a leader is for; asked before each renewal
   */
  public static Leadership open(
      ApiServer api,
      LeaseSettings settings,
      String me,
      InstantSource clock,
      LongSupplier nanos,
      BooleanSupplier fit) {
    Leadership leadership = new Leadership(api, settings, me, clock, nanos, fit);
    leadership.thread.start();
    return leadership;
  }

  /** The hold, if this process has it at this moment. Ask again before every write. */
  public Optional<Term> term() {
    lock.lock();
    try {
      return election.term(nanos.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /** Why the lease can be neither read nor written; empty while it can. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Stops leading, then gives the lease back so that another can take it at once. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      // A renewal under way would make the version we are to give back an old one.
      thread.join(settings.callDeadline().multipliedBy(2).toMillis());
      giveBack("the plane stops");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      LOG.warnf("Lease %s not given back: %s", settings.name(), ErrorMessages.of(impossible));
    }
  }

  /** From the first line on this process does not lead, whatever becomes of the call. */
  private void giveBack(String why) throws InterruptedException, ExecutionException {
    if (ask(election::leave).isPresent()) {
      ApiResponse answer = put(released()).get();
      LOG.infof("Lease %s given back, %s: %d", settings.name(), why, answer.status());
    }
  }

  private void run() {
    try {
      Duration wait = Duration.ZERO;
      while (rest(wait)) {
        wait = turnOrWait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      LOG.error("The lease is sought no more", impossible);
    }
  }

  /** Waits; false when it is time to end. */
  private boolean rest(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (!closed && left > 0) {
        left = closing.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private Duration turnOrWait() throws InterruptedException, ExecutionException {
    try {
      return turn();
    } catch (RuntimeException ours) {
      LOG.error("Could not read what the API server said of the lease", ours);
      troubled("read the lease: " + ours + "; this is a fault of ours, see the log");
      return LOOK_EVERY;
    }
  }

  /** Reads if need be, bids if it may; how long to wait for the next turn. */
  private Duration turn() throws InterruptedException, ExecutionException {
    if (!fit.getAsBoolean()) {
      giveBack("its rounds stand still");
      return LOOK_EVERY;
    }
    if (mustRead() && !read()) {
      return LOOK_EVERY;
    }
    long begun = nanos.getAsLong();
    Optional<Bid> bid = ask(() -> election.bid(begun));
    if (bid.isEmpty()) {
      return LOOK_EVERY;
    }
    return write(bid.get(), begun) ? settings.renewEvery() : LOOK_EVERY;
  }

  private boolean mustRead() {
    return ask(() -> election.isBlind() || election.term(nanos.getAsLong()).isEmpty());
  }

  private boolean read() throws InterruptedException, ExecutionException {
    ApiResponse answer = api.get(collection + "/" + settings.name(), settings.callDeadline()).get();
    if (!answer.isDone() && answer.status() != 404) {
      troubled(ErrorMessages.of(answer, "get Lease " + settings.name(), api.url()));
      return false;
    }
    Optional<Lease> seen = answer.isDone() ? answer.as(Lease.class) : Optional.empty();
    if (answer.isDone() && seen.isEmpty()) {
      troubled(unreadable());
      return false;
    }
    troubled(null);
    return ask(
        () -> {
          object = seen.orElseGet(Lease::new);
          election.saw(seen.map(Leadership::terms), nanos.getAsLong());
          return true;
        });
  }

  private boolean write(Bid bid, long begun) throws InterruptedException, ExecutionException {
    String wanted = wanted(bid);
    ApiResponse answer =
        bid.over().isPresent()
            ? put(wanted).get()
            : api.post(collection, wanted, settings.callDeadline()).get();
    Optional<Lease> written = answer.isDone() ? answer.as(Lease.class) : Optional.empty();
    return ask(
        () -> {
          if (written.isPresent()) {
            object = written.get();
            election.won(bid, terms(object), begun);
            troubled(null);
            if (bid.fresh()) {
              LOG.infof("%s holds the lease, epoch %d", me, bid.epoch());
            }
            return true;
          }
          election.doubt();
          troubled(unwritten(answer));
          return false;
        });
  }

  private <T> T ask(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<ApiResponse> put(String lease) {
    return api.put(collection + "/" + settings.name(), lease, settings.callDeadline());
  }

  /** 409: another was faster; 404: it was deleted. Reading it says what to do. */
  private @Nullable String unwritten(ApiResponse answer) {
    if (answer.status() == 409 || answer.status() == 404) {
      return null;
    }
    return answer.isDone()
        ? unreadable()
        : ErrorMessages.of(answer, "renew Lease " + settings.name(), api.url());
  }

  private String unreadable() {
    return "get Lease "
        + settings.name()
        + ": the API server at "
        + api.url()
        + " answers with something that is no Lease";
  }

  private static Election.Lease terms(Lease lease) {
    ObjectMeta meta = Optional.ofNullable(lease.getMetadata()).orElseGet(ObjectMeta::new);
    LeaseSpec spec = Optional.ofNullable(lease.getSpec()).orElseGet(LeaseSpec::new);
    return new Election.Lease(
        Optional.ofNullable(meta.getResourceVersion()).orElse(""),
        Optional.ofNullable(spec.getHolderIdentity()).filter(holder -> !holder.isEmpty()),
        Optional.ofNullable(spec.getRenewTime()).map(ZonedDateTime::toString).orElse(""),
        Optional.ofNullable(spec.getLeaseDurationSeconds()).orElse(0),
        Optional.ofNullable(spec.getLeaseTransitions()).orElse(0));
  }

  /** The object as it was read with what we change: labels and annotations of others stay. */
  private String wanted(Bid bid) {
    ZonedDateTime now = now();
    LeaseBuilder lease = bid.over().isPresent() ? new LeaseBuilder(object) : new LeaseBuilder();
    lease
        .editOrNewMetadata()
        .withNamespace(settings.namespace())
        .withName(settings.name())
        .endMetadata()
        .editOrNewSpec()
        .withHolderIdentity(me)
        .withLeaseDurationSeconds(Math.toIntExact(settings.duration().toSeconds()))
        .withLeaseTransitions(Math.toIntExact(bid.epoch()))
        .withRenewTime(now)
        .endSpec();
    if (bid.fresh()) {
      lease.editSpec().withAcquireTime(now).endSpec();
    }
    return Models.write(lease.build());
  }

  private String released() {
    return Models.write(
        new LeaseBuilder(object)
            .editOrNewSpec()
            .withHolderIdentity(null)
            .withLeaseDurationSeconds(1)
            .withRenewTime(now())
            .endSpec()
            .build());
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(ZoneOffset.UTC);
  }

  private void troubled(@Nullable String sentence) {
    if (!Objects.equals(sentence, trouble)) {
      LOG.info(sentence == null ? "The lease can be read and written" : sentence);
      trouble = sentence;
    }
  }
}
