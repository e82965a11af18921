package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verbs against a real API server with its admission and its controllers. */
class KubeApiE2E {
  private static final long GI = 1L << 30;

  private final LabCluster lab = new LabCluster();
  private final ApiServer api = ApiServer.with(lab.config());
  private final KubeApi kube = kube(api);

  @AfterEach
  void close() {
    api.close();
    lab.close();
  }

  private static KubeApi kube(ApiServer api) {
    return new KubeApi(
        api, Duration.ofSeconds(5), "steward-0", InstantSource.system(), System::nanoTime);
  }

  private static <T> T get(CompletionStage<T> reply) {
    return reply.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private KubeReply evict(String pod) {
    String uid =
        lab.client().pods().inNamespace(lab.namespace()).withName(pod).get().getMetadata().getUid();
    return get(kube.evict(lab.namespace(), pod, uid, Optional.empty()));
  }

  /** Three ready pods of which one may be missing. */
  private void fleetWithABudget() {
    for (int i = 0; i < 3; i++) {
      lab.pod("kubo-" + i);
      lab.ready("kubo-" + i, true, "10.1.2." + i);
    }
    lab.create(
        new PodDisruptionBudgetBuilder()
            .withNewMetadata()
            .withName("kubo")
            .endMetadata()
            .withNewSpec()
            .withMinAvailable(new IntOrString(2))
            .withNewSelector()
            .withMatchLabels(Map.of("app.kubernetes.io/name", "kubo"))
            .endSelector()
            .endSpec()
            .build());
    awaitAllowed(1);
  }

  private void awaitAllowed(int disruptions) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              PodDisruptionBudget budget =
                  lab.client()
                      .policy()
                      .v1()
                      .podDisruptionBudget()
                      .inNamespace(lab.namespace())
                      .withName("kubo")
                      .get();
              return budget.getStatus() != null
                  && Integer.valueOf(disruptions)
                      .equals(budget.getStatus().getDisruptionsAllowed());
            });
  }

  @Test
  void theBudgetRefusesAnEvictionAndLaterAllowsIt() {
    fleetWithABudget();
    assertThat(evict("kubo-0").kind()).isEqualTo(KubeReply.Kind.DONE);
    awaitAllowed(0);

    KubeReply refused = evict("kubo-1");

    assertThat(refused.kind()).isEqualTo(KubeReply.Kind.REFUSED);
    assertThat(refused.detail())
        .contains("its PodDisruptionBudget refuses: The disruption budget kubo needs 2 healthy");
    assertThat(lab.client().pods().inNamespace(lab.namespace()).withName("kubo-1").get())
        .as("a refused eviction is not worked around")
        .isNotNull();

    lab.pod("kubo-0");
    lab.ready("kubo-0", true, "10.1.2.9");
    awaitAllowed(1);
    assertThat(evict("kubo-1").kind()).isEqualTo(KubeReply.Kind.DONE);
    assertThat(lab.client().pods().inNamespace(lab.namespace()).withName("kubo-1").get()).isNull();
  }

  @Test
  void aPodThatTookTheNameOfTheOneThatIsMeantStays() {
    String old = lab.pod("kubo-0").getMetadata().getUid();
    lab.delete("kubo-0");
    lab.pod("kubo-0");

    KubeReply reply = get(kube.evict(lab.namespace(), "kubo-0", old, Optional.empty()));

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.GONE);
    assertThat(lab.client().pods().inNamespace(lab.namespace()).withName("kubo-0").get())
        .isNotNull();
    lab.delete("kubo-0");
    assertThat(get(kube.evict(lab.namespace(), "kubo-0", old, Optional.empty())).kind())
        .isEqualTo(KubeReply.Kind.GONE);
  }

  private PersistentVolumeClaim claim(boolean grows) {
    String storageClass = lab.namespace() + (grows ? "-grows" : "-fixed");
    lab.client()
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(storageClass)
                .endMetadata()
                .withProvisioner("example.org/none")
                .withAllowVolumeExpansion(grows)
                .build())
        .create();
    PersistentVolumeClaim claim =
        lab.create(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("repo-kubo-0")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass)
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity("10Gi")))
                .endResources()
                .endSpec()
                .build());
    // The controller manager writes on a new claim at the same time.
    await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(this::bind);
    return claim;
  }

  /** Says of the claim what a provisioner would. */
  private boolean bind() {
    lab.client()
        .persistentVolumeClaims()
        .inNamespace(lab.namespace())
        .withName("repo-kubo-0")
        .editStatus(
            c ->
                new PersistentVolumeClaimBuilder(c)
                    .withNewStatus()
                    .withPhase("Bound")
                    .withCapacity(Map.of("storage", new Quantity("10Gi")))
                    .endStatus()
                    .build());
    return true;
  }

  private KubeReply grow(PersistentVolumeClaim claim, long from, long to) {
    return get(
        kube.growClaim(
            lab.namespace(),
            claim.getMetadata().getName(),
            claim.getMetadata().getUid(),
            from,
            to));
  }

  private String requested() {
    return String.valueOf(
        lab.client()
            .persistentVolumeClaims()
            .inNamespace(lab.namespace())
            .withName("repo-kubo-0")
            .get()
            .getSpec()
            .getResources()
            .getRequests()
            .get("storage"));
  }

  @Test
  void aClaimGrowsOnceAndNotOverAnothersChange() {
    PersistentVolumeClaim claim = claim(true);

    assertThat(grow(claim, 10 * GI, 12 * GI).kind()).isEqualTo(KubeReply.Kind.DONE);
    assertThat(requested()).isEqualTo("12Gi");
    assertThat(grow(claim, 10 * GI, 11 * GI).kind()).isEqualTo(KubeReply.Kind.CONFLICT);
    assertThat(requested()).isEqualTo("12Gi");
    assertThat(grow(claim, 12 * GI, 12 * GI + 1).kind()).isEqualTo(KubeReply.Kind.DONE);
    assertThat(requested()).isEqualTo("12884901889");
  }

  @Test
  void aClaimOfAClassThatDoesNotGrowSaysSo() {
    KubeReply reply = grow(claim(false), 10 * GI, 12 * GI);

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.FAILED);
    assertThat(reply.detail()).contains("storageclass").contains("must support resize");
    assertThat(requested()).isEqualTo("10Gi");
  }

  @Test
  void anEventStandsOnItsObjectAndIsCountedUp() {
    String uid = lab.pod("kubo-0").getMetadata().getUid();
    KubeEvent event =
        new KubeEvent(
            KubeEvent.Involved.pod(lab.namespace(), "kubo-0", uid),
            true,
            "EvictionRefused",
            "Evict",
            "The budget says no");

    for (int i = 0; i < 3; i++) {
      KubeReply reply = get(kube.announce(event));
      assertThat(reply.kind()).as(reply.detail()).isEqualTo(KubeReply.Kind.DONE);
    }

    List<Event> events =
        lab.client().events().v1().events().inNamespace(lab.namespace()).list().getItems();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getSeries().getCount()).isEqualTo(3);
    assertThat(events.get(0).getRegarding().getUid()).isEqualTo(uid);
    assertThat(lab.client().v1().events().inNamespace(lab.namespace()).list().getItems())
        .as("as kubectl describe shows it")
        .singleElement()
        .satisfies(e -> assertThat(e.getMessage()).isEqualTo("The budget says no"));
  }

  @Test
  void namesEveryVerbThatIsLackingAndNoOther() {
    try (ApiServer theirs = ApiServer.with(lab.nobody())) {
      lab.grant(
          "pods",
          new PolicyRuleBuilder()
              .withApiGroups("")
              .withResources("pods")
              .withVerbs("get", "list", "watch")
              .build());
      Verb list = new Verb(lab.namespace(), "", "pods", "list");
      Verb evict = new Verb(lab.namespace(), "", "pods/eviction", "create");
      Verb lease = new Verb(lab.namespace(), "coordination.k8s.io", "leases", "update");
      Verb elsewhere = new Verb("default", "", "pods", "list");
      Verb classes = new Verb("", "storage.k8s.io", "storageclasses", "get");
      KubeApi weak = kube(theirs);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> get(weak.permissions(List.of(list))).missing().isEmpty());

      Permissions permissions =
          get(weak.permissions(List.of(list, evict, lease, elsewhere, classes)));

      assertThat(permissions.missing()).containsExactly(evict, lease, elsewhere, classes);
      assertThat(permissions.unknown()).isEmpty();
      String uid = lab.pod("kubo-0").getMetadata().getUid();
      KubeReply denied = get(weak.evict(lab.namespace(), "kubo-0", uid, Optional.empty()));
      assertThat(denied.kind()).isEqualTo(KubeReply.Kind.FORBIDDEN);
      assertThat(denied.detail()).endsWith("lacks create on pods/eviction");
    }
  }
}
