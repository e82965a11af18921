package org.kubosteward.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /q/metrics} on a thread of its own, in the place of the runtime's route, which waits for
 * one of the workers that requests share: what tells that they are all taken must not need one.
 */
@ApplicationScoped
class ScrapeRoute {
  private static final Logger LOG = Logger.getLogger(ScrapeRoute.class);

  /** Two Prometheus servers and a person ask at once; whoever comes after them asks again. */
  private static final int WAITING = 8;

  /** Before the runtime's own. */
  private static final int FIRST = -1_000;

  private static final int BUSY = 503;

  private final CollectorRegistry registry;
  private final ExecutorService scrapes =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), ScrapeRoute::thread);

  @Inject
  ScrapeRoute(CollectorRegistry registry) {
    this.registry = registry;
  }

  void route(@Observes ManagementInterface management) {
    management
        .router()
        .route("/q/metrics")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .order(FIRST)
        .handler(this::scrape);
  }

  void stop(@Observes ShutdownEvent event) {
    scrapes.shutdownNow();
  }

  private void scrape(RoutingContext request) {
    String type = type(request.request().getHeader("Accept"));
    Context loop = request.vertx().getOrCreateContext();
    try {
      scrapes.execute(() -> answer(request.response(), loop, type));
    } catch (RejectedExecutionException full) {
      request.response().setStatusCode(BUSY).end("other scrapes are under way\n");
    }
  }

  private void answer(HttpServerResponse response, Context loop, String type) {
    try {
      String text = text(type);
      loop.runOnContext(
          now -> {
            if (!response.ended() && !response.closed()) {
              response.putHeader("Content-Type", type).end(text);
            }
          });
    } catch (RuntimeException fault) {
      LOG.error("a scrape failed by a fault of the plane's own", fault);
      loop.runOnContext(now -> response.setStatusCode(500).end());
    }
  }

  private String text(String type) {
    StringWriter text = new StringWriter();
    try {
      TextFormat.writeFormat(type, text, registry.metricFamilySamples());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** As the runtime's route chooses: OpenMetrics, unless plain text or a page is taken, too. */
  static String type(@Nullable String accepted) {
    return accepted != null && (accepted.contains("text/plain") || accepted.contains("text/html"))
        ? TextFormat.CONTENT_TYPE_004
        : TextFormat.CONTENT_TYPE_OPENMETRICS_100;
  }

  private static Thread thread(Runnable scrape) {
    Thread thread = new Thread(scrape, "steward-scrape");
    thread.setDaemon(true);
    return thread;
  }
}
