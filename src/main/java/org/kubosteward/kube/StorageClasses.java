package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which StorageClasses let a claim grow, asked now and then and never waited for. */
final class StorageClasses {
  private static final Duration KEEP = Duration.ofMinutes(5);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
  private static final int MOST = 64;

  /**
   * What is known of one class.
   *
   * @param told whether it was said, or could not be learned
   */
  private record Known(boolean expandable, boolean told, long since) {}

  private final ApiServer api;
  private final Duration deadline;
  private final LongSupplier nanos;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile @Nullable String trouble;

  StorageClasses(ApiServer api, Duration deadline, LongSupplier nanos) {
    this.api = api;
    this.deadline = deadline;
    this.nanos = nanos;
  }

  /** Whether claims of this class may grow, as far as is known now. */
  boolean expandable(String name) {
    Known one = known.get(name);
    Duration keep = one == null || one.told() ? KEEP : ASK_AGAIN;
    if (one == null ? known.size() < MOST : nanos.getAsLong() - one.since() > keep.toNanos()) {
      ask(name, one != null && one.expandable());
    }
    return one != null && one.expandable();
  }

  /** Why it cannot be known; empty when it can. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void ask(String name, boolean before) {
    known.put(name, new Known(before, false, nanos.getAsLong()));
    var unused =
        api.get("/apis/storage.k8s.io/v1/storageclasses/" + ApiServer.query(name), deadline)
            .thenAccept(answer -> answered(name, answer));
  }

  private void answered(String name, ApiResponse answer) {
    if (!answer.isDone()) {
      trouble =
          "Whether volumes can grow is unknown: "
              + ErrorMessages.of(answer, "get StorageClass " + name, api.url());
      return;
    }
    boolean expandable =
        answer.as(StorageClass.class).map(StorageClass::getAllowVolumeExpansion).orElse(false);
    known.put(name, new Known(expandable, true, nanos.getAsLong()));
    trouble = null;
  }
}
