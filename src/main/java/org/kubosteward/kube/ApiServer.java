package org.kubosteward.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The connection to the API server: address, trust and token as every Kubernetes client finds them
 * (the pod's service account, else KUBECONFIG). The token is read again as it is renewed.
 *
 * <p>Every request has a deadline, a bound on its answer, and is sent once: who asks decides
 * whether to ask again.
 */
public final class ApiServer implements AutoCloseable {
  /** A page of 500 pods with long managed fields is about 8 MB. */
  static final int MAX_BODY_BYTES = 32 << 20;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** At the deadline it is we who tell; so much later the client ends what it left open. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final String url;
  private final int maxBodyBytes;

  private ApiServer(Config config, String url, int maxBodyBytes) {
    config.setConnectionTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
    // A hidden second try would hide a 429, and outlive the deadline.
    config.setRequestRetryBackoffLimit(0);
    // Over HTTP/2 all requests share one connection, and hang together when it dies in silence.
    config.setHttp2Disable(true);
    this.client = new KubernetesClientBuilder().withConfig(config).build();
    this.url = url.replaceAll("/+$", "");
    this.maxBodyBytes = maxBodyBytes;
  }

  /** The API server of this pod, or of KUBECONFIG. Nothing is sent yet. */
  public static ApiServer open() {
    return with(Config.autoConfigure(null));
  }

  /** The API server of a configuration, which becomes ours. Nothing is sent yet. */
  public static ApiServer with(Config config) {
    return new ApiServer(config, config.getMasterUrl(), MAX_BODY_BYTES);
  }

  /** Another server that takes the same token, such as a kubelet. */
  static ApiServer at(Config config, String url, int maxBodyBytes) {
    return new ApiServer(config, url, maxBodyBytes);
  }

  /** The namespace of this pod, or of KUBECONFIG's context; {@code default} where neither says. */
  public static String ownNamespace() {
    return Optional.ofNullable(Config.autoConfigure(null).getNamespace()).orElse("default");
  }

  /** The address, for people. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    client.close();
  }

  CompletableFuture<ApiResponse> get(String path, Duration deadline) {
    return send(request(path, deadline.plus(LATER)), deadline);
  }

  CompletableFuture<ApiResponse> post(String path, String json, Duration deadline) {
    return send(request(path, deadline.plus(LATER)).post("application/json", json), deadline);
  }

  CompletableFuture<ApiResponse> put(String path, String json, Duration deadline) {
    return send(request(path, deadline.plus(LATER)).put("application/json", json), deadline);
  }

  CompletableFuture<ApiResponse> patch(String path, String type, String json, Duration deadline) {
    return send(request(path, deadline.plus(LATER)).patch(type, json), deadline);
  }

  /** Opens a watch; what it says is read off the stream. */
  WatchStream watch(String path, Duration deadline) {
    WatchStream stream = new WatchStream();
    var unused = begin(request(path, deadline), stream::take).whenComplete(stream::opened);
    return stream;
  }

  static String query(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, Duration deadline) {
    return client
        .getHttpClient()
        .newHttpRequestBuilder()
        .uri(URI.create(url + path))
        .header("Accept", "application/json")
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<ApiResponse> send(HttpRequest.Builder request, Duration deadline) {
    CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    Body body = new Body(maxBodyBytes);
    var unused =
        begin(request, body::take)
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    read(response, body, answer);
                  } else {
                    answer.complete(ErrorMessages.none(failure));
                  }
                });
    return answer.completeOnTimeout(
        ApiResponse.silence("no answer within " + deadline.toMillis() + " ms"),
        deadline.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void read(
      HttpResponse<AsyncBody> response, Body body, CompletableFuture<ApiResponse> answer) {
    // A slow answer is cut at the deadline, so that its connection is not kept.
    var unused = answer.thenRun(response.body()::cancel);
    unused =
        response
            .body()
            .done()
            .handle(
                (done, broken) -> {
                  answer.complete(
                      broken == null
                          ? ApiResponse.of(response.code(), body.bytes())
                          : body.isFull()
                              ? ApiResponse.silence(body.why())
                              : ErrorMessages.none(broken));
                  return null;
                });
    response.body().consume();
  }

  /** The client throws once it is closed; to who asks that is a failure as any other. */
  private CompletableFuture<HttpResponse<AsyncBody>> begin(
      HttpRequest.Builder request, AsyncBody.Consumer<List<ByteBuffer>> taker) {
    try {
      return client.getHttpClient().consumeBytes(request.build(), taker);
    } catch (IllegalStateException closed) {
      return CompletableFuture.failedFuture(closed);
    }
  }

  /** A body as it comes in, up to its bound. */
  private static final class Body {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final int most;
    private boolean full;

    Body(int most) {
      this.most = most;
    }

    void take(List<ByteBuffer> chunks, AsyncBody source) throws IOException {
      for (ByteBuffer chunk : chunks) {
        if (read.size() + chunk.remaining() > most) {
          full = true;
          throw new IOException(why());
        }
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        read.write(bytes, 0, bytes.length);
      }
      source.consume();
    }

    /** Whether more came than is read. */
    boolean isFull() {
      return full;
    }

    String why() {
      return "the answer is larger than " + most + " bytes";
    }

    byte[] bytes() {
      return read.toByteArray();
    }
  }
}
