package org.kubosteward.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says in the form of its standard that a body is too large, where there is such a form; the
 * runtime alone would answer a status and nothing else.
 */
@Singleton
public class TooLarge {
  private static final int STATUS = 413;

  /** After the host was judged, before the runtime looks at the length. */
  private static final int ORDER = -400;

  private final Problems problems;
  private final long most;

  TooLarge(
      Problems problems,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this.problems = problems;
    this.most = most.asLongValue();
  }

  void route(@Observes Router router) {
    router.route().order(ORDER).handler(this::declared).failureHandler(this::came);
  }

  /** What says itself how large it is. */
  private void declared(RoutingContext exchange) {
    if (problems.inAForm(exchange.normalizedPath()) && length(exchange) > most) {
      answer(exchange);
    } else {
      exchange.next();
    }
  }

  /** What was found to be so while it came. */
  private void came(RoutingContext exchange) {
    HttpServerResponse response = exchange.response();
    boolean ours = exchange.statusCode() == STATUS && problems.inAForm(exchange.normalizedPath());
    if (ours && !response.ended() && !response.closed()) {
      answer(exchange);
    } else {
      exchange.next();
    }
  }

  /** A length that is no number is left to the runtime. */
  private static long length(RoutingContext exchange) {
    String length = exchange.request().getHeader("Content-Length");
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }

  private void answer(RoutingContext exchange) {
    Problems.Text answer =
        problems.text(
            Problem.of(STATUS, "Too large", "a request has at most %d bytes".formatted(most)),
            exchange.normalizedPath());
    HttpServerResponse response = exchange.response().setStatusCode(STATUS);
    AnswerHeaders.HEADERS.forEach(response::putHeader);
    response
        .putHeader("Connection", "close")
        .putHeader("Content-Type", answer.type())
        .end(answer.body())
        .onComplete(sent -> exchange.request().connection().close());
  }
}
