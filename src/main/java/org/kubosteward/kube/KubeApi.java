package org.kubosteward.kube;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the plane asks of Kubernetes. Every call is sent once, ends by its deadline, and gives a
 * reply, never an exception; replies come on a thread of the client's, which must not be kept.
 */
public final class KubeApi implements PodVerbs {
  /** More under way at once is no fleet's need but a fault of ours. */
  private static final int MOST_AT_ONCE = 64;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ApiServer api;
  private final Duration deadline;
  private final EventRecorder events;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  /**
   * Sends nothing yet.
   *
   * @param me this process, as Events name it
   * @param nanos a monotonic clock
   */
  public KubeApi(
      ApiServer api, Duration deadline, String me, InstantSource clock, LongSupplier nanos) {
    this.api = api;
    this.deadline = deadline;
    this.events = new EventRecorder(api, deadline, me, clock, nanos);
  }

  /**
   * Asks that the pod with this uid be evicted. The disruption budget may refuse, which is final;
   * the pod is never deleted instead.
   */
  @Override
  public CompletionStage<KubeReply> evict(
      String namespace, String pod, String uid, Optional<Duration> grace) {
    String asked = "evict pod " + namespace + "/" + pod;
    String path = "/api/v1/namespaces/" + namespace + "/pods/" + ApiServer.query(pod);
    // Of another uid the API server answers only after ten seconds of trying; hence the look first.
    return once(
        asked,
        () ->
            api.get(path, deadline)
                .thenCompose(
                    seen ->
                        seen.isDone()
                            ? evict(asked, path, metadata(seen, Pod.class), uid, grace)
                            : done(KubeReply.of(seen, asked, api.url()))));
  }

  /**
   * Asks that the claim with this uid grow, if it asks for {@code fromBytes} still. Nothing is done
   * unless {@code toBytes} is more, and nothing over a change that someone else made.
   */
  @Override
  public CompletionStage<KubeReply> growClaim(
      String namespace, String name, String uid, long fromBytes, long toBytes) {
    String asked = "grow claim " + namespace + "/" + name + " to " + size(toBytes);
    if (toBytes <= fromBytes) {
      return CompletableFuture.completedFuture(
          new KubeReply(
              KubeReply.Kind.FAILED, 0, asked + ": it asks for " + size(fromBytes) + " already"));
    }
    String path =
        "/api/v1/namespaces/" + namespace + "/persistentvolumeclaims/" + ApiServer.query(name);
    return once(
        asked,
        () ->
            api.get(path, deadline)
                .thenCompose(
                    answer ->
                        answer.isDone()
                            ? grow(asked, path, answer, uid, fromBytes, toBytes)
                            : done(KubeReply.of(answer, asked, api.url()))));
  }

  /**
   * Puts an Event on an object; one that repeats is counted, more than a few a minute are not sent.
   */
  public CompletionStage<KubeReply> announce(KubeEvent event) {
    return once("announce " + event.reason(), () -> events.write(event));
  }

