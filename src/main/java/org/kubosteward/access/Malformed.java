package org.kubosteward.access;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/**
 * Answers a request that is no HTTP, on both ports: without a host, or with a body that does not
 * follow its own framing. That is its sender's fault and no error of ours: the runtime would write
 * one to the log, with a stack trace, for whoever sends a few bytes.
 */
@Singleton
public class Malformed {
  /** Before every handler of failures. */
  private static final int ORDER = -2_000;

  private static final int BAD_REQUEST = 400;
  private static final String DECODER = "io.netty.handler.codec.";

  void route(@Observes Router router) {
    router.route().order(ORDER).failureHandler(Malformed::judge);
  }

  void routeOfManagement(@Observes ManagementInterface management) {
    management.router().route().order(ORDER).failureHandler(Malformed::judge);
    // A path that cannot be decoded fails while routes are looked for, past every handler.
    management.router().errorHandler(BAD_REQUEST, Malformed::answer);
  }

  private static void judge(RoutingContext exchange) {
    HttpServerResponse response = exchange.response();
    Throwable failure = exchange.failure();
    if (response.ended() || response.closed() || failure instanceof HttpClosedException) {
      return;
    }
    if (exchange.statusCode() != BAD_REQUEST && (failure == null || !undecoded(failure))) {
      exchange.next();
      return;
    }
    answer(exchange);
  }

  private static void answer(RoutingContext exchange) {
    exchange
        .response()
        .setStatusCode(BAD_REQUEST)
        .putHeader("Connection", "close")
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(
            new JsonObject()
                .put("title", "Bad request")
                .put("detail", "the request is not well formed HTTP with one host")
                .put("status", BAD_REQUEST)
                .encode())
        .onComplete(sent -> exchange.request().connection().close());
  }

  /** Whether what reads bytes off the connection threw it: its types are many, its place is one. */
  private static boolean undecoded(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .limit(1)
        .anyMatch(frame -> frame.getClassName().startsWith(DECODER));
  }
}
