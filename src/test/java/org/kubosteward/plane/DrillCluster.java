package org.kubosteward.plane;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A real API server with the rights that are shipped, and no kubelet: pods are made without a
 * machine, at the addresses of real kubos, and are given their state by hand.
 */
final class DrillCluster implements AutoCloseable {
  static final String FLEET = "ipfs";
  private static final String PLANE = "kubo-steward";
  private static final List<Path> RIGHTS =
      List.of(
          Path.of("kubernetes/base/plane/rbac.yaml"),
          Path.of("kubernetes/components/volume-stats/rbac.yaml"));

  private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "kubo");

  /** The API server's port and those after it, as lab/cluster takes them. */
  private static final int PORTS = 5;

  private static final int FIRST_PORT = 18443;
  private static final int LAST_PORT = 18943;

  private final Path lab;
  private final KubernetesClient client;
  private final int port = freePorts();
  private final Map<String, DrillMachine> machines = new TreeMap<>();

  DrillCluster(Path lab) {
    this.lab = lab;
    lab("up", "control-plane");
    Config config = Config.fromKubeconfig(lab.resolve("kubeconfig/admin.conf").toFile());
    client = new KubernetesClientBuilder().withConfig(config).build();
    for (String namespace : List.of(FLEET, PLANE)) {
      client.resource(namespace(namespace)).create();
      Awaitility.await("the default service account of " + namespace)
          .until(
              () ->
                  client.serviceAccounts().inNamespace(namespace).withName("default").get()
                      != null);
    }
    grant();
  }

  /** What a plane must be told to have its fleet and its lease from here, as its own account. */
  Map<String, String> settings(Path kubeconfig, int rpcPort) {
    try {
      Files.createDirectories(kubeconfig.getParent());
      Files.writeString(kubeconfig, kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "kubeconfig",
        kubeconfig.toString(),
        "kubernetes.auth.tryServiceAccount",
        "false",
        "steward.fleet.source",
        "kubernetes",
        "steward.kubernetes.namespace",
        FLEET,
        "steward.kubernetes.rpc-port",
        Integer.toString(rpcPort),
        "steward.kubernetes.lease.namespace",
        PLANE);
  }

  private String kubeconfig() {
    String token =
        client
            .serviceAccounts()
            .inNamespace(PLANE)
            .withName(PLANE)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    return """
        apiVersion: v1
        kind: Config
        current-context: plane
        contexts: [{name: plane, context: {cluster: lab, user: plane, namespace: %s}}]
        clusters: [{name: lab, cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}}]
        users: [{name: plane, user: {token: "%s"}}]
        """
        .formatted(PLANE, port, lab.resolve("pki/ca.crt"), token);
  }

  /** A pod of kubo that is ready and has never ended, in the place of one of that name. */
  void ready(String name, String ip) {
    remove(name);
    create(name, "kubo");
    say(name, ip, 0, true);
  }

  /** A pod with the fleet's labels and another container. */
  void foreign(String name) {
    create(name, "web");
  }

  /** Its container has ended so often, and runs again. */
  void restarted(String name, String ip, int restarts) {
    say(name, ip, restarts, true);
  }

  /** Its container has ended so often, and is started again later. */
  void backingOff(String name, String ip, int restarts) {
    say(name, ip, restarts, false);
  }

  void remove(String name) {
    client.pods().inNamespace(FLEET).withName(name).withGracePeriod(0).delete();
    Awaitility.await("the end of pod " + name)
        .until(() -> client.pods().inNamespace(FLEET).withName(name).get() == null);
  }

  /** From now on the pod of that name lives on a machine, on a volume that is really there. */
  DrillMachine house(String pod, Path disk, Path directory) {
    DrillMachine machine = new DrillMachine(client, disk, directory);
    machines.put(pod, machine);
    return machine;
  }

  void removeAll() {
    client
        .pods()
        .inNamespace(FLEET)
        .list()
        .getItems()
        .forEach(pod -> remove(pod.getMetadata().getName()));
    client.leases().inNamespace(PLANE).delete();
    machines.values().forEach(DrillMachine::close);
    machines.clear();
  }

  /** Gives the plane the rights that are shipped. */
  void grant() {
    for (Path file : RIGHTS) {
      try (InputStream rights = Files.newInputStream(file)) {
        client.load(rights).items().forEach(this::createUnlessThere);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Takes the right to its lease from the plane. */
  void forbidTheLease() {
    client.rbac().roles().inNamespace(PLANE).withName(PLANE).delete();
  }

  /** The API server stands still: what is connected to it waits. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void createUnlessThere(io.fabric8.kubernetes.api.model.HasMetadata object) {
    try {
      client.resource(object).create();
    } catch (KubernetesClientException there) {
      if (there.getCode() != 409) {
        throw there;
      }
    }
  }

  private static Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private void create(String name, String container) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(LABELS)
            .endMetadata()
            .withNewSpec()
            .withSchedulerName("nobody")
            .addNewContainer()
            .withName(container)
            .withImage("example.org/" + container + ":v1")
            .endContainer()
            .endSpec()
            .build();
    client
        .resource(Optional.ofNullable(machines.get(name)).map(m -> on(m, pod)).orElse(pod))
        .inNamespace(FLEET)
        .create();
  }

  private static Pod on(DrillMachine machine, Pod pod) {
    return new PodBuilder(pod)
        .editSpec()
        .withNodeName(machine.name())
        .addNewVolume()
        .withName("repo")
        .withNewPersistentVolumeClaim(DrillMachine.CLAIM, false)
        .endVolume()
        .editFirstContainer()
        .addNewVolumeMount()
        .withName("repo")
        .withMountPath("/data/ipfs")
        .endVolumeMount()
        .endContainer()
        .endSpec()
        .build();
  }

  /** What its kubelet would say. */
  private void say(String name, String ip, int restarts, boolean runs) {
    client
        .pods()
        .inNamespace(FLEET)
        .withName(name)
        .editStatus(pod -> at(name, told(pod, ip, restarts, runs)));
  }

  private Pod at(String name, Pod pod) {
    return Optional.ofNullable(machines.get(name))
        .map(m -> new PodBuilder(pod).editStatus().withHostIP(m.ip()).endStatus().build())
        .orElse(pod);
  }

  private static Pod told(Pod pod, String ip, int restarts, boolean runs) {
    var container =
        new PodBuilder(pod)
            .editOrNewStatus()
            .withPhase("Running")
            .withPodIP(ip)
            .withConditions(
                new PodConditionBuilder()
                    .withType("Ready")
                    .withStatus(runs ? "True" : "False")
                    .withLastTransitionTime(Instant.now().toString())
                    .build())
            .withContainerStatuses()
            .addNewContainerStatus()
            .withName("kubo")
            .withImage("example.org/kubo:v1")
            .withImageID("")
            .withReady(runs)
            .withRestartCount(restarts);
    if (restarts > 0) {
      container
          .withNewLastState()
          .withNewTerminated()
          .withReason("Error")
          .withExitCode(137)
          .withFinishedAt(Instant.now().toString())
          .endTerminated()
          .endLastState();
    }
    var state = container.withNewState();
    if (runs) {
      state.withNewRunning().endRunning();
    } else {
      state.withNewWaiting().withReason("CrashLoopBackOff").endWaiting();
    }
    return state.endState().endContainerStatus().endStatus().build();
  }

  private void signal(String name) {
    try {
      String pid = Files.readString(lab.resolve("kube-apiserver.pid")).split(" ", 2)[0];
      run(new ProcessBuilder("kill", "-" + name, pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lab(String... arguments) {
    ProcessBuilder command = new ProcessBuilder("lab/cluster");
    command.command().addAll(List.of(arguments));
    command.environment().put("KUBO_STEWARD_LAB", lab.toString());
    command.environment().put("KUBO_STEWARD_LAB_PORT", Integer.toString(port));
    run(command);
  }

  private static void run(ProcessBuilder command) {
    try {
      Process process =
          command
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(
            String.join(" ", command.command()) + " failed; what it says is above");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePorts() {
    return IntStream.iterate(FIRST_PORT, first -> first < LAST_PORT, first -> first + PORTS)
        .filter(first -> IntStream.range(first, first + PORTS).allMatch(DrillCluster::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
    lab("down");
  }
}
