package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What we keep of the API server's objects, by kind. What an object leaves out is empty. */
final class FleetObjects {
  /** A kubelet that takes a pod writes its start and its first conditions in one breath. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(2);

  private static final String STORAGE = "storage";

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

  static SeenPod pod(Pod pod, String container, String repository) {
    ObjectMeta meta = or(pod.getMetadata(), ObjectMeta::new);
    PodSpec spec = or(pod.getSpec(), PodSpec::new);
    PodStatus status = or(pod.getStatus(), PodStatus::new);
    Optional<PodCondition> ready =
        status.getConditions().stream().filter(c -> "Ready".equals(c.getType())).findFirst();
    Optional<ContainerStatus> kubo =
        Stream.concat(
                status.getContainerStatuses().stream(), status.getInitContainerStatuses().stream())
            .filter(one -> container.equals(one.getName()))
            .findFirst();
    Mounts mounts = Mounts.of(spec, container);
    Optional<String> set =
        meta.getOwnerReferences().stream()
            .filter(owner -> "StatefulSet".equals(owner.getKind()))
            .findFirst()
            .map(OwnerReference::getName);
    return new SeenPod(
        new ObservedPod(
            text(meta.getNamespace()),
            text(meta.getName()),
            text(meta.getUid()),
            ordinal(meta, set),
            told(status.getPodIP()),
            told(status.getPhase()).orElse("Unknown"),
            ready.map(FleetObjects::isTrue).orElse(false),
            ready.flatMap(r -> instant(r.getLastTransitionTime())),
            kubo.map(ContainerStatus::getRestartCount).orElse(0),
            kubo.map(ContainerStatus::getState)
                .map(ContainerState::getWaiting)
                .map(ContainerStateWaiting::getReason),
            kubo.map(ContainerStatus::getLastState)
                .map(ContainerState::getTerminated)
                .map(FleetObjects::ending),
            meta.getDeletionTimestamp() != null,
            neverReady(status, ready) ? instant(meta.getCreationTimestamp()) : Optional.empty(),
            told(spec.getNodeName()),
            text(texts(meta.getLabels()).get("controller-revision-hash")),
            texts(meta.getAnnotations()),
            containers(spec).map(Container::getName).toList(),
            set,
            mounts.repository(repository),
            mounts.blocks(repository)),
        told(status.getHostIP()));
  }

  static SeenSet set(StatefulSet set) {
    ObjectMeta meta = or(set.getMetadata(), ObjectMeta::new);
    StatefulSetSpec spec = or(set.getSpec(), StatefulSetSpec::new);
    StatefulSetStatus status = or(set.getStatus(), StatefulSetStatus::new);
    boolean behind =
        or(meta.getGeneration(), () -> 0L) > or(status.getObservedGeneration(), () -> 0L);
    return new SeenSet(
        new ObservedSet(
            text(meta.getNamespace()),
            text(meta.getName()),
            text(meta.getUid()),
            text(spec.getServiceName()),
            or(spec.getReplicas(), () -> 1),
            Optional.ofNullable(spec.getOrdinals()).map(StatefulSetOrdinals::getStart).orElse(0),
            or(status.getReadyReplicas(), () -> 0),
            behind,
            Optional.ofNullable(spec.getUpdateStrategy())
                .map(StatefulSetUpdateStrategy::getRollingUpdate)
                .map(RollingUpdateStatefulSetStrategy::getPartition)
                .orElse(0),
            text(status.getUpdateRevision()),
            texts(meta.getAnnotations())),
        Optional.ofNullable(spec.getTemplate())
            .map(PodTemplateSpec::getMetadata)
            .map(template -> texts(template.getLabels()))
            .orElse(Map.of()));
  }

  /** A claim; whether it can grow and how full it is are not its own to tell. */
  static ObservedClaim claim(PersistentVolumeClaim claim) {
    ObjectMeta meta = or(claim.getMetadata(), ObjectMeta::new);
    return new ObservedClaim(
        text(meta.getNamespace()),
        text(meta.getName()),
        text(meta.getUid()),
        Optional.ofNullable(claim.getSpec())
            .map(PersistentVolumeClaimSpec::getStorageClassName)
            .filter(name -> !name.isEmpty()),
        false,
        Optional.ofNullable(claim.getStatus())
            .map(PersistentVolumeClaimStatus::getCapacity)
            .map(capacity -> capacity.get(STORAGE))
            .map(FleetObjects::bytes)
            .orElse(0L),
        requested(claim).map(FleetObjects::bytes).orElse(0L),
        Optional.empty());
  }

  /** The storage that the claim asks for. */
  static Optional<Quantity> requested(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getSpec())
        .map(PersistentVolumeClaimSpec::getResources)
        .map(VolumeResourceRequirements::getRequests)
        .map(requests -> requests.get(STORAGE));
  }

  /** A quantity of storage in bytes; 0 when it is none. */
  static long bytes(Quantity quantity) {
    try {
      return Quantity.getAmountInBytes(quantity).longValue();
    } catch (IllegalArgumentException | ArithmeticException noQuantity) {
      return 0;
    }
  }

  private static OptionalInt ordinal(ObjectMeta meta, Optional<String> set) {
    String label = text(texts(meta.getLabels()).get("apps.kubernetes.io/pod-index"));
    String told =
        label.isEmpty() ? set.map(s -> tail(text(meta.getName()), s + "-")).orElse("") : label;
    return told.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(told)) : OptionalInt.empty();
  }

  private static String tail(String name, String head) {
    return name.startsWith(head) ? name.substring(head.length()) : "";
  }

  private static ObservedPod.Ending ending(ContainerStateTerminated terminated) {
    return new ObservedPod.Ending(
        text(terminated.getReason()),
        or(terminated.getExitCode(), () -> 0),
        instant(terminated.getFinishedAt()));
  }

  /** Those that stay: an init container that always restarts is a native sidecar. */
  static Stream<Container> containers(PodSpec spec) {
    return Stream.concat(
        spec.getContainers().stream(),
        spec.getInitContainers().stream().filter(init -> "Always".equals(init.getRestartPolicy())));
  }

  /**
   * Whether its Ready condition is as it was when the kubelet took it. One that was ready and is no
   * more has changed since.
   */
  private static boolean neverReady(PodStatus status, Optional<PodCondition> ready) {
    if (ready.isEmpty()) {
      return true;
    }
    Optional<Instant> taken = instant(status.getStartTime()).map(at -> at.plus(TAKEN_WITHIN));
    return !isTrue(ready.get())
        && instant(ready.get().getLastTransitionTime())
            .flatMap(changed -> taken.map(bound -> !changed.isAfter(bound)))
            .orElse(false);
  }

  private static boolean isTrue(PodCondition condition) {
    return "True".equals(condition.getStatus());
  }

  private static <T> T or(@Nullable T told, Supplier<T> otherwise) {
    return told == null ? otherwise.get() : told;
  }

  private static String text(@Nullable String told) {
    return told == null ? "" : told;
  }

  private static Optional<String> told(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isEmpty());
  }

  private static Map<String, String> texts(@Nullable Map<String, String> told) {
    return told == null ? Map.of() : Map.copyOf(told);
  }

  private static Optional<Instant> instant(@Nullable String told) {
    try {
      return told(told).map(Instant::parse);
    } catch (DateTimeException noInstant) {
      return Optional.empty();
    }
  }
}
