package org.kubosteward.access;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Lets the bodies of {@link StreamedRoutes} through to their resource, unread. The bounds of other
 * requests are taken off theirs: the size, the time for a whole body, and the time in which nothing
 * moves, for the answer may come long after the body. Their connection serves no other request.
 */
@Singleton
public class StreamedBodies {
  /** Before the runtime refuses what says that it is too large. */
  private static final int ORDER = -3;

  private static final String LENGTH = StreamedBodies.class.getName();
  private static final String CONTENT_LENGTH = "Content-Length";

  /** Whoever still sends when it is answered gets so long to read why. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final StreamedRoutes routes;

  @Inject
  StreamedBodies(Instance<StreamedRoutes> routes) {
    this((StreamedRoutes) (method, path) -> routes.stream().anyMatch(one -> one.has(method, path)));
  }

  StreamedBodies(StreamedRoutes routes) {
    this.routes = routes;
  }

  void route(@Observes Router router) {
    router.route().order(ORDER).handler(this::look);
  }

  private void look(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    String path = exchange.normalizedPath();
    if (routes.has(request.method(), path)) {
      letThrough(exchange);
    }
    exchange.next();
  }

  private static void letThrough(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    exchange.put(LENGTH, declared(request));
    // The runtime's bound looks at this header alone. The body is framed already.
    request.headers().remove(CONTENT_LENGTH);
    if (request.connection() instanceof ConnectionBase connection) {
      Channel channel = connection.channel();
      SlowHeaders.standAside(channel);
      ChannelHandler idle = channel.pipeline().get(IdleStateHandler.class);
      if (idle != null) {
        channel.pipeline().remove(idle);
      }
    }
    exchange.addHeadersEndHandler(head -> exchange.response().putHeader("Connection", "close"));
    exchange.addEndHandler(
        ended -> {
          // When the sender hung up, whoever reads the body is told, and there is nobody to answer.
          if (exchange.response().ended() && !exchange.response().closed()) {
            close(exchange);
          }
        });
  }

  /** Closing on what was not read would reset the connection, and the answer would be lost. */
  private static void close(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long timer = exchange.vertx().setTimer(LINGER.toMillis(), late -> request.connection().close());
    try {
      request.exceptionHandler(gone -> exchange.vertx().cancelTimer(timer));
      request.endHandler(
          end -> {
            exchange.vertx().cancelTimer(timer);
            request.connection().close();
          });
      request.handler(unread -> {});
      request.resume();
    } catch (IllegalStateException endedMeanwhile) {
      exchange.vertx().cancelTimer(timer);
      request.connection().close();
    }
  }

  private static OptionalLong declared(HttpServerRequest request) {
    try {
      String length = request.getHeader(CONTENT_LENGTH);
      return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }

  static boolean streams(RoutingContext exchange) {
    return exchange.get(LENGTH) != null;
  }

  /** How long the body says that it is; empty when it says nothing. */
  public static OptionalLong length(RoutingContext exchange) {
    OptionalLong length = exchange.get(LENGTH);
    return length == null ? OptionalLong.empty() : length;
  }
}
