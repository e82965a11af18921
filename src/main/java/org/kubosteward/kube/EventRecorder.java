package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventSeriesBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Writes Events: those that repeat as a count on the first, and no more than a few a minute. */
final class EventRecorder {
  private static final int MAX_NOTE_CHARS = 1_000;

  /** Enough for a fleet that fails all at once, then one every six seconds. */
  private static final int BURST = 30;

  private static final long REFILL_NANOS = Duration.ofSeconds(6).toNanos();

  /** Kubernetes counts an Event as the same for about as long. */
  private static final long SAME_FOR_NANOS = Duration.ofMinutes(6).toNanos();

  private static final int MOST_REMEMBERED = 256;

  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private record Key(KubeEvent.Involved object, String reason, String action, String note) {}

  /** An Event that stands. */
  private record Written(String name, int count, long last) {}

  private final ApiServer api;
  private final Duration deadline;
  private final String me;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<Key, Written> written =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Written> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private double tokens = BURST;
  private long filled;
  private long serial;

  EventRecorder(
      ApiServer api, Duration deadline, String me, InstantSource clock, LongSupplier nanos) {
    this.api = api;
    this.deadline = deadline;
    this.me = me;
    this.clock = clock;
    this.nanos = nanos;
    this.filled = nanos.getAsLong();
  }

  CompletableFuture<KubeReply> write(KubeEvent event) {
    String asked =
        "announce "
            + event.reason()
            + " on "
            + event.object().kind()
            + " "
            + event.object().namespace()
            + "/"
            + event.object().name();
    Instant now = clock.instant();
    String path = "/apis/events.k8s.io/v1/namespaces/" + event.object().namespace() + "/events";
    CompletableFuture<ApiResponse> answer;
    synchronized (this) {
      if (!spend()) {
        return CompletableFuture.completedFuture(
            new KubeReply(
                KubeReply.Kind.FAILED, 0, asked + ": not sent, too many Events in this minute"));
      }
      Written same = remember(event);
      answer =
          same.count() == 1
              ? api.post(path, body(event, same.name(), now), deadline)
              : api.patch(
                  path + "/" + same.name(),
                  "application/merge-patch+json",
                  series(same.count(), now),
                  deadline);
    }
    return answer.thenApply(
        told -> {
          if (!told.isDone()) {
            forget(event);
          }
          return KubeReply.of(told, asked, api.url());
        });
  }

  private boolean spend() {
    long now = nanos.getAsLong();
    tokens = Math.min(BURST, tokens + (double) (now - filled) / REFILL_NANOS);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  private Written remember(KubeEvent event) {
    Key key = key(event);
    Written before = written.get(key);
    long now = nanos.getAsLong();
    Written same =
        before == null || now - before.last() > SAME_FOR_NANOS
            ? new Written(name(event), 1, now)
            : new Written(before.name(), before.count() + 1, now);
    written.put(key, same);
    return same;
  }

  private synchronized void forget(KubeEvent event) {
    written.remove(key(event));
  }

  private static Key key(KubeEvent event) {
    return new Key(event.object(), event.reason(), event.action(), event.note());
  }

  /** As Kubernetes' own components name theirs: the object, and a number unlike any before. */
  private String name(KubeEvent event) {
    serial++;
    String head = event.object().name();
    return head.substring(0, Math.min(head.length(), 200))
        + "."
        + Long.toHexString(clock.millis() * 1_000 + serial % 1_000);
  }

  private String body(KubeEvent event, String name, Instant now) {
    String note = event.note();
    return Models.write(
        new EventBuilder()
            .withNewMetadata()
            .withNamespace(event.object().namespace())
            .withName(name)
            .endMetadata()
            .withNewRegarding()
            .withApiVersion(event.object().apiVersion())
            .withKind(event.object().kind())
            .withNamespace(event.object().namespace())
            .withName(event.object().name())
            .withUid(event.object().uid())
            .endRegarding()
            .withEventTime(time(now))
            .withType(event.warning() ? "Warning" : "Normal")
            .withReason(event.reason())
            .withAction(event.action())
            .withNote(note.substring(0, Math.min(note.length(), MAX_NOTE_CHARS)))
            .withReportingController("kubo-steward")
            .withReportingInstance(me)
            .build());
  }

  /** A merge patch: what it does not name stays. */
  private static String series(int count, Instant now) {
    return Models.write(
        Map.of(
            "series",
            new EventSeriesBuilder().withCount(count).withLastObservedTime(time(now)).build()));
  }

  private static MicroTime time(Instant now) {
    return new MicroTime(MICRO_TIME.format(now));
  }
}
