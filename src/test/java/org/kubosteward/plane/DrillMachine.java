package org.kubosteward.plane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;

/**
 * A machine of the drills' cluster with one pod and the volume under it, and a stand-in for its
 * kubelet: it says of the volume what the real file system says, to whom the real API server lets
 * ask, over TLS. It runs nothing.
 */
final class DrillMachine implements AutoCloseable {
  static final String CLAIM = "repo-kubo-2";

  private static final String NAME = "machine-2";
  private static final String IP = "127.1.1.1";
  private static final int KUBELET_PORT = 10250;
  private static final int HEARTBEAT_SECONDS = 5;
  private static final String PASSWORD = "changeit";

  private final KubernetesClient client;
  private final Path disk;
  private final Path certificate;
  private final HttpsServer kubelet;
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

  DrillMachine(KubernetesClient client, Path disk, Path directory) {
    this.client = client;
    this.disk = disk;
    this.certificate = directory.resolve("kubelet.pem");
    this.kubelet = kubelet(directory.resolve("kubelet.p12"));
    client
        .resource(new NodeBuilder().withNewMetadata().withName(NAME).endMetadata().build())
        .create();
    var unused = heart.scheduleWithFixedDelay(this::beat, 0, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    provide();
  }

  String name() {
    return NAME;
  }

  String ip() {
    return IP;
  }

  /** What a plane must be told to ask here, about as often as rounds are. */
  Map<String, String> settings() {
    return Map.of(
        "steward.kubernetes.volume-stats",
        "true",
        "steward.kubernetes.volume-stats-every",
        "1s",
        "steward.kubernetes.kubelet-ca",
        certificate.toString());
  }

  /** A volume and its claim, bound by the cluster's own controllers. */
  private void provide() {
    Map<String, Quantity> size = Map.of("storage", new Quantity("128Mi"));
    client
        .resource(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(CLAIM)
                .endMetadata()
                .withNewSpec()
                .withCapacity(size)
                .withAccessModes("ReadWriteOnce")
                .withPersistentVolumeReclaimPolicy("Retain")
                .withNewHostPath(disk.toString(), "Directory")
                .endSpec()
                .build())
        .create();
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(CLAIM)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("")
                .withVolumeName(CLAIM)
                .withNewResources()
                .withRequests(size)
                .endResources()
                .endSpec()
                .build())
        .inNamespace(DrillCluster.FLEET)
        .create();
    Awaitility.await("the claim to be bound")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                client
                    .persistentVolumeClaims()
                    .inNamespace(DrillCluster.FLEET)
                    .withName(CLAIM)
                    .get()
                    .getStatus()
                    .getPhase()
                    .equals("Bound"));
  }

  /** A machine that is not heard of is taken for lost, and its pods with it. */
  private void beat() {
    String now = Instant.now().toString();
    client
        .nodes()
        .withName(NAME)
        .editStatus(
            node ->
                new NodeBuilder(node)
                    .editOrNewStatus()
                    .withConditions(
                        new NodeConditionBuilder()
                            .withType("Ready")
                            .withStatus("True")
                            .withReason("KubeletReady")
                            .withLastHeartbeatTime(now)
                            .withLastTransitionTime(now)
                            .build())
                    .endStatus()
                    .build());
  }

  private HttpsServer kubelet(Path store) {
    try {
      keytool(
          store, "-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + NAME, "-ext", "SAN=ip:" + IP);
      keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(managers.getKeyManagers(), null, null);
      HttpsServer server = HttpsServer.create(new InetSocketAddress(IP, KUBELET_PORT), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      server.createContext("/stats/summary", this::tell);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path store, String... what) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(what));
    command.addAll(
        List.of(
            "-alias",
            "kubelet",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString()));
    run(command);
  }

  private void tell(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean allowed =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
              .map(header -> header.replaceFirst("^Bearer ", ""))
              .flatMap(this::who)
              .filter(this::mayRead)
              .isPresent();
      byte[] body = (allowed ? summary() : "Forbidden").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(allowed ? 200 : 403, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Whose token it is, as the API server says. */
  private Optional<UserInfo> who(String token) {
    var status =
        client
            .resource(new TokenReviewBuilder().withNewSpec().withToken(token).endSpec().build())
            .create()
            .getStatus();
    return Boolean.TRUE.equals(status.getAuthenticated())
        ? Optional.of(status.getUser())
        : Optional.empty();
  }

  private boolean mayRead(UserInfo user) {
    return client
        .resource(
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user.getUsername())
                .withGroups(user.getGroups())
                .withNewResourceAttributes()
                .withVerb("get")
                .withResource("nodes")
                .withSubresource("stats")
                .withName(NAME)
                .endResourceAttributes()
                .endSpec()
                .build())
        .create()
        .getStatus()
        .getAllowed();
  }

  /** In the words of a kubelet; {@code stat -f} tells block size, blocks, free, inodes, free. */
  private String summary() throws IOException {
    String[] told =
        run(List.of("stat", "-f", "-c", "%S %b %f %c %d", disk.toString())).split(" ", -1);
    long block = Long.parseLong(told[0]);
    long capacity = Long.parseLong(told[1]) * block;
    long available = Long.parseLong(told[2]) * block;
    long inodes = Long.parseLong(told[3]);
    long inodesFree = Long.parseLong(told[4]);
    return """
        {"node":{"nodeName":"%s"},"pods":[{"podRef":{"name":"kubo-2","namespace":"%s"},"volume":[
         {"time":"%s","availableBytes":%d,"capacityBytes":%d,"usedBytes":%d,
          "inodesFree":%d,"inodes":%d,"inodesUsed":%d,
          "name":"repo","pvcRef":{"name":"%s","namespace":"%s"}}]}]}
        """
        .formatted(
            NAME,
            DrillCluster.FLEET,
            Instant.now(),
            available,
            capacity,
            capacity - available,
            inodesFree,
            inodes,
            inodes - inodesFree,
            CLAIM,
            DrillCluster.FLEET);
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " said: " + said);
    }
    return said;
  }

  @Override
  public void close() {
    kubelet.stop(0);
    heart.shutdownNow();
    client.persistentVolumeClaims().inNamespace(DrillCluster.FLEET).withName(CLAIM).delete();
    client.persistentVolumes().withName(CLAIM).delete();
    client.nodes().withName(NAME).delete();
    Awaitility.await("the end of the volume " + CLAIM)
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> client.persistentVolumes().withName(CLAIM).get() == null);
  }
}
