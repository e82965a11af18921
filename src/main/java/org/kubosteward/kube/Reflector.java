package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayOutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * As Kubernetes' own reflectors, knows all objects of one kind: lists them, watches them, and
 * begins again whenever it is not sure.
 *
 * <ol>
 *   <li>Everything is listed, in pages; what is not in the list is gone.
 *   <li>A watch from the list's version lasts {@code watchFor}; the next goes on where it ended.
 *   <li>A watch that neither spoke nor ended by then is dead: back to 1.
 *   <li>A watch that expired (410), broke or failed: back to 1, at once, later with growing pauses.
 *   <li>After {@code relistEvery} of this: back to 1.
 * </ol>
 *
 * What was known last stays known through all of it.
 */
final class Reflector<O extends HasMetadata, T> implements AutoCloseable {
  /** Bounds memory: a fleet is at most a thousand. */
  static final int MOST_OBJECTS = 5_000;

  private static final int PAGE = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What the server's end of a watch may be late before the watch counts as dead. */
  private static final Duration LATE = Duration.ofSeconds(3);

  /** What tells of an object; else a watch tells of an error. */
  private static final Set<String> EVENTS = Set.of("ADDED", "MODIFIED", "DELETED", "BOOKMARK");

  private static final Logger LOG = Logger.getLogger(Reflector.class);

  /**
   * What is followed.
   *
   * @param plural as RBAC calls it
   * @param path of its collection
   * @param selector of its labels; empty for all
   * @param model of one object
   * @param reader what is kept of one
   * @param vital what of it is worth waking the loop for
   */
  record Kind<O extends HasMetadata, T>(
      String plural,
      String path,
      String selector,
      Class<O> model,
      Function<O, T> reader,
      Function<T, Object> vital) {}

  private final ApiServer api;
  private final Kind<O, T> kind;
  private final KubeSettings settings;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Runnable changed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private volatile Map<String, T> known = Map.of();
  private volatile @Nullable Instant heard;
  private volatile @Nullable String trouble;
  private String version = "";

