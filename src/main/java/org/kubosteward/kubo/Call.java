package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
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
 */
record Call(
    String name,
    String uri,
    boolean timed,
    boolean fresh,
    boolean repeatable,
    String media,
    Optional<Upload> upload) {

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

  Call with(String option, String value) {
    String more =
        (uri.contains("?") ? "&" : "?")
            + option
            + "="
            + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return new Call(name, uri + more, timed, fresh, repeatable, media, upload);
  }

  /** On a connection of its own: to see one made, or not to keep others waiting. */
  Call onItsOwn() {
    return new Call(name, uri, timed, true, repeatable, media, upload);
  }

  /** Kubo is told to give up after that, whenever we do. */
  Call waiting(Duration wait) {
    Call told = with("timeout", wait.toMillis() + "ms");
    return new Call(name, told.uri, false, fresh, repeatable, media, upload);
  }

  Call answering(String contentType) {
    return new Call(name, uri, timed, fresh, repeatable, contentType, upload);
  }

  Call sending(Upload sent) {
    return new Call(name, uri, timed, fresh, repeatable, media, Optional.of(sent));
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
