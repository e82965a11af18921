package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the API server's objects look like, one reader a kind. What an object leaves out is empty.
 */
final class FleetObjects {
  /** A kubelet that takes a pod writes its start and its first conditions in one breath. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(2);

  private FleetObjects() {}

  /**
   * A pod and what only this room needs of it.
   *
   * @param machineIp where its kubelet answers
   */
  record SeenPod(ObservedPod pod, Optional<String> machineIp) {}

  /**
   * A set and what only this room needs of it.
   *
   * @param podLabels the labels that its pods are made with
   */
  record SeenSet(ObservedSet set, Map<String, String> podLabels) {}

  static SeenPod pod(JsonNode pod, String container, String repository) {
    JsonNode meta = pod.path("metadata");
    JsonNode spec = pod.path("spec");
    JsonNode status = pod.path("status");
    Optional<JsonNode> ready = first(status.path("conditions"), "type", "Ready");
    Optional<JsonNode> kubo =
        first(status.path("containerStatuses"), "name", container)
            .or(() -> first(status.path("initContainerStatuses"), "name", container));
    Mounts mounts = Mounts.of(spec, container);
    Optional<String> set =
        first(meta.path("ownerReferences"), "kind", "StatefulSet").flatMap(o -> text(o, "name"));
    return new SeenPod(
        new ObservedPod(
            meta.path("namespace").asText(""),
            meta.path("name").asText(""),
            meta.path("uid").asText(""),
            ordinal(meta, set),
            text(status, "podIP"),
            status.path("phase").asText("Unknown"),
            ready.map(r -> r.path("status").asText("").equals("True")).orElse(false),
            ready.flatMap(r -> instant(r, "lastTransitionTime")),
            kubo.map(k -> k.path("restartCount").asInt()).orElse(0),
            kubo.flatMap(k -> text(k.path("state").path("waiting"), "reason")),
            kubo.flatMap(k -> ending(k.path("lastState").path("terminated"))),
            meta.hasNonNull("deletionTimestamp"),
            neverReady(status, ready) ? instant(meta, "creationTimestamp") : Optional.empty(),
            text(spec, "nodeName"),
            meta.path("labels").path("controller-revision-hash").asText(""),
            texts(meta.path("annotations")),
            containers(spec).map(c -> c.path("name").asText("")).toList(),
            set,
            mounts.repository(repository),
            mounts.blocks(repository)),
        text(status, "hostIP"));
  }

  static SeenSet set(JsonNode set) {
    JsonNode meta = set.path("metadata");
    JsonNode spec = set.path("spec");
    JsonNode status = set.path("status");
    int wanted = spec.path("replicas").asInt(1);
    boolean behind = meta.path("generation").asLong() > status.path("observedGeneration").asLong();
    return new SeenSet(
        new ObservedSet(
            meta.path("namespace").asText(""),
            meta.path("name").asText(""),
            meta.path("uid").asText(""),
            spec.path("serviceName").asText(""),
            wanted,
            spec.path("ordinals").path("start").asInt(0),
            status.path("readyReplicas").asInt(0),
            behind,
            spec.path("updateStrategy").path("rollingUpdate").path("partition").asInt(0),
            status.path("updateRevision").asText(""),
            texts(meta.path("annotations"))),
        texts(spec.path("template").path("metadata").path("labels")));
  }

  /** A claim; whether it can grow and how full it is are not its own to tell. */
  static ObservedClaim claim(JsonNode claim) {
    JsonNode meta = claim.path("metadata");
    return new ObservedClaim(
        meta.path("namespace").asText(""),
        meta.path("name").asText(""),
        meta.path("uid").asText(""),
        text(claim.path("spec"), "storageClassName"),
        false,
        bytes(claim.path("status").path("capacity").path("storage")),
        bytes(claim.path("spec").path("resources").path("requests").path("storage")),
        Optional.empty());
  }

  /** A quantity of storage in bytes; 0 when it is none. */
  static long bytes(JsonNode quantity) {
    try {
      String told = quantity.asText("");
      return told.isEmpty() ? 0 : Quantity.getAmountInBytes(new Quantity(told)).longValue();
    } catch (IllegalArgumentException | ArithmeticException noQuantity) {
      return 0;
    }
  }

  private static OptionalInt ordinal(JsonNode meta, Optional<String> set) {
    String label = meta.path("labels").path("apps.kubernetes.io/pod-index").asText("");
    String name = meta.path("name").asText("");
    String told = label.isEmpty() ? set.map(s -> tail(name, s + "-")).orElse("") : label;
    return told.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(told)) : OptionalInt.empty();
  }

  private static String tail(String name, String head) {
    return name.startsWith(head) ? name.substring(head.length()) : "";
  }

  private static Optional<ObservedPod.Ending> ending(JsonNode terminated) {
    return terminated.isObject()
        ? Optional.of(
            new ObservedPod.Ending(
                terminated.path("reason").asText(""),
                terminated.path("exitCode").asInt(),
                instant(terminated, "finishedAt")))
        : Optional.empty();
  }

  /** Those that stay: an init container that always restarts is a native sidecar. */
  static Stream<JsonNode> containers(JsonNode spec) {
    return Stream.concat(
        all(spec.path("containers")),
        all(spec.path("initContainers"))
            .filter(init -> init.path("restartPolicy").asText("").equals("Always")));
  }

  /**
   * Whether its Ready condition is as it was when the kubelet took it. One that was ready and is no
   * more has changed since.
   */
  private static boolean neverReady(JsonNode status, Optional<JsonNode> ready) {
    if (ready.isEmpty()) {
      return true;
    }
    Optional<Instant> taken = instant(status, "startTime").map(at -> at.plus(TAKEN_WITHIN));
    return !ready.get().path("status").asText("").equals("True")
        && instant(ready.get(), "lastTransitionTime")
            .flatMap(changed -> taken.map(bound -> !changed.isAfter(bound)))
            .orElse(false);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText("")));
    return Map.copyOf(texts);
  }

  static Optional<String> text(JsonNode object, String field) {
    return Optional.of(object.path(field).asText("")).filter(text -> !text.isEmpty());
  }

  private static Optional<Instant> instant(JsonNode object, String field) {
    try {
      return text(object, field).map(Instant::parse);
    } catch (DateTimeException noInstant) {
      return Optional.empty();
    }
  }

  static Optional<JsonNode> first(JsonNode array, String field, String value) {
    return all(array).filter(one -> one.path(field).asText("").equals(value)).findFirst();
  }

  static Stream<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
