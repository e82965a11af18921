package org.kubosteward.kubo;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call that streams, on a connection of its own: bytes that are made meanwhile go out, lines or
 * blocks come in and are handed on, neither faster than the other side takes them. It is asked
 * once. Its deadline begins anew whenever the call gets on; when it passes, who was waited for is
 * at fault. Everything happens on one Vert.x context.
 */
final class StreamExchange<T> implements Transfer<T> {
  private enum Phase {
    CONNECTING,
    WAITING,
    READING
  }

  private final CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
  private final Exchange.Clients clients;
  private final KuboEndpoint endpoint;
  private final Call call;
  private final Duration patience;
  private final long maxBytes;
  private final Optional<ReadStream<Buffer>> source;
  private final Context context;
  private final Instant started;

  private Intake<T> intake;
  private Phase phase = Phase.CONNECTING;
  private Instant movedAt;
  private @Nullable HttpClientRequest current;
  private @Nullable Feed feed;
  private boolean paused;
  private long received;
  private long progress;
  private long timer;

  /**
   * Nothing is sent yet.
   *
   * @param patience how long it may not get on
   * @param source what is sent along, paused; empty when nothing is
   */
  StreamExchange(
      Exchange.Clients clients,
      KuboEndpoint endpoint,
      Call call,
      Duration patience,
      long maxBytes,
      Intake<T> intake,
      Optional<ReadStream<Buffer>> source) {
    if (patience.toMillis() <= 0) {
      throw new IllegalArgumentException("A patience must be above zero, not " + patience);
    }
    this.clients = clients;
    this.endpoint = endpoint;
    this.call = call;
    this.patience = patience;
    this.maxBytes = maxBytes;
    this.intake = intake;
    this.source = source;
    this.context = context(clients.vertx());
    this.started = clients.clocks().steady().instant();
    this.movedAt = started;
  }

  /** The one it is started on, or one of another event loop each time: hashing takes a core. */
  private static Context context(Vertx vertx) {
    Context here = Vertx.currentContext();
    return here != null && here.isEventLoopContext()
        ? here
        : ((VertxInternal) vertx).createEventLoopContext();
  }

  /** Asks. */
  StreamExchange<T> start() {
    context.runOnContext(now -> connect());
    return this;
  }

  @Override
  public CompletionStage<Reply<T>> reply() {
    return reply.minimalCompletionStage();
  }

  @Override
  public void cancel(String why) {
    context.runOnContext(now -> fail(new UnusableAnswerException(FaultKind.CANCELLED, why)));
  }

  private void connect() {
    if (reply.isDone()) {
      return;
    }
    watch(patience);
    RequestOptions node =
        new RequestOptions()
            .setMethod(call.dialect().method())
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setSsl(endpoint.tls())
            .setURI(endpoint.prefix() + call.uri());
    try {
      clients.fresh().request(node).onComplete(this::connected);
    } catch (IllegalStateException closed) {
      fail(new UnusableAnswerException(FaultKind.CUT, "the plane is stopping"));
    }
  }

  private void connected(AsyncResult<HttpClientRequest> made) {
    if (made.failed()) {
      fail(NetworkFaults.connecting(made.cause(), clients.limits()));
      return;
    }
    HttpClientRequest request = made.result();
    if (reply.isDone()) {
      request.exceptionHandler(ours -> {});
      request.reset();
      return;
    }
    phase = Phase.WAITING;
    current = request;
    moved();
    request.exceptionHandler(cause -> broken(request, cause));
    // The request is told as well; without a handler the connection would log it as an error.
    request.connection().exceptionHandler(told -> {});
    request
        .response()
        .onComplete(
            head -> {
              if (head.succeeded()) {
                answered(request, head.result());
              } else {
                broken(request, head.cause());
              }
            });
    call.head(request, endpoint);
    if (source.isPresent()) {
      feed = new Feed(context, source.get(), request, this::moved);
      feed.start(this::unmade);
    } else {
      call.dialect().length(request, 0);
      request.end();
    }
  }

  private void unmade(Throwable cause) {
    fail(
        new UnusableAnswerException(
            FaultKind.CANCELLED, "what was to be sent could not be made: " + told(cause)));
  }

  private void answered(HttpClientRequest request, HttpClientResponse response) {
    if (request != current) {
      return;
    }
    phase = Phase.READING;
    moved();
    response.exceptionHandler(cause -> broken(request, cause));
    String type = Optional.ofNullable(response.getHeader("Content-Type")).orElse("");
    if (response.statusCode() != 200) {
      if (feed != null) {
        feed.stop();
      }
      intake = new Refusal<>(response.statusCode(), type, call.dialect());
    } else if (!call.takes(type.toLowerCase(Locale.ROOT))) {
      fail(UnusableAnswerException.notMedia(type));
      return;
    }
    response.handler(chunk -> take(response, chunk));
    response.endHandler(end -> finish(response.getTrailer("X-Stream-Error")));
  }

