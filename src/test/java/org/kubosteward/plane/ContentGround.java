package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** Three real nodes and a packaged plane over them, and whoever sends it content. */
final class ContentGround implements AutoCloseable {
  static final String WRITER = "a token that may pin";
  static final String READER = "a token that may read pins";
  static final ObjectMapper JSON = new ObjectMapper();
  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final DemoFleet fleet;
  final PlaneProcess plane;
  private final KuboBinary kubo;

  ContentGround(Path directory) {
    kubo = KuboBinary.obtain(System.err::println);
    fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().in(directory.resolve("fleet")));
    plane =
        new PlaneProcess(
                directory.resolve(
                    "plane")) // What is uploaded stays where it was put: a copy on its way is an
            // import, too.
            .with("steward.mode", "observe")
            .over(fleet.nodes());
    for (DemoNode node : fleet.nodes()) {
      plane.with("steward.fleet.nodes.\"" + node.name() + "\".gateway", node.gateway());
    }
    token("writer", WRITER, "pin:write");
    token("reader", READER, "pin:read");
  }

  private void token(String name, String token, String scope) {
    plane.with("steward.api.tokens.\"" + name + "\".sha256", sha256(token));
    plane.with("steward.api.tokens.\"" + name + "\".scopes", scope);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  ContentGround start() {
    plane.start();
    plane.await("a first round", () -> plane.ready() == 200);
    plane.await("nodes to be used", () -> plane.health().path("status").asText().equals("OK"));
    return this;
  }

  HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(plane.api().resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> upload(String query, String type, BodyPublisher body) throws Exception {
    return send(request(WRITER, "/api/v1/content" + query).header("Content-Type", type).PUT(body));
  }

  HttpResponse<byte[]> tus(String method, String path, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(WRITER, path)
            .header("Tus-Resumable", "1.0.0")
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<byte[]> download(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(READER, "/api/v1/content/" + path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends the head and a part of the body, and leaves the connection open. */
  Socket begin(String method, String path, long length, byte[] part, String... headers)
      throws IOException {
    URI api = plane.api();
    Socket socket = new Socket(api.getHost(), api.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: plane\r\n");
    head.append("Authorization: Bearer ").append(WRITER).append("\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    OutputStream out = socket.getOutputStream();
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.write(part);
    out.flush();
    return socket;
  }

  JsonNode rpc(DemoNode node, String call) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(node.api().resolve("/api/v0/" + call))
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody()));
    return answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  /** The names of the recursive pins of that CID, over all nodes. */
  List<String> pinNames(String cid) throws Exception {
    List<String> names = new ArrayList<>();
    for (DemoNode node : fleet.nodes()) {
      JsonNode keys = rpc(node, "pin/ls?type=recursive&names=true").path("Keys");
      if (keys.has(cid)) {
        names.add(keys.path(cid).path("Name").asText());
      }
    }
    return names;
  }

  /** How many recursive pins there are on all nodes. */
  int pins() throws Exception {
    int count = 0;
    for (DemoNode node : fleet.nodes()) {
      count += rpc(node, "pin/ls?type=recursive").path("Keys").size();
    }
    return count;
  }

  /** Uploads that are under way by the nodes' own word. */
  long imports() throws Exception {
    long running = 0;
    for (DemoNode node : fleet.nodes()) {
      running +=
          StreamSupport.stream(rpc(node, "diag/cmds").spliterator(), false)
              .filter(command -> command.path("Command").asText().equals("dag/import"))
              .filter(command -> command.path("Active").asBoolean())
              .count();
    }
    return running;
  }

  /** What {@code ipfs add} itself calls it, by the same profile. */
  String add(Path what, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                kubo.executable().toString(),
                "add",
                "-Q",
                "--only-hash",
                "--cid-version=1",
                "--raw-leaves",
                "--chunker=size-1048576",
                "--max-file-links=1024"));
    command.addAll(List.of(more));
    command.add(what.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("IPFS_PATH", fleet.node("kubo-1").repo().toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("ipfs add failed: " + said);
    }
    return said.strip();
  }

  static byte[] random(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    plane.close();
    fleet.close();
  }
}
