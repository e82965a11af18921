package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of an API server as a plane needs: the pods, the StatefulSet and the claims of a fleet
 * with watches, a Lease with optimistic locking, evictions with their precondition, and claims that
 * grow. It writes down what is asked of it.
 */
final class StubCluster implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern QUERY_SECONDS = Pattern.compile("timeoutSeconds=(\\d+)");
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deeds deeds;
  private final SortedMap<String, ObjectNode> objects = new TreeMap<>();
  private final SortedMap<String, ObjectNode> gone = new TreeMap<>();
  private long version = 100;
  private volatile Consumer<String> eviction = pod -> {};
  private volatile Consumer<String> growth = node -> {};
  private volatile Consumer<String> beforeAnswer = call -> {};
  private volatile CountDownLatch lists = new CountDownLatch(0);
  private volatile String denied = "";
  private int renewals;

  StubCluster(Deeds deeds) {
    this.deeds = deeds;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What happens to a node whose pod is evicted; until it returns the pod is not ready. */
  void onEviction(Consumer<String> replacement) {
    eviction = replacement;
  }

  /** What happens to a node whose claim grows. */
  void onGrowth(Consumer<String> grown) {
    growth = grown;
  }

  /** What is done between the deed and its answer. */
  void beforeAnswer(Consumer<String> then) {
    beforeAnswer = then;
  }

  /** Lists are asked for and not answered before the latch is at zero. */
  void holdLists(CountDownLatch until) {
    lists = until;
  }

  /** Objects of this kind may be neither listed nor watched; nothing is denied when empty. */
  void deny(String kind) {
    denied = kind;
  }

  /** A new cluster with these pods, ready, at these addresses. */
  synchronized void hold(SortedMap<String, String> pods) {
    objects.clear();
    gone.clear();
    pods.forEach(
        (pod, ip) -> {
          put("pods/" + pod, POD.formatted(pod, pod + "-first", pod, "True", ip));
          put("persistentvolumeclaims/repo-" + pod, CLAIM.formatted(pod, pod, "10Gi", "10Gi"));
        });
    put("statefulsets/kubo", SET.formatted(pods.size(), pods.size(), pods.size()));
    put("storageclasses/grows", CLASS);
  }

  synchronized void ready(String pod, boolean ready) {
    ObjectNode copy = objects.get("pods/" + pod).deepCopy();
    ((ObjectNode) copy.path("status").path("conditions").path(0))
        .put("status", ready ? "True" : "False");
    put("pods/" + pod, copy.toString());
  }

  /** All objects of these kinds are deleted; leases stay. */
  synchronized void forget(String... kinds) {
    for (String kind : kinds) {
      for (Map.Entry<String, ObjectNode> entry : of(objects, kind, 0).entrySet()) {
        objects.remove(entry.getKey());
        ObjectNode last = entry.getValue().deepCopy();
        last.withObject("/metadata").put("resourceVersion", Long.toString(++version));
        gone.put(entry.getKey(), last);
      }
    }
  }

  /** They are back. */
  synchronized void remember() {
    gone.forEach((key, object) -> put(key, object.toString()));
    gone.clear();
  }

  /** Annotates a pod; an empty value takes the annotation away. */
  synchronized void annotate(String pod, String name, String value) {
    ObjectNode copy = objects.get("pods/" + pod).deepCopy();
    ObjectNode annotations = copy.withObject("/metadata").withObject("/annotations");
    if (value.isEmpty()) {
      annotations.remove(name);
    } else {
      annotations.put(name, value);
    }
    put("pods/" + pod, copy.toString());
  }

  /** Who holds the lease. */
  synchronized Optional<String> holder() {
    return Optional.ofNullable(objects.get("leases/kubo-steward"))
        .map(lease -> lease.path("spec").path("holderIdentity").asText(""))
        .filter(holder -> !holder.isEmpty());
  }

  /** How often it was taken or renewed. */
  synchronized int renewals() {
    return renewals;
  }

  private synchronized ObjectNode put(String key, String json) {
    try {
      ObjectNode object = (ObjectNode) JSON.readTree(json);
      object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
      objects.put(key, object);
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String query = String.valueOf(uri.getRawQuery());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // /api/v1/namespaces/ipfs/pods/kubo-1/eviction becomes pods/kubo-1/eviction
    String path =
        uri.getPath()
            .replaceFirst("^/apis?/([a-z.0-9]+/)?v1/", "")
            .replaceFirst("^namespaces/[^/]+/", "");
    try (exchange) {
      if (path.equals(denied)) {
        send(exchange, 403, FORBIDDEN.formatted(denied));
      } else if (query.contains("watch=1")) {
        watch(exchange, path, query);
      } else {
        answer(exchange, path, body);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String path, String body)
      throws IOException, InterruptedException {
    String[] parts = path.split("/", -1);
    String method = exchange.getRequestMethod();
    if (method.equals("GET") && parts.length == 1) {
      lists.await();
      send(exchange, 200, list(path));
    } else if (method.equals("GET")) {
      Optional<String> one = get(path);
      send(exchange, one.isPresent() ? 200 : 404, one.orElse("{\"message\":\"not found\"}"));
    } else if (path.endsWith("/eviction")) {
      evict(exchange, parts[1], JSON.readTree(body));
    } else if (method.equals("PATCH")) {
      grow(exchange, parts[1], JSON.readTree(body));
    } else if (parts[0].equals("leases")) {
      lease(exchange, body);
    } else if (parts[0].equals("selfsubjectaccessreviews")) {
      send(exchange, 201, "{\"status\":{\"allowed\":true}}");
    } else {
      send(exchange, 201, "{}");
    }
  }

  private synchronized Optional<String> get(String key) {
    return Optional.ofNullable(objects.get(key)).map(JsonNode::toString);
  }

  private synchronized String list(String kind) {
    ObjectNode list = JSON.createObjectNode();
    list.withObject("/metadata").put("resourceVersion", Long.toString(version));
    list.putArray("items").addAll(of(objects, kind, 0).values());
    return list.toString();
  }

  private static Map<String, ObjectNode> of(
      Map<String, ObjectNode> these, String kind, long after) {
    Map<String, ObjectNode> found = new TreeMap<>(these);
    found.keySet().removeIf(key -> !key.startsWith(kind + "/"));
    found.values().removeIf(object -> versionOf(object) <= after);
    return found;
  }

  private static long versionOf(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asLong();
  }

  private void watch(HttpExchange exchange, String kind, String query)
      throws IOException, InterruptedException {
    Matcher seconds = QUERY_SECONDS.matcher(query);
    Instant end = Instant.now().plusSeconds(seconds.find() ? Long.parseLong(seconds.group(1)) : 10);
    long seen = Long.parseLong(query.replaceAll(".*resourceVersion=(\\d+).*", "$1"));
    exchange.getResponseHeaders().add("Connection", "close");
    exchange.sendResponseHeaders(200, 0);
    while (Instant.now().isBefore(end) && closing.getCount() > 0) {
      for (Map.Entry<Long, String> event : news(kind, seen).entrySet()) {
        exchange.getResponseBody().write(event.getValue().getBytes(StandardCharsets.UTF_8));
        seen = event.getKey();
      }
      exchange.getResponseBody().flush();
      boolean unused = closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The events of a kind after a version, in order. */
  private synchronized SortedMap<Long, String> news(String kind, long after) {
    SortedMap<Long, String> events = new TreeMap<>();
    of(objects, kind, after).values().forEach(o -> events.put(versionOf(o), event("MODIFIED", o)));
    of(gone, kind, after).values().forEach(o -> events.put(versionOf(o), event("DELETED", o)));
    return events;
  }

  private static String event(String type, ObjectNode object) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
  }

  private void evict(HttpExchange exchange, String pod, JsonNode eviction) throws IOException {
    int deed = deeds.begin("eviction", pod);
    String uid = eviction.path("deleteOptions").path("preconditions").path("uid").asText();
    synchronized (this) {
      ObjectNode there = objects.get("pods/" + pod);
      if (!there.path("metadata").path("uid").asText().equals(uid)) {
        deeds.end(deed);
        send(exchange, 409, "{\"message\":\"the uid differs\"}");
        return;
      }
      String ip = there.path("status").path("podIP").asText();
      put("pods/" + pod, POD.formatted(pod, pod + "-" + version, pod, "False", ip));
    }
    threads.execute(
        () -> {
          this.eviction.accept(pod);
          ready(pod, true);
          deeds.end(deed);
        });
    beforeAnswer.accept("eviction");
    send(exchange, 201, "{\"kind\":\"Status\",\"status\":\"Success\",\"code\":201}");
  }

  private void grow(HttpExchange exchange, String claim, JsonNode patch) throws IOException {
    String node = claim.replaceFirst("^repo-", "");
    int deed = deeds.begin("grow", node);
    String size = patch.path(patch.size() - 1).path("value").asText();
    ObjectNode grown =
        put("persistentvolumeclaims/" + claim, CLAIM.formatted(node, node, size, size));
    growth.accept(node);
    deeds.end(deed);
    beforeAnswer.accept("grow");
    send(exchange, 200, grown.toString());
  }

  private void lease(HttpExchange exchange, String body) throws IOException {
    JsonNode wanted = JSON.readTree(body);
    synchronized (this) {
      ObjectNode there = objects.get("leases/kubo-steward");
      boolean stale = there != null && versionOf(there) != versionOf(wanted);
      if (!stale) {
        renewals++;
        send(exchange, 200, put("leases/kubo-steward", body).toString());
        return;
      }
    }
    send(exchange, 409, "{\"message\":\"the object has been modified\"}");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static final String POD =
      """
      {"metadata": {"name": "%s", "namespace": "ipfs", "uid": "%s",
        "labels": {"app.kubernetes.io/name": "kubo", "controller-revision-hash": "r1"},
        "ownerReferences": [{"kind": "StatefulSet", "name": "kubo"}]},
       "spec": {"nodeName": "machine-1",
        "volumes": [{"name": "repo", "persistentVolumeClaim": {"claimName": "repo-%s"}}],
        "containers": [{"name": "kubo", "volumeMounts": [{"name": "repo", "mountPath": "/data"}]}]},
       "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "%s"}],
        "containerStatuses": [{"name": "kubo", "restartCount": 0, "state": {"running": {}}}],
        "podIP": "%s"}}
      """;
  private static final String SET =
      """
      {"metadata": {"name": "kubo", "namespace": "ipfs", "uid": "set", "generation": 1,
        "annotations": {"kubo-steward.org/grow-up-to": "500Gi"}},
       "spec": {"replicas": %d, "serviceName": "kubo", "ordinals": {"start": 1},
        "template": {"metadata": {"labels": {"app.kubernetes.io/name": "kubo"}}}},
       "status": {"observedGeneration": 1, "readyReplicas": %d, "updatedReplicas": %d,
        "currentRevision": "r1", "updateRevision": "r1"}}
      """;
  private static final String CLAIM =
      """
      {"metadata": {"name": "repo-%s", "namespace": "ipfs", "uid": "claim-of-%s"},
       "spec": {"storageClassName": "grows", "resources": {"requests": {"storage": "%s"}}},
       "status": {"phase": "Bound", "capacity": {"storage": "%s"}}}
      """;
  private static final String FORBIDDEN =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Forbidden", "code": 403,
       "message": "%1$s is forbidden: User \\"system:serviceaccount:kubo-steward:kubo-steward\\" cannot list resource \\"%1$s\\" in API group \\"\\" in the namespace \\"ipfs\\"",
       "details": {"kind": "%1$s"}}
      """;
  private static final String CLASS =
      """
      {"kind": "StorageClass", "metadata": {"name": "grows"}, "allowVolumeExpansion": true}
      """;
}
