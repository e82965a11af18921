package org.kubosteward.gateway.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows the uploads that are under way, and lets no more in than may be. */
final class UploadBoard implements Uploads {
  /** One that is under way; to be closed. */
  final class Place implements AutoCloseable {
    private final String id;

    private Place(String id) {
      this.id = id;
    }

    @Override
    public void close() {
      if (entries.remove(id) != null) {
        places.release();
      }
    }
  }

  private record Entry(String id, String name, IngestNode node, Instant since, LongSupplier bytes) {
    UnderWay at(Instant now) {
      long millis = Math.max(1, Duration.between(since, now).toMillis());
      long taken = bytes.getAsLong();
      return new UnderWay(id, name, taken, taken * 1000 / millis, since, node.id());
    }
  }

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final int most;
  private final Semaphore places;
  private final InstantSource clock;
  private final Waiting waiting;

  /** Uploads that are not under way now and go on later. */
  interface Waiting {
    /** Them, each with the bytes that are certain. */
    List<UnderWay> all();
  }

  UploadBoard(int most, InstantSource clock, Waiting waiting) {
    this.most = most;
    this.places = new Semaphore(most);
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Lets one in.
   *
   * @throws UploadRefused when there are enough
   */
  void enter() {
    if (!places.tryAcquire()) {
      throw new UploadRefused(
          UploadRefused.Why.BUSY,
          "%d uploads are under way, and no more are taken at once; come again".formatted(most));
    }
  }

  /** One that was let in and came no further. */
  void leave() {
    places.release();
  }

  /** One that was let in, and goes to that node. */
  Place begin(String id, String name, IngestNode node, LongSupplier bytes) {
    entries.put(id, new Entry(id, name, node, clock.instant(), bytes));
    return new Place(id);
  }

  @Override
  public List<UnderWay> underWay() {
    Instant now = clock.instant();
    Map<String, UnderWay> moving =
        entries.values().stream()
            .map(entry -> entry.at(now))
            .collect(Collectors.toMap(UnderWay::id, entry -> entry));
    return Stream.concat(
            moving.values().stream(),
            waiting.all().stream().filter(other -> !moving.containsKey(other.id())))
        .sorted(Comparator.comparing(UnderWay::since).thenComparing(UnderWay::id))
        .toList();
  }

  @Override
  public Set<String> nodes() {
    return underWay().stream().map(UnderWay::node).collect(Collectors.toCollection(TreeSet::new));
  }
}
