package org.kubosteward.roster;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps the roster of a fleet as the planes tell it. One request is under way at a time, held by a
 * plane until something changes. When no plane answers, the last roster stays, and says how old it
 * is.
 */
public final class RosterClient implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RosterClient.class);

  private final Vertx vertx;
  private final Context context;
  private final RosterClientConfig config;
  private final LongSupplier nanos;
  private WebClient web;
  private int turn;
  private int failures;
  private volatile Optional<ToldRoster> last = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile boolean closed;

  /**
   * A client that has asked nobody yet.
   *
   * @param nanos a clock that only goes forward
   */
  public RosterClient(Vertx vertx, RosterClientConfig config, LongSupplier nanos) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.config = config;
    this.nanos = nanos;
    this.web = connections(vertx, config);
  }

  /** Asks from now on until it is closed; to be called once. */
  public void start() {
    context.runOnContext(begun -> ask());
  }

  /** The last roster that a plane told; empty while none has. Never waits. */
  public Optional<KeptRoster> latest() {
    Optional<String> why = trouble;
    return last.map(told -> told.kept(nanos.getAsLong(), why));
  }

  /** Why no plane answered the last time, a sentence; empty when one did. */
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closed = true;
    context.runOnContext(ended -> web.close());
  }

  private void ask() {
    if (closed) {
      return;
    }
    URI plane = config.planes().get(turn % config.planes().size());
    HttpRequest<Buffer> request =
        web.getAbs(address(plane))
            .followRedirects(false)
            .putHeader("Accept", "application/json")
            .as(BoundedBody.of(config.bytesMost()));
    config.token().ifPresent(request::bearerTokenAuthentication);
    last.ifPresent(told -> request.putHeader("If-None-Match", told.tag()));
    long most = config.hold().plus(config.deadline()).toMillis();
    request
        .send()
        .timeout(most, TimeUnit.MILLISECONDS)
        .onComplete(answer -> context.runOnContext(now -> answered(plane, answer)));
  }

  private String address(URI plane) {
    String base = plane.toString();
    String path = (base.endsWith("/") ? base : base + "/") + "api/v1/roster";
    return config.hold().isZero() ? path : path + "?wait=" + config.hold().toSeconds();
  }

  private void answered(URI plane, AsyncResult<HttpResponse<Buffer>> answer) {
    if (closed) {
      return;
    }
    Optional<String> failure = heard(answer);
    if (failure.isEmpty()) {
      if (trouble.isPresent()) {
        LOG.infof("roster=told plane=%s", plane.getHost());
      }
      trouble = Optional.empty();
      failures = 0;
      again(config.pause());
      return;
    }
    failed(plane, failure.get());
  }

  private void failed(URI plane, String why) {
    Optional<String> sentence = Optional.of(plane.getHost() + ": " + why);
    if (!sentence.equals(trouble)) {
      LOG.warnf("roster=kept why=\"%s\"", sentence.get());
    }
    trouble = sentence;
    // A request that came to no end is cut with its connection.
    web.close();
    web = connections(vertx, config);
    turn++;
    Duration pause = config.pause().multipliedBy(1L << Math.min(failures, 10));
    failures++;
    again(
        pause.compareTo(RosterClientConfig.PAUSE_MOST) < 0 ? pause : RosterClientConfig.PAUSE_MOST);
  }

  private void again(Duration pause) {
    vertx.setTimer(Math.max(1, pause.toMillis()), id -> context.runOnContext(now -> ask()));
  }

  /** Takes what a plane said; answers why it is of no use, if it is not. */
  private Optional<String> heard(AsyncResult<HttpResponse<Buffer>> answer) {
    if (answer.failed()) {
      return Optional.of(String.valueOf(answer.cause().getMessage()));
    }
    HttpResponse<Buffer> response = answer.result();
    try {
      ToldRoster told = ToldRoster.of(response, last, nanos.getAsLong());
      if (last.isPresent() && told.olderThan(last.get())) {
        return Optional.of("it tells an older roster than the one that is kept");
      }
      last = Optional.of(told);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static WebClient connections(Vertx vertx, RosterClientConfig config) {
    return WebClient.create(
        vertx,
        new WebClientOptions()
            .setUserAgentEnabled(false)
            .setMaxPoolSize(1)
            .setConnectTimeout(Math.toIntExact(config.deadline().toMillis())));
  }
}
