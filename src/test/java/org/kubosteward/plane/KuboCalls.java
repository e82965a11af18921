package org.kubosteward.plane;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.kubosteward.demo.DemoNode;

/** What a person would type to a kubo node with curl, apart from the client under test. */
public final class KuboCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String BOUNDARY = "kubo-steward-test";

  private KuboCalls() {}

  /** Calls it and answers the body. */
  public static String post(DemoNode node, String call) {
    return send(request(node, call, Duration.ofSeconds(15)).POST(BodyPublishers.noBody()).build());
  }

  /** Begins a call that is expected to hang; cancelling it hangs up. */
  static CompletableFuture<HttpResponse<String>> begin(DemoNode node, String call) {
    return HTTP.sendAsync(
        request(node, call, Duration.ofHours(2)).POST(BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Adds a file of random bytes and answers its CID. */
  public static String add(DemoNode node, int bytes, boolean pin) {
    byte[] content = new byte[bytes];
    new Random().nextBytes(content);
    String answer = upload(node, "add?cid-version=1&progress=false&pin=" + pin, content);
    return text(answer.lines().reduce((earlier, last) -> last).orElse(""), "Hash");
  }

  /** Adds so many kibibytes in blocks of one, and pins none of them. */
  static void addSmall(DemoNode node, int kibibytes) {
    byte[] content = new byte[kibibytes << 10];
    new Random().nextBytes(content);
    String unused =
        upload(node, "add?cid-version=1&progress=false&pin=false&chunker=size-1024", content);
  }

  /** Keeps one block without pinning it, and answers its CID. */
  static String putBlock(DemoNode node, byte[] block, String codec) {
    return text(upload(node, "block/put?cid-codec=" + codec, block), "Key");
  }

  static byte[] getBlock(DemoNode node, String cid) {
    try {
      return HTTP.send(
              request(node, "block/get?timeout=5s&arg=" + cid, Duration.ofSeconds(10))
                  .POST(BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a block that only {@code from} holds reaches {@code to} within two seconds. */
  static boolean exchanges(DemoNode from, DemoNode to) {
    byte[] block = new byte[64];
    new Random().nextBytes(block);
    String cid = putBlock(from, block, "raw");
    return !post(to, "block/get?timeout=2s&arg=" + cid).contains("context deadline exceeded");
  }

  /** How many blocks lie on the node. */
  static long blocks(DemoNode node) {
    return post(node, "refs/local").lines().filter(line -> line.contains("Ref")).count();
  }

  static void disconnect(DemoNode node, DemoNode sibling) {
    post(node, "swarm/disconnect?arg=/p2p/" + sibling.peerId());
  }

  static boolean connected(DemoNode node, DemoNode sibling) {
    return post(node, "swarm/peers").contains(sibling.peerId());
  }

  private static String upload(DemoNode node, String call, byte[] content) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.write(
          ("--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n"
                  + "Content-Type: application/octet-stream\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.write(content);
      body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
      return send(
          request(node, call, Duration.ofSeconds(30))
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(BodyPublishers.ofByteArray(body.toByteArray()))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpRequest.Builder request(DemoNode node, String call, Duration deadline) {
    return HttpRequest.newBuilder(URI.create(node.api() + "/api/v0/" + call)).timeout(deadline);
  }

  private static String send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(String json, String field) {
    try {
      return JSON.readTree(json).path(field).asText();
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + json, e);
    }
  }
}
