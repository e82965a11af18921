package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one round learned of one node, each fact a {@link Reading} under its {@link Question}: a
 * node that answers half of the questions is half known. Immutable.
 */
public final class NodeView {
  private static final Question<?>[] QUESTIONS = Question.values().toArray(Question<?>[]::new);

  private final NodeId id;
  private final Reading<?>[] readings;
  private final Optional<Instant> lastSuccess;
  private final Optional<Duration> answeredIn;

  private NodeView(
      NodeId id,
      Reading<?>[] readings,
      Optional<Instant> lastSuccess,
      Optional<Duration> answeredIn) {
    this.id = id;
    this.readings = readings;
    this.lastSuccess = lastSuccess;
    this.answeredIn = answeredIn;
  }

  /**
   * A node that has told nothing, every reading missing for the same reason. Its pod is not among
   * them: that is asked of the API server, and what stops the node need not stop that.
   */
  public static NodeView unknown(NodeId id, Why why, String detail, Instant at) {
    Reading<?>[] readings = new Reading<?>[QUESTIONS.length];
    Arrays.fill(readings, Reading.missing(why, detail, at));
    return new NodeView(id, readings, Optional.empty(), Optional.empty())
        .with(
            Question.POD,
            Reading.missing(Why.NOT_ASKED, "the fleet is not watched on Kubernetes", at));
  }

  /** A node that has not been asked anything. */
  public static NodeView notAsked(NodeId id, Instant at) {
    return unknown(id, Why.NOT_ASKED, "not asked yet", at);
  }

  /** The same node, with that reading of that question. */
  public <T> NodeView with(Question<T> question, Reading<T> reading) {
    Reading<?>[] changed = readings.clone();
    changed[question.place()] = reading;
    return new NodeView(id, changed, lastSuccess, answeredIn);
  }

  /** The same node, with that answer to that question. */
  public <T> NodeView knowing(Question<T> question, T answer, Instant at) {
    return with(question, Reading.known(answer, at));
  }

  /** The same node, without an answer to that question. */
  public <T> NodeView lacking(Question<T> question, Why why, String detail, Instant at) {
    return with(question, Reading.missing(why, detail, at));
  }

  /** The same node, which answered anything last at that time; empty when it never did. */
  public NodeView answered(Optional<Instant> last) {
    return new NodeView(id, readings, last, answeredIn);
  }

  /** The same node, which took so long to answer. */
  public NodeView answering(Duration took) {
    return new NodeView(id, readings, lastSuccess, Optional.of(took));
  }

  public NodeId id() {
    return id;
  }

  /** What that question brought. */
  public <T> Reading<T> reading(Question<T> question) {
    return question.reading(readings);
  }

  /** When the node last answered anything; empty when it never did. */
  public Optional<Instant> lastSuccess() {
    return lastSuccess;
  }

  /**
   * How long the answer to the question of life took, connecting included; empty when there was
   * none.
   */
  public Optional<Duration> answeredIn() {
    return answeredIn;
  }

  /** Asked first, over a connection of its own: the question of life. */
  public Reading<Version> version() {
    return reading(Question.VERSION);
  }

  public Reading<Identity> identity() {
    return reading(Question.IDENTITY);
  }

  public Reading<Swarm> swarm() {
    return reading(Question.SWARM);
  }

  /** The peer ids that the node itself keeps connections to. */
  public Reading<Set<String>> peering() {
    return reading(Question.PEERING);
  }

  public Reading<Bandwidth> bandwidth() {
    return reading(Question.BANDWIDTH);
  }

  public Reading<RepoStat> repo() {
    return reading(Question.REPO);
  }

  public Reading<Disk> disk() {
    return reading(Question.DISK);
  }

  public Reading<Bitswap> bitswap() {
    return reading(Question.BITSWAP);
  }

  public Reading<Provide> provide() {
    return reading(Question.PROVIDE);
  }

  public Reading<Resources> resources() {
    return reading(Question.RESOURCES);
  }

  public Reading<Commands> commands() {
    return reading(Question.COMMANDS);
  }

  public Reading<Pins> pins() {
    return reading(Question.PINS);
  }

  public Reading<DaemonProcess> process() {
    return reading(Question.PROCESS);
  }

  /** The peer ids in the node's bootstrap list (slow tier). */
  public Reading<Set<String>> bootstrap() {
    return reading(Question.BOOTSTRAP);
  }

  /** What its configuration says of the exchange of blocks (slow tier). */
  public Reading<BitswapConfig> config() {
    return reading(Question.CONFIG);
  }

  /** The pod it lives in; not asked of a fleet outside Kubernetes. */
  public Reading<Pod> pod() {
    return reading(Question.POD);
  }

  /** Whether the node answered the question of life in this round. */
  public boolean up() {
    return version().known();
  }

  /** Whether it says itself that it runs without a network. */
  public boolean offline() {
    return up() && swarm().missing().filter(gap -> gap.why() == Why.OFFLINE).isPresent();
  }

  /** Whether its pod is new and has not been ready yet, so that its silence is no surprise. */
  public boolean booting() {
    return pod().value().filter(Pod::booting).isPresent();
  }

  /** The peer id, when it is known. */
  public Optional<String> peerId() {
    return identity().value().map(Identity::peerId);
  }

  /** Every reading by its question, in the order of {@link Question}. */
  public SortedMap<Question<?>, Reading<?>> readings() {
    SortedMap<Question<?>, Reading<?>> all = new TreeMap<>();
    for (Question<?> question : QUESTIONS) {
      all.put(question, readings[question.place()]);
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /** The questions that have no answer, though they were put. */
  public Stream<Missing<?>> failures() {
    Predicate<Missing<?>> put = missing -> missing.why() != Why.NOT_ASKED;
    return Stream.of(readings).<Missing<?>>flatMap(r -> r.missing().stream()).filter(put);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeView view
        && id.equals(view.id)
        && Arrays.equals(readings, view.readings)
        && lastSuccess.equals(view.lastSuccess)
        && answeredIn.equals(view.answeredIn);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, Arrays.hashCode(readings), lastSuccess);
  }

  @Override
  public String toString() {
    return id + " " + readings();
  }
}
