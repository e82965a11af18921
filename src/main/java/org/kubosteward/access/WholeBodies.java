package org.kubosteward.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the body of a request before a thread is taken for it. A resource that blocks would read it
 * on its worker and wait there for whoever sends it slowly; some 200 of those held every worker.
 */
@Singleton
public class WholeBodies {
  /** A body of ours has a few kilobytes: whoever needs longer for it does not mean to send it. */
  static final Duration WITHIN = Duration.ofSeconds(10);

  private static final Set<HttpMethod> WITHOUT = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** After the runtime has refused what says that it is too large, before anything of ours. */
  private static final int ORDER = -1;

  private static final String TIMER = WholeBodies.class.getName();
  private static final int TIMEOUT = 408;

  private final BodyHandler reader;
  private final Duration within;

  @Inject
  WholeBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this(most.asLongValue(), WITHIN);
  }

  WholeBodies(long most, Duration within) {
    this.reader = BodyHandler.create(false).setBodyLimit(most);
    this.within = within;
  }

  void route(@Observes Router router) {
    router
        .route()
        .order(ORDER)
        .handler(this::read)
        .handler(this::arrived)
        .failureHandler(WholeBodies::cut);
  }

  private void read(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (WITHOUT.contains(request.method()) || StreamedBodies.streams(exchange)) {
      exchange.next();
      return;
    }
    if (request.isEnded()) {
      arrived(exchange);
      return;
    }
    long timer = exchange.vertx().setTimer(within.toMillis(), late -> tooSlow(exchange));
    exchange.put(TIMER, timer);
    exchange.addEndHandler(ended -> exchange.vertx().cancelTimer(timer));
    request.resume();
    reader.handle(exchange);
  }

  private void arrived(RoutingContext exchange) {
    Long timer = exchange.remove(TIMER);
    if (timer != null) {
      exchange.vertx().cancelTimer(timer);
    }
    // Where there is no buffer a resource waits with its thread for a body that never comes.
    if (exchange.body().buffer() == null) {
      ((RoutingContextInternal) exchange).setBody(Buffer.buffer());
    }
    exchange.next();
  }

  private void tooSlow(RoutingContext exchange) {
    HttpServerResponse response = exchange.response();
    if (response.ended() || response.closed()) {
      return;
    }
    String detail = "the body was not whole after " + within.toSeconds() + " s";
    response
        .setStatusCode(TIMEOUT)
        .putHeader("Connection", "close")
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(
            new JsonObject()
                .put("title", "Too slow")
                .put("detail", detail)
                .put("status", TIMEOUT)
                .encode())
        .onComplete(sent -> exchange.request().connection().close());
  }

  /** Whoever hung up in the middle of a body gets no answer, and the log no line. */
  private static void cut(RoutingContext exchange) {
    boolean gone =
        exchange.failure() instanceof HttpClosedException || exchange.response().closed();
    if (!gone && !exchange.response().ended()) {
      exchange.next();
    }
  }
}
