package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
import org.kubosteward.kube.Election.Lease;

/**
 * Holds a Lease, or waits for it. {@link #term()} is computed when asked: a process that was paused
 * finds at its first look that it leads no more, before it has spoken with anyone. A process that
 * is not fit to lead gives the Lease up, and seeks it no more until it is.
 */
public final class Leadership implements AutoCloseable {
  /** How often one that does not lead looks: a lease that was given back is taken up this soon. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

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
  private JsonNode object = JsonNodeFactory.instance.objectNode();
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
    troubled(null);
    JsonNode seen = answer.json();
    return ask(
        () -> {
          object = seen;
          election.saw(
              answer.isDone() ? Optional.of(lease(seen)) : Optional.empty(), nanos.getAsLong());
          return true;
        });
  }

  private boolean write(Bid bid, long begun) throws InterruptedException, ExecutionException {
    String wanted = wanted(bid);
    ApiResponse answer =
        bid.over().isPresent()
            ? put(wanted).get()
            : api.post(collection, wanted, settings.callDeadline()).get();
    JsonNode written = answer.json();
    return ask(
        () -> {
          if (answer.isDone()) {
            object = written;
            election.won(bid, lease(written), begun);
            troubled(null);
            if (bid.fresh()) {
              LOG.infof("%s holds the lease, epoch %d", me, bid.epoch());
            }
            return true;
          }
          election.doubt();
          // 409: another was faster; 404: it was deleted. Reading it says what to do.
          troubled(
              answer.status() == 409 || answer.status() == 404
                  ? null
                  : ErrorMessages.of(answer, "renew Lease " + settings.name(), api.url()));
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

  private static Lease lease(JsonNode lease) {
    JsonNode spec = lease.path("spec");
    return new Lease(
        lease.path("metadata").path("resourceVersion").asText(""),
        Optional.of(spec.path("holderIdentity").asText("")).filter(h -> !h.isEmpty()),
        spec.path("renewTime").asText(""),
        spec.path("leaseDurationSeconds").asInt(0),
        spec.path("leaseTransitions").asLong(0));
  }

  /** The object as it was read with what we change: labels and annotations of others stay. */
  private String wanted(Bid bid) {
    ObjectNode lease =
        bid.over().isPresent() ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    lease
        .withObject("/metadata")
        .put("namespace", settings.namespace())
        .put("name", settings.name());
    String now = MICRO_TIME.format(clock.instant());
    ObjectNode spec = lease.withObject("/spec");
    spec.put("holderIdentity", me)
        .put("leaseDurationSeconds", settings.duration().toSeconds())
        .put("leaseTransitions", bid.epoch())
        .put("renewTime", now);
    if (bid.fresh()) {
      spec.put("acquireTime", now);
    }
    return lease.toString();
  }

  private String released() {
    ObjectNode lease = object.deepCopy();
    ObjectNode spec = lease.withObject("/spec");
    spec.remove("holderIdentity");
    spec.put("leaseDurationSeconds", 1).put("renewTime", MICRO_TIME.format(clock.instant()));
    return lease.toString();
  }

  private void troubled(@Nullable String sentence) {
    if (!Objects.equals(sentence, trouble)) {
      LOG.info(sentence == null ? "The lease can be read and written" : sentence);
      trouble = sentence;
    }
  }
}