  Reflector(
      ApiServer api,
      Kind<O, T> kind,
      KubeSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      Runnable changed) {
    this.api = api;
    this.kind = kind;
    this.settings = settings;
    this.clock = clock;
    this.nanos = nanos;
    this.changed = changed;
    this.thread = new Thread(this::run, "kube-" + kind.plural());
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** What is known, by name. */
  Map<String, T> known() {
    return known;
  }

  /** When the API server last spoke of this kind; empty before the first whole list. */
  Optional<Instant> heard() {
    return Optional.ofNullable(heard);
  }

  /** Why the present state is not known; empty while it is. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        long began = nanos.getAsLong();
        boolean heardOut = converse(began);
        pause = heardOut ? FIRST_PAUSE : longer(pause);
        // A conversation that held for a while begins anew at once; one that did not must not spin.
        if (!heardOut || since(began).compareTo(settings.watchFor()) < 0) {
          boolean unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lists, then watches for as long as watches tell; false when the server would not tell. */
  private boolean converse(long began) throws InterruptedException {
    try {
      list();
      boolean live = true;
      while (live && since(began).compareTo(settings.relistEvery()) < 0) {
        live = watch();
      }
      return true;
    } catch (ApiServerException unheard) {
      troubled(unheard.getMessage());
    } catch (RuntimeException ours) {
      LOG.error("Could not read what the API server said of " + kind.plural(), ours);
      troubled("read " + kind.plural() + ": " + ours + "; this is a fault of ours, see the log");
    }
    return false;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private Duration since(long began) {
    return Duration.ofNanos(nanos.getAsLong() - began);
  }

  private void troubled(@Nullable String sentence) {
    if (!Objects.equals(sentence, trouble)) {
      LOG.info(sentence == null ? "The API server tells of " + kind.plural() : sentence);
      trouble = sentence;
    }
  }

  private void list() throws ApiServerException, InterruptedException {
    Map<String, T> found = new LinkedHashMap<>();
    String next = "";
    do {
      String page = next.isEmpty() ? "" : "&continue=" + ApiServer.query(next);
      ApiResponse answer = ask(kind.path() + "?limit=" + PAGE + selector() + page);
      JsonNode list = answer.json();
      if (!answer.isDone() || !list.path("items").isArray()) {
        throw new ApiServerException(ErrorMessages.of(answer, "list " + kind.plural(), api.url()));
      }
      for (JsonNode item : list.path("items")) {
        O object = read(item).orElseThrow(() -> unreadable("list"));
        found.put(name(object), kind.reader().apply(object));
      }
      bound(found.size());
      next = list.path("metadata").path("continue").asText("");
      version = list.path("metadata").path("resourceVersion").asText("");
    } while (!next.isEmpty());
    become(found);
  }

  private ApiResponse ask(String path) throws ApiServerException, InterruptedException {
    try {
      return api.get(path, settings.callDeadline()).get();
    } catch (ExecutionException failed) {
      throw new ApiServerException("list " + kind.plural() + ": " + ErrorMessages.of(failed));
    }
  }

  private void bound(int size) throws ApiServerException {
    if (size > MOST_OBJECTS) {
      throw new ApiServerException(
          "more than "
              + MOST_OBJECTS
              + " "
              + kind.plural()
              + " in namespace "
              + settings.namespace()
              + "; narrow steward.kubernetes.selector");
    }
  }

  /** Watches once; false when only a new list can tell more. */
  private boolean watch() throws ApiServerException, InterruptedException {
    long end = nanos.getAsLong() + settings.watchFor().plus(LATE).toNanos();
    String path =
        kind.path()
            + "?watch=1&allowWatchBookmarks=true&resourceVersion="
            + version
            + "&timeoutSeconds="
            + settings.watchFor().toSeconds()
            + selector();
    try (WatchStream stream = api.watch(path, settings.watchFor().plus(LATE))) {
      while (true) {
        byte[] line = next(stream, end);
        if (line == null) {
          heard = stream.isEnded() ? clock.instant() : heard;
          return stream.isEnded();
        }
        if (stream.status() == HttpURLConnection.HTTP_GONE) {
          return false;
        }
        if (stream.status() != HttpURLConnection.HTTP_OK) {
          throw refused(stream, end);
        }
        troubled(null);
        heard = clock.instant();
        if (line.length > 0 && !tell(Models.tree(line))) {
          return false;
        }
      }
    }
  }

  /**
   * The next line; a connection that broke has none, and the list that follows says whether that
   * matters.
   */
  private byte @Nullable [] next(WatchStream stream, long end) throws InterruptedException {
    try {
      return stream.next(end - nanos.getAsLong());
    } catch (ApiServerException broken) {
      LOG.debugf("The watch of %s broke: %s", kind.plural(), broken.getMessage());
      return null;
    }
  }

  /** A refusal is a Status object, on one line or on many. */
  private ApiServerException refused(WatchStream stream, long end) throws InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] line = next(stream, end); line != null; line = next(stream, end)) {
      body.writeBytes(line);
    }
    ApiResponse answer = ApiResponse.of(stream.status(), body.toByteArray());
    return new ApiServerException(ErrorMessages.of(answer, "watch " + kind.plural(), api.url()));
  }

  /** Takes one event; false when the watch has no more to say. */
  private boolean tell(JsonNode event) throws ApiServerException {
    String type = event.path("type").asText("");
    if (!EVENTS.contains(type)) {
      // ERROR: 410 as a rule, a version that the server no longer remembers. A list cures it.
      return false;
    }
    O object = read(event.path("object")).orElseThrow(() -> unreadable("watch"));
    if (!type.equals("BOOKMARK")) {
      Map<String, T> next = new LinkedHashMap<>(known);
      if (type.equals("DELETED")) {
        next.remove(name(object));
      } else {
        next.put(name(object), kind.reader().apply(object));
        bound(next.size());
      }
      become(next);
    }
    version = Optional.ofNullable(object.getMetadata().getResourceVersion()).orElse(version);
    return true;
  }

  private void become(Map<String, T> next) {
    boolean news = !vitals(known).equals(vitals(next)) || heard == null;
    known = Map.copyOf(next);
    heard = clock.instant();
    if (news) {
      changed.run();
    }
  }

  private Map<String, Object> vitals(Map<String, T> all) {
    Map<String, Object> vitals = new LinkedHashMap<>();
    all.forEach((name, one) -> vitals.put(name, kind.vital().apply(one)));
    return vitals;
  }

  /** One object; empty where it is none of the kind, or has nothing that tells it from others. */
  private Optional<O> read(JsonNode object) {
    return Models.read(object, kind.model()).filter(one -> one.getMetadata() != null);
  }

  private ApiServerException unreadable(String verb) {
    return new ApiServerException(
        verb + " " + kind.plural() + ": the API server tells of an object that is none of these");
  }

  private static String name(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getName()).orElse("");
  }

  private String selector() {
    return kind.selector().isEmpty() ? "" : "&labelSelector=" + ApiServer.query(kind.selector());
  }
}