  private void take(HttpClientResponse response, Buffer chunk) {
    if (reply.isDone()) {
      return;
    }
    received += chunk.length();
    try {
      if (received > maxBytes) {
        throw new UnusableAnswerException(
            FaultKind.TOO_LARGE, "the answer passed its bound of " + maxBytes + " bytes");
      }
      intake.take(chunk);
    } catch (UnusableAnswerException unfit) {
      fail(unfit);
      return;
    } catch (RuntimeException ours) {
      fail(untaken(ours));
      return;
    }
    long now = intake.progress(received);
    if (now > progress) {
      progress = now;
      moved();
    }
    if (intake.isFull()) {
      paused = true;
      response.pause();
      intake.whenRoom(() -> context.runOnContext(room -> goOn(response)));
    }
  }

  private void goOn(HttpClientResponse response) {
    if (!reply.isDone()) {
      paused = false;
      moved();
      response.resume();
    }
  }

  private void finish(@Nullable String streamError) {
    if (reply.isDone()) {
      return;
    }
    try {
      if (streamError == null && feed != null && !feed.isOver()) {
        throw UnusableAnswerException.malformed("it answered before it had all bytes");
      }
      T value = streamError == null ? intake.end() : intake.endedBy(streamError);
      settle(new Answer<>(value, took()), false);
    } catch (UnusableAnswerException unfit) {
      fail(unfit);
    } catch (RuntimeException ours) {
      fail(untaken(ours));
    }
  }

  private static UnusableAnswerException untaken(RuntimeException cause) {
    return new UnusableAnswerException(
        FaultKind.CANCELLED, "what came could not be taken: " + told(cause));
  }

  private static String told(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  /** A request that we reset ourselves is told of that, too. */
  private void broken(HttpClientRequest request, Throwable cause) {
    if (request == current) {
      fail(NetworkFaults.talking(cause, phase == Phase.WAITING));
    }
  }

  private void moved() {
    movedAt = clients.clocks().steady().instant();
  }

  private void watch(Duration rest) {
    timer = clients.vertx().setTimer(Math.max(1, rest.toMillis()), id -> look());
  }

  private void look() {
    Duration rest = patience.minus(Duration.between(movedAt, clients.clocks().steady().instant()));
    if (reply.isDone()) {
      return;
    }
    if (rest.toMillis() > 0) {
      watch(rest);
    } else {
      fail(stuck(" for " + patience.toMillis() + " ms"));
    }
  }

  private UnusableAnswerException stuck(String time) {
    if (phase == Phase.CONNECTING) {
      return patience.compareTo(clients.limits().connectTimeout()) > 0
          ? new UnusableAnswerException(
              FaultKind.CROWDED, "all connections to it stayed in use" + time)
          : new UnusableAnswerException(FaultKind.CONNECT_TIMED_OUT, "no connection" + time);
    }
    if (paused) {
      return new UnusableAnswerException(
          FaultKind.CANCELLED, "what came was not taken by the plane" + time);
    }
    if (feed != null && feed.isStarving()) {
      return new UnusableAnswerException(FaultKind.CANCELLED, "nothing came to be sent" + time);
    }
    if (phase == Phase.READING) {
      return new UnusableAnswerException(
          FaultKind.TOO_SLOW, "began to answer, and got no further" + time);
    }
    return feed != null && !feed.isOver()
        ? new UnusableAnswerException(FaultKind.STALLED, "took no byte" + time)
        : new UnusableAnswerException(FaultKind.STALLED, "answered not one byte" + time);
  }

  private void fail(UnusableAnswerException unfit) {
    String where = call.name() + " at " + endpoint.host() + ":" + endpoint.port() + ": ";
    String what = NetworkFaults.oneLine(String.valueOf(unfit.getMessage()));
    settle(new Fault<>(call.kind(unfit), where + what, took()), true);
  }

  private void settle(Reply<T> outcome, boolean reset) {
    if (reply.isDone()) {
      return;
    }
    clients.vertx().cancelTimer(timer);
    if (feed != null) {
      feed.stop();
    }
    HttpClientRequest open = current;
    current = null;
    if (open != null && reset) {
      open.reset();
    }
    reply.complete(outcome);
  }

  private Duration took() {
    Duration took = Duration.between(started, clients.clocks().steady().instant());
    return took.isNegative() ? Duration.ZERO : took;
  }
}
