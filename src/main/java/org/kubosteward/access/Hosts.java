package org.kubosteward.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request that does not say for which host it is, as HTTP has it, or, where hosts are
 * set, names another: a page of somebody else's name that resolves to our address is none of ours.
 */
@Singleton
public class Hosts {
  /** Before anything reads the address that was asked for. */
  private static final int ORDER = -1_000;

  private static final int BAD_REQUEST = 400;
  private static final int MISDIRECTED = 421;

  private final Set<String> allowed;

  @Inject
  Hosts(AccessConfig config) {
    this(config.hosts().orElse(Set.of()));
  }

  Hosts(Set<String> allowed) {
    this.allowed =
        allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  void route(@Observes Router router) {
    router.route().order(ORDER).handler(this::judge);
  }

  private void judge(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    String host = request.authority() == null ? null : request.authority().host();
    if (host == null || host.isBlank()) {
      refuse(exchange, BAD_REQUEST, "Bad request", "the request has no Host");
    } else if (!allows(host)) {
      refuse(
          exchange,
          MISDIRECTED,
          "Misdirected request",
          "this host is not one of steward.api.hosts");
    } else {
      exchange.next();
    }
  }

  /** Whether it is one of ours, in any case of letters. */
  boolean allows(@Nullable String host) {
    return allowed.isEmpty() || (host != null && allowed.contains(host.toLowerCase(Locale.ROOT)));
  }

  private static void refuse(RoutingContext exchange, int status, String title, String detail) {
    exchange
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(
            new JsonObject()
                .put("title", title)
                .put("detail", detail)
                .put("status", status)
                .encode());
  }
}
