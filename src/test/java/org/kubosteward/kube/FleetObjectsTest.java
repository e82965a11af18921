package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects as a real API server told them, and as others may. */
class FleetObjectsTest {
  private static JsonNode json(String text) {
    return Models.tree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static ObservedPod recorded(int index) {
    return seen(Recorded.json("pods.json").path("items").path(index));
  }

  private static ObservedPod seen(JsonNode pod) {
    return both(pod).pod();
  }

  private static FleetObjects.SeenPod both(JsonNode pod) {
    return FleetObjects.pod(Models.read(pod, Pod.class).orElseThrow(), "kubo", "/data/ipfs");
  }

  private static FleetObjects.SeenSet set(JsonNode set) {
    return FleetObjects.set(Models.read(set, StatefulSet.class).orElseThrow());
  }

  private static ObservedClaim claim(JsonNode claim) {
    return FleetObjects.claim(Models.read(claim, PersistentVolumeClaim.class).orElseThrow());
  }

  @Test
  void aPodThatRunsIsReadWhole() {
    ObservedPod pod = recorded(0);

    assertThat(pod.namespace()).isEqualTo("ipfs");
    assertThat(pod.name()).isEqualTo("kubo-0");
    assertThat(pod.uid()).hasSize(36);
    assertThat(pod.ordinal()).hasValue(0);
    assertThat(pod.ip()).hasValue("10.244.1.5");
    assertThat(pod.phase()).isEqualTo("Running");
    assertThat(pod.ready()).isTrue();
    assertThat(pod.readySince()).isPresent();
    assertThat(pod.restarts()).isZero();
    assertThat(pod.waiting()).isEmpty();
    assertThat(pod.ended()).isEmpty();
    assertThat(pod.leaving()).isFalse();
    assertThat(pod.machine()).hasValue("machine-1");
    assertThat(pod.revision()).startsWith("kubo-");
    assertThat(pod.containers()).containsExactly("kubo");
    assertThat(pod.set()).hasValue("kubo");
    assertThat(pod.claim()).hasValue("repo-kubo-0");
  }

  @Test
  void aPodTellsWhereItsKubeletAnswers() {
    JsonNode pod = Recorded.json("pods.json").path("items").path(0);

    assertThat(both(pod).machineIp()).hasValue("10.99.0.11");
  }

  @Test
  void aContainerThatWasKilledTellsHow() {
    ObservedPod pod = recorded(1);

    assertThat(pod.restarts()).isEqualTo(1);
    assertThat(pod.ended())
        .hasValue(
            new ObservedPod.Ending(
                "OOMKilled", 137, Optional.of(Instant.parse("2026-11-23T19:29:58Z"))));
  }

  @Test
  void aContainerThatWaitsTellsWhy() {
    ObservedPod pod = recorded(2);

    assertThat(pod.ready()).isFalse();
    assertThat(pod.waiting()).hasValue("CrashLoopBackOff");
    assertThat(pod.restarts()).isEqualTo(4);
  }

  @Test
  void aPodThatIsBeingDeletedIsLeaving() {
    String[] told = Recorded.text("watch.jsonl").lines().toArray(String[]::new);

    assertThat(seen(json(told[3]).path("object")).leaving()).isTrue();
    assertThat(seen(json(told[2]).path("object")).leaving()).isFalse();
  }

  @Test
  void aPodOfNobodyHasNeitherSetNorOrdinal() {
    ObservedPod pod = seen(json("{'metadata':{'name':'lonely-7'},'spec':{},'status':{}}"));

    assertThat(pod.set()).isEmpty();
    assertThat(pod.ordinal()).isEmpty();
    assertThat(pod.phase()).isEqualTo("Unknown");
  }

  @Test
  void anOldClustersPodHasItsOrdinalInItsName() {
    String owned =
        "{'metadata':{'name':'%s','ownerReferences':[{'kind':'StatefulSet','name':'kubo'}]}}";

    assertThat(seen(json(owned.formatted("kubo-12"))).ordinal()).hasValue(12);
    assertThat(seen(json(owned.formatted("kubo-x"))).ordinal()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void theClaimIsTheOneThatHoldsTheRepository() {
    String pod =
        "{'spec':{'volumes':["
            + "{'name':'a','persistentVolumeClaim':{'claimName':'logs'}},"
            + "{'name':'b','persistentVolumeClaim':{'claimName':'repo'}}],"
            + "'containers':[{'name':'kubo','volumeMounts':["
            + "{'name':'a','mountPath':'/data/ip'},{'name':'b','mountPath':'%s'}]}]}}";

    assertThat(seen(json(pod.formatted("/data"))).claim()).hasValue("repo");
    assertThat(seen(json(pod.formatted("/data/ipfs/"))).claim()).hasValue("repo");
    assertThat(seen(json(pod.formatted("/elsewhere"))).claim()).hasValue("logs");
  }

  @Test
  void aPodWithoutTheContainerIsStillSeen() {
    ObservedPod pod =
        seen(json("{'metadata':{'name':'x'},'spec':{'containers':[{'name':'nginx'}]}}"));

    assertThat(pod.containers()).containsExactly("nginx");
    assertThat(pod.claim()).isEmpty();
    assertThat(pod.restarts()).isZero();
  }

  @Test
  void aSetIsReadWhole() {
    FleetObjects.SeenSet seen = set(Recorded.json("statefulsets.json").path("items").path(0));

    assertThat(seen.set().name()).isEqualTo("kubo");
    assertThat(seen.set().service()).isEqualTo("kubo");
    assertThat(seen.set().wanted()).isEqualTo(3);
    assertThat(seen.set().start()).isZero();
    assertThat(seen.set().revision()).startsWith("kubo-");
    assertThat(seen.set().behind()).isFalse();
    assertThat(seen.set().partition()).isZero();
    assertThat(seen.set().annotations()).containsEntry("kubo-steward.org/grow-up-to", "500Gi");
    assertThat(seen.podLabels()).containsEntry("app.kubernetes.io/name", "kubo");
  }

  @Test
  void aSetTellsWhatItsPodsAreToHaveAndWhetherItsControllerHasSeenThat() {
    String set =
        "{'metadata':{'generation':%d},'spec':{'replicas':3,'updateStrategy':{'type':"
            + "'RollingUpdate','rollingUpdate':{'partition':2}}},'status':{'observedGeneration':2,"
            + "'currentRevision':'a','updateRevision':'b','updatedReplicas':1}}";

    assertThat(set(json(set.formatted(2))).set().behind()).isFalse();
    assertThat(set(json(set.formatted(3))).set().behind()).isTrue();
    assertThat(set(json(set.formatted(2))).set().revision()).isEqualTo("b");
    assertThat(set(json(set.formatted(2))).set().partition()).isEqualTo(2);
  }

  @Test
  void aNativeSidecarIsAContainerLikeAnyOther() {
    ObservedPod pod =
        seen(
            json(
                "{'spec':{'volumes':[{'name':'r','persistentVolumeClaim':{'claimName':'repo'}}],"
                    + "'initContainers':[{'name':'config'},{'name':'kubo','restartPolicy':'Always',"
                    + "'volumeMounts':[{'name':'r','mountPath':'/data/ipfs'}]}],"
                    + "'containers':[{'name':'app'}]},'status':{'phase':'Running',"
                    + "'containerStatuses':[{'name':'app','restartCount':9}],"
                    + "'initContainerStatuses':[{'name':'config','restartCount':7},"
                    + "{'name':'kubo','restartCount':2,'state':{'waiting':"
                    + "{'reason':'CrashLoopBackOff'}}}]}}"));

    assertThat(pod.containers()).containsExactly("app", "kubo");
    assertThat(pod.claim()).hasValue("repo");
    assertThat(pod.restarts()).isEqualTo(2);
    assertThat(pod.waiting()).hasValue("CrashLoopBackOff");
  }

  @Test
  void blocksOnAVolumeOfTheirOwnHaveTheirOwnClaim() {
    String pod =
        "{'spec':{'volumes':["
            + "{'name':'a','persistentVolumeClaim':{'claimName':'big'}},"
            + "{'name':'b','persistentVolumeClaim':{'claimName':'repo'}}],"
            + "'containers':[{'name':'kubo','volumeMounts':["
            + "{'name':'a','mountPath':'%s'},{'name':'b','mountPath':'/data/ipfs'}]}]}}";

    ObservedPod apart = seen(json(pod.formatted("/data/ipfs/blocks/")));
    assertThat(apart.claim()).hasValue("repo");
    assertThat(apart.blocks()).hasValue("big");
    assertThat(seen(json(pod.formatted("/data/ipfs/blocks2"))).blocks()).isEmpty();
    assertThat(seen(json(pod.formatted("/backup"))).blocks()).isEmpty();
    assertThat(seen(json(pod.formatted("/backup"))).claim()).hasValue("repo");
  }

  @Test
  void aPodThatHasNeverBeenReadyIsTold() {
    String pod =
        "{'metadata':{'creationTimestamp':'2026-11-29T03:00:00Z'},'status':{'startTime':"
            + "'2026-11-29T03:00:07Z','conditions':[{'type':'Ready','status':'%s',"
            + "'lastTransitionTime':'2026-11-29T03:%s'}]}}";
    Instant created = Instant.parse("2026-11-29T03:00:00Z");

    assertThat(seen(json(pod.formatted("False", "00:07Z"))).bootingSince()).hasValue(created);
    assertThat(seen(json(pod.formatted("False", "20:00Z"))).bootingSince())
        .as("it was ready until then")
        .isEmpty();
    assertThat(seen(json(pod.formatted("True", "00:07Z"))).bootingSince()).isEmpty();
    assertThat(
            seen(json(
                    "{'metadata':{'creationTimestamp':'2026-11-29T03:00:00Z'},"
                        + "'status':{'phase':'Pending'}}"))
                .bootingSince())
        .as("no machine has taken it yet")
        .hasValue(created);
  }

  @Test
  void aClaimIsReadWhole() {
    ObservedClaim claim = claim(Recorded.json("claims.json").path("items").path(0));

    assertThat(claim.name()).isEqualTo("repo-kubo-0");
    assertThat(claim.storageClass()).hasValue("grows");
    assertThat(claim.capacity()).isEqualTo(10L << 30);
    assertThat(claim.requested()).isEqualTo(10L << 30);
    assertThat(claim.usage()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10Gi, 10737418240",
    "1500M, 1500000000",
    "1e3, 1000",
    "2048, 2048",
    "much, 0",
    "12Zb, 0"
  })
  void sizesAreReadAsKubernetesWritesThem(String told, long bytes) {
    String claim = "{'spec':{'resources':{'requests':{'storage':'%s'}}}}";

    assertThat(claim(json(claim.formatted(told))).requested()).isEqualTo(bytes);
  }

  @Test
  void anObjectThatSaysNothingIsNoFailure() {
    String nothing = "{'metadata':null,'spec':null,'status':null}";
    for (String object : List.of("{}", nothing)) {
      assertThat(seen(json(object)).name()).isEmpty();
      assertThat(seen(json(object)).annotations()).isEmpty();
      assertThat(set(json(object)).set().wanted()).isEqualTo(1);
      assertThat(set(json(object)).podLabels()).isEmpty();
      assertThat(claim(json(object)).requested()).isZero();
    }
  }

  @Test
  void listsAndMapsThatAreNullAreEmpty() {
    ObservedPod pod =
        seen(
            json(
                "{'metadata':{'name':'x','labels':null,'annotations':null,'ownerReferences':null},"
                    + "'spec':{'containers':null,'initContainers':null,'volumes':null},"
                    + "'status':{'conditions':null,'containerStatuses':null,"
                    + "'initContainerStatuses':null}}"));

    assertThat(pod.containers()).isEmpty();
    assertThat(pod.set()).isEmpty();
    assertThat(pod.restarts()).isZero();
  }
}
