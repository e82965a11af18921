package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of a node.
 *
 * @param name how people and details call it
 * @param uri path and query below the endpoint's prefix
 * @param timed whether kubo is told when to give up
 * @param fresh whether it wants a connection of its own
 * @param repeatable whether asking twice does no more than asking once
 * @param media what the answer's Content-Type begins with; empty where any will do
 * @param upload the body sent along
 * @param dialect how it is asked, and what a status means
 */
record Call(
    String name,
    String uri,
    boolean timed,
    boolean fresh,
    boolean repeatable,
    String media,
    Optional<Upload> upload,
    Dialect dialect) {

  /** A command of the RPC. */
  Call(
      String name,
      String uri,
      boolean timed,
      boolean fresh,
      boolean repeatable,
      String media,
      Optional<Upload> upload) {
    this(name, uri, timed, fresh, repeatable, media, upload, Dialect.RPC);
  }

  /** A multipart body. */
  record Upload(String contentType, Buffer body) {}

  /** A command below /api/v0 that only reads and answers JSON. */
  static Call read(RpcPath rpc) {
    return new Call(
        rpc.command(), rpc.path(), true, false, true, "application/json", Optional.empty());
  }

  /** A command that changes something: asked once. */
  static Call change(RpcPath rpc) {
    return new Call(
        rpc.command(), rpc.path(), true, false, false, "application/json", Optional.empty());
  }

  /** A page outside /api/v0. */
  static Call page(String path, String media) {
    return new Call(path, path, false, false, true, media, Optional.empty());
  }

  /** What a gateway holds, in a form that can be verified. */
  static Call gateway(String path, String media) {
    String name = path.substring(1);
    return new Call(name, path, false, false, true, media, Optional.empty(), Dialect.GATEWAY);
  }

  Call with(String option, String value) {
    String more =
        (uri.contains("?") ? "&" : "?")
            + option
            + "="
            + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return new Call(name, uri + more, timed, fresh, repeatable, media, upload, dialect);
  }

  /** On a connection of its own: to see one made, or not to keep others waiting. */
  Call onItsOwn() {
    return new Call(name, uri, timed, true, repeatable, media, upload, dialect);
  }

  /** Kubo is told to give up after that, whenever we do. */
  Call waiting(Duration wait) {
    Call told = with("timeout", wait.toMillis() + "ms");
    return new Call(name, told.uri, false, fresh, repeatable, media, upload, dialect);
  }

  Call answering(String contentType) {
    return new Call(name, uri, timed, fresh, repeatable, contentType, upload, dialect);
  }

  Call sending(Upload sent) {
    return new Call(name, uri, timed, fresh, repeatable, media, Optional.of(sent), dialect);
  }

  /** The headers that every call of its kind has. */
  void head(HttpClientRequest request, KuboEndpoint endpoint) {
    request.putHeader("User-Agent", "kubo-steward");
    endpoint.authorization().ifPresent(value -> request.putHeader("Authorization", value));
    dialect.head(request, media);
  }

  /** The same, of what the node holds alone: nothing is fetched for it. */
  Call offline() {
    return with("offline", "true");
  }

  /**
   * What a fault of it is. A call that is to fetch nothing hears of what is not there in the words
   * of a node that has no network.
   */
  FaultKind kind(UnusableAnswerException unfit) {
    boolean isAbsent =
        unfit.kind() == FaultKind.OFFLINE
            && uri.contains("offline=true")
            && String.valueOf(unfit.getMessage()).contains("not found locally");
    return isAbsent ? FaultKind.ABSENT : unfit.kind();
  }

  /** Whether an answer of that Content-Type, in lower case, can be one to this call. */
  boolean takes(String type) {
    return type.startsWith(media) && !type.startsWith("text/html");
  }

  /**
   * The address with kubo's own timeout, a tenth and at most half a second before ours, so that
   * kubo's message comes before our silence.
   */
  String uriWithin(Duration left) {
    long millis = left.toMillis();
    long early = Math.max(1, millis - Math.min(500, millis / 10));
    return timed ? uri + (uri.indexOf('?') < 0 ? "?" : "&") + "timeout=" + early + "ms" : uri;
  }
}
