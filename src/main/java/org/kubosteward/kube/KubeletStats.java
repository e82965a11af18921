package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.kubosteward.kube.FleetObjects.SeenPod;

/**
 * How full the fleet's volumes are, as the kubelets say at {@code /stats/summary}. Each machine is
 * asked now and then, directly, with our own token; nothing is waited for.
 */
final class KubeletStats implements AutoCloseable {
  /** A machine of 250 pods says about 1.5 MB. */
  private static final int MAX_BODY_BYTES = 4 << 20;

  private static final int MOST_MACHINES = 1_000;

  /** Usage that is older than this many askings is no longer told. */
  private static final int STALE_AFTER = 5;

  /**
   * One machine's last word.
   *
   * @param usage by namespace and claim
   */
  private record Word(long asked, long told, Map<String, VolumeUse> usage, String trouble) {}

  private final ApiServer door;
  private final KubeletSettings settings;
  private final String scheme;
  private final Duration deadline;
  private final LongSupplier nanos;
  private final Map<String, Word> words = new ConcurrentHashMap<>();

  KubeletStats(
      ApiServer door,
      String scheme,
      KubeletSettings settings,
      Duration deadline,
      LongSupplier nanos) {
    this.door = door;
    this.scheme = scheme;
    this.settings = settings;
    this.deadline = deadline;
    this.nanos = nanos;
  }

  static KubeletStats open(KubeletSettings settings, Duration deadline, LongSupplier nanos) {
    Config config = Config.autoConfigure(null);
    settings.ca().ifPresent(ca -> trust(config, ca.toString()));
    if (settings.unverified()) {
      config.setTrustCerts(true);
      config.setDisableHostnameVerification(true);
    }
    return new KubeletStats(
        ApiServer.at(config, "", MAX_BODY_BYTES), "https://", settings, deadline, nanos);
  }

  private static void trust(Config config, String file) {
    // Data goes before the file, and data that is empty is no certificate at all.
    config.setCaCertData(null);
    config.setCaCertFile(file);
  }

  /** Asks the machines of these pods whose turn it is, and forgets all others. */
  void ask(Collection<SeenPod> pods) {
    Map<String, String> machines =
        pods.stream()
            .filter(pod -> pod.machineIp().isPresent() && pod.pod().machine().isPresent())
            .limit(MOST_MACHINES)
            .collect(
                Collectors.toMap(
                    pod -> pod.pod().machine().orElseThrow(),
                    pod -> pod.machineIp().orElseThrow(),
                    (one, same) -> same));
    words.keySet().retainAll(machines.keySet());
    machines.forEach(this::askWhenDue);
  }

  /** How full a claim's volume is; empty where that is not known or old. */
  Optional<VolumeUse> usage(String namespace, String claim) {
    long old = settings.askEvery().multipliedBy(STALE_AFTER).toNanos();
    return words.values().stream()
        .filter(word -> nanos.getAsLong() - word.told() <= old)
        .flatMap(word -> Optional.ofNullable(word.usage().get(namespace + "/" + claim)).stream())
        .findFirst();
  }

  /** Why machines do not tell, a sentence each. */
  List<String> notes() {
    return words.values().stream().map(Word::trouble).filter(t -> !t.isEmpty()).sorted().toList();
  }

  @Override
  public void close() {
    door.close();
  }

  private void askWhenDue(String machine, String ip) {
    long now = nanos.getAsLong();
    Word word = words.get(machine);
    if (word != null && now - word.asked() < settings.askEvery().toNanos()) {
      return;
    }
    words.put(
        machine,
        word == null
            ? new Word(now, now, Map.of(), "")
            : new Word(now, word.told(), word.usage(), word.trouble()));
    String host = ip.contains(":") ? "[" + ip + "]" : ip;
    String url = scheme + host + ":" + settings.port();
    var unused =
        door.get(url + "/stats/summary", deadline)
            .thenAccept(
                answer -> words.computeIfPresent(machine, (m, was) -> heard(m, url, was, answer)));
  }

  private Word heard(String machine, String url, Word was, ApiResponse answer) {
    if (answer.isDone()) {
      return new Word(was.asked(), nanos.getAsLong(), usages(answer.json()), "");
    }
    return new Word(was.asked(), was.told(), was.usage(), trouble(machine, url, answer));
  }

  private String trouble(String machine, String url, ApiResponse answer) {
    String head = "The kubelet of " + machine + " at " + url + " does not tell of its volumes: ";
    return switch (answer.status()) {
      case 0 ->
          head
              + answer.silence()
              + (answer.isDistrust()
                  ? ""
                  : "; see that a NetworkPolicy lets us reach it, and steward.kubernetes.kubelet");
      case 401, 403 ->
          head
              + answer.status()
              + "; grant get on nodes/stats to the ServiceAccount kubo-steward by a ClusterRole, or"
              + " set steward.kubernetes.volume-stats=false";
      default -> head + answer.status() + " " + ErrorMessages.oneLine(answer.message());
    };
  }

  private static Map<String, VolumeUse> usages(JsonNode summary) {
    Map<String, VolumeUse> usages = new HashMap<>();
    for (JsonNode pod : summary.path("pods")) {
      for (JsonNode volume : pod.path("volume")) {
        JsonNode claim = volume.path("pvcRef");
        if (claim.isObject() && volume.path("capacityBytes").asLong() > 0) {
          usages.put(
              claim.path("namespace").asText("") + "/" + claim.path("name").asText(""),
              new VolumeUse(
                  volume.path("usedBytes").asLong(),
                  volume.path("capacityBytes").asLong(),
                  volume.path("inodesUsed").asLong(),
                  volume.path("inodes").asLong()));
        }
      }
    }
    return Map.copyOf(usages);
  }
}