  /** What of these the API server would deny us. */
  public CompletionStage<Permissions> permissions(List<Verb> wanted) {
    List<CompletableFuture<ApiResponse>> answers =
        wanted.stream().map(verb -> api.post(REVIEWS, review(verb), deadline)).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              List<Verb> missing = new ArrayList<>();
              List<String> unknown = new ArrayList<>();
              for (int i = 0; i < wanted.size(); i++) {
                ApiResponse answer = answers.get(i).join();
                if (!answer.isDone()) {
                  unknown.add(
                      ErrorMessages.of(answer, "ask whether we may " + wanted.get(i), api.url()));
                } else if (!allowed(answer)) {
                  missing.add(wanted.get(i));
                }
              }
              return new Permissions(missing, unknown);
            });
  }

  static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  private static boolean allowed(ApiResponse answer) {
    return answer
        .as(SelfSubjectAccessReview.class)
        .map(SelfSubjectAccessReview::getStatus)
        .map(SubjectAccessReviewStatus::getAllowed)
        .orElse(false);
  }

  /** What every object has; empty fields where the answer is none of that kind. */
  private static ObjectMeta metadata(ApiResponse answer, Class<? extends HasMetadata> kind) {
    return answer.as(kind).map(HasMetadata::getMetadata).orElseGet(ObjectMeta::new);
  }

  private CompletableFuture<KubeReply> evict(
      String asked, String path, ObjectMeta pod, String uid, Optional<Duration> grace) {
    if (!uid.equals(pod.getUid())) {
      return done(
          new KubeReply(
              KubeReply.Kind.GONE, 200, asked + ": another pod of its name is there, not " + uid));
    }
    Eviction eviction =
        new EvictionBuilder()
            .withNewMetadata()
            .withNamespace(pod.getNamespace())
            .withName(pod.getName())
            .endMetadata()
            .withDeleteOptions(
                new DeleteOptionsBuilder()
                    // The eviction says what it is; its options need not.
                    .withApiVersion(null)
                    .withKind(null)
                    .withGracePeriodSeconds(grace.map(Duration::toSeconds).orElse(null))
                    .withNewPreconditions()
                    .withUid(uid)
                    .endPreconditions()
                    .build())
            .build();
    return api.post(path + "/eviction", Models.write(eviction), deadline)
        .thenApply(answer -> KubeReply.of(answer, asked, api.url()));
  }

  private CompletableFuture<KubeReply> grow(
      String asked, String path, ApiResponse seen, String uid, long fromBytes, long toBytes) {
    if (!uid.equals(metadata(seen, PersistentVolumeClaim.class).getUid())) {
      return done(
          new KubeReply(
              KubeReply.Kind.GONE,
              200,
              asked + ": another claim of its name is there, not " + uid));
    }
    Quantity told =
        seen.as(PersistentVolumeClaim.class)
            .flatMap(FleetObjects::requested)
            .orElseGet(() -> new Quantity("0"));
    if (FleetObjects.bytes(told) != fromBytes) {
      return done(
          new KubeReply(
              KubeReply.Kind.CONFLICT,
              200,
              asked + ": it asks for " + told + " now, not " + size(fromBytes)));
    }
    ArrayNode patch = JSON.arrayNode();
    step(patch, "test", "/metadata/uid", uid);
    step(patch, "test", "/spec/resources/requests/storage", told.toString());
    step(patch, "replace", "/spec/resources/requests/storage", size(toBytes));
    return api.patch(path, "application/json-patch+json", patch.toString(), deadline)
        .thenApply(answer -> grown(answer, asked));
  }

  /** 422 without causes is a test of the patch that failed: someone was faster. */
  private KubeReply grown(ApiResponse answer, String asked) {
    KubeReply reply = KubeReply.of(answer, asked, api.url());
    return answer.status() == 422 && answer.causes().isEmpty()
        ? new KubeReply(KubeReply.Kind.CONFLICT, 422, asked + ": someone else changed it meanwhile")
        : reply;
  }

  private static void step(ArrayNode patch, String op, String path, String value) {
    patch.addObject().put("op", op).put("path", path).put("value", value);
  }

  /** Bytes as Kubernetes writes them, exact. */
  static String size(long bytes) {
    long mebi = 1L << 20;
    if (bytes % mebi != 0) {
      return Long.toString(bytes);
    }
    return bytes % (mebi << 10) == 0 ? (bytes / (mebi << 10)) + "Gi" : (bytes / mebi) + "Mi";
  }

  private static String review(Verb verb) {
    String[] resource = verb.resource().split("/", 2);
    return Models.write(
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(verb.namespace())
            .withGroup(verb.group())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : null)
            .withVerb(verb.verb())
            .withName(verb.name().orElse(null))
            .endResourceAttributes()
            .endSpec()
            .build());
  }

  private static CompletableFuture<KubeReply> done(KubeReply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private CompletionStage<KubeReply> once(
      String asked, Supplier<CompletableFuture<KubeReply>> call) {
    if (!room.tryAcquire()) {
      return done(
          new KubeReply(
              KubeReply.Kind.FAILED,
              0,
              asked + ": not sent, " + MOST_AT_ONCE + " calls wait for the API server already"));
    }
    return call.get().whenComplete((reply, failure) -> room.release());
  }
}
