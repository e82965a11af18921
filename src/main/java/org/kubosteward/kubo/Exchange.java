package org.kubosteward.kubo;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call on the wire, from asking to the one reply. Everything after {@link #reply} happens on
 * one Vert.x context, so that nothing here is shared between threads.
 *
 * <ol>
 *   <li>The deadline starts before the connection is asked for; whatever is still open when it
 *       passes is reset.
 *   <li>The body is bounded while it comes in; the first byte too many resets it.
 *   <li>A call in line, that half of its deadline brought no answer, is asked once more, on a new
 *       connection: what it waits for may be the answer to another one. The first answer counts.
 *   <li>A kept connection that closes before the first byte of an answer says nothing about the
 *       node, which may have closed it while it was idle: a call that only reads asks once more, on
 *       a new one.
 * </ol>
 */
final class Exchange<T> {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private enum Phase {
    CONNECTING,
    WAITING,
    READING
  }

  /**
   * The ways to a node, and the bounds of all.
   *
   * @param line where calls that only read go one behind the other; empty when they go as others do
   */
  record Clients(
      Vertx vertx,
      Optional<HttpClient> line,
      HttpClient kept,
      HttpClient fresh,
      KuboLimits limits,
      Clocks clocks) {
    Clients apart() {
      return new Clients(vertx, Optional.empty(), fresh, fresh, limits, clocks);
    }

    Clients reading(HttpClient inLine) {
      return new Clients(vertx, Optional.of(inLine), kept, fresh, limits, clocks);
    }

    private HttpClient of(Call call) {
      return call.fresh() ? fresh : call.repeatable() ? line.orElse(kept) : kept;
    }
  }

  private final CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
  private final Clients clients;
  private final KuboEndpoint endpoint;
  private final Call call;
  private final Duration deadline;
  private final long maxBytes;
  private final Instant started;

  private Intake<T> intake;
  private Phase phase = Phase.CONNECTING;
  private Duration attempted = Duration.ZERO;
  private Duration waitedForConnection = Duration.ZERO;
  private @Nullable HttpClientRequest current;
  private @Nullable HttpClientRequest left;
  private int attempt;
  private Optional<Duration> clockAhead = Optional.empty();
  private boolean again;
  private long received;
  private long timer;

  Exchange(
      Clients clients,
      KuboEndpoint endpoint,
      Call call,
      Duration deadline,
      long maxBytes,
      Intake<T> intake) {
    if (deadline.toMillis() <= 0) {
      throw new IllegalArgumentException("A deadline must be above zero, not " + deadline);
    }
    this.clients = clients;
    this.endpoint = endpoint;
    this.call = call;
    this.deadline = deadline;
    this.maxBytes = maxBytes;
    this.intake = intake;
    this.started = clients.clocks().steady().instant();
  }

  CompletionStage<Reply<T>> reply() {
    clients
        .vertx()
        .getOrCreateContext()
        .runOnContext(
            now -> {
              HttpClient client = clients.of(call);
              boolean inLine = clients.line().filter(client::equals).isPresent();
              timer =
                  inLine
                      ? clients.vertx().setTimer(half(), id -> leaveLine())
                      : clients.vertx().setTimer(deadline.toMillis(), id -> expire());
              connect(client);
            });
    return reply.minimalCompletionStage();
  }

  private long half() {
    return Math.max(1, deadline.toMillis() / 2);
  }

  private void leaveLine() {
    long rest = Math.max(1, deadline.minus(took()).toMillis());
    timer = clients.vertx().setTimer(rest, id -> expire());
    if (phase != Phase.READING && !again) {
      again = true;
      left = current;
      connect(clients.fresh());
    }
  }

  private void connect(HttpClient client) {
    phase = Phase.CONNECTING;
    current = null;
    attempted = took();
    int mine = ++attempt;
    RequestOptions node =
        new RequestOptions()
            .setMethod(call.dialect().method())
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setSsl(endpoint.tls());
    try {
      client.request(node).onComplete(made -> connected(mine, made));
    } catch (IllegalStateException closed) {
      fail(new UnusableAnswerException(FaultKind.CUT, "the plane is stopping"));
    }
  }

  private void connected(int mine, AsyncResult<HttpClientRequest> made) {
    boolean wanted = mine == attempt && !reply.isDone();
    if (made.failed()) {
      if (wanted) {
        fail(NetworkFaults.connecting(made.cause(), clients.limits()));
      }
      return;
    }
    HttpClientRequest request = made.result();
    if (!wanted) {
      request.reset();
      return;
    }
    phase = Phase.WAITING;
    waitedForConnection = took().minus(attempted);
    current = request;
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
    send(request);
  }

  private void send(HttpClientRequest request) {
    request.setURI(endpoint.prefix() + call.uriWithin(deadline.minus(took())));
    call.head(request, endpoint);
    Buffer body = call.upload().map(Call.Upload::body).orElseGet(Buffer::buffer);
    call.upload().ifPresent(upload -> request.putHeader("Content-Type", upload.contentType()));
    call.dialect().length(request, body.length());
    request.end(body);
  }

  private void answered(HttpClientRequest request, HttpClientResponse response) {
    if (request == left) {
      left = null;
      if (phase != Phase.READING && !reply.isDone()) {
        returnTo(request);
      }
    }
    if (reply.isDone() || request != current) {
      return;
    }
    phase = Phase.READING;
    clockAhead = clockAhead(response.getHeader("Date"));
    response.exceptionHandler(cause -> broken(request, cause));
    String type = Optional.ofNullable(response.getHeader("Content-Type")).orElse("");
    if (response.statusCode() != 200) {
      intake = new Refusal<>(response.statusCode(), type, call.dialect());
    } else if (!call.takes(type.toLowerCase(Locale.ROOT))) {
      fail(UnusableAnswerException.notMedia(type));
      return;
    }
    response.handler(this::take);
    response.endHandler(end -> finish(response.getTrailer("X-Stream-Error")));
  }

  /** The answer in line came after all, and before the other. */
  private void returnTo(HttpClientRequest request) {
    HttpClientRequest other = current;
    current = request;
    attempt++;
    if (other != null) {
      other.reset();
    }
  }

  /** The Date is cut to the second, so that in the middle of it one errs least. */
  private Optional<Duration> clockAhead(@Nullable String date) {
    return HttpDate.read(date)
        .map(told -> Duration.between(clients.clocks().wall().instant(), told.plus(HALF_A_SECOND)));
  }

  private void take(Buffer chunk) {
    if (reply.isDone()) {
      return;
    }
    received += chunk.length();
    try {
      intake.take(chunk);
      if (received > maxBytes) {
        throw new UnusableAnswerException(
            FaultKind.TOO_LARGE, "the answer passed its bound of " + maxBytes + " bytes");
      }
    } catch (UnusableAnswerException unfit) {
      fail(unfit);
    }
  }

  private void finish(@Nullable String streamError) {
    if (reply.isDone()) {
      return;
    }
    try {
      T value = streamError == null ? intake.end() : intake.endedBy(streamError);
      current = null;
      settle(new Answer<>(value, took(), clockAhead));
    } catch (UnusableAnswerException unfit) {
      current = null;
      fail(unfit);
    }
  }

  private void broken(HttpClientRequest request, Throwable cause) {
    if (request == left) {
      left = null;
    }
    if (reply.isDone() || request != current) {
      return;
    }
    boolean unanswered = phase == Phase.WAITING && NetworkFaults.isClosing(cause);
    if (unanswered && call.repeatable() && !call.fresh() && !again) {
      again = true;
      connect(clients.fresh());
      return;
    }
    fail(NetworkFaults.talking(cause, unanswered));
  }

  private void expire() {
    HttpClientRequest stuck = left;
    left = null;
    if (stuck != null) {
      // What is behind it in line would wait for ever.
      stuck.reset();
    }
    if (reply.isDone()) {
      return;
    }
    String within = " within " + deadline.toMillis() + " ms";
    if (phase == Phase.READING) {
      fail(
          new UnusableAnswerException(
              FaultKind.TOO_SLOW, "began to answer, and did not end" + within));
    } else if (phase == Phase.WAITING && waitedForConnection.compareTo(deadline.dividedBy(2)) > 0) {
      fail(
          new UnusableAnswerException(
              FaultKind.CROWDED, "a connection became free too late to answer" + within));
    } else if (phase == Phase.WAITING) {
      fail(new UnusableAnswerException(FaultKind.STALLED, "connected, then not one byte" + within));
    } else if (deadline.compareTo(clients.limits().connectTimeout()) > 0) {
      // A connection in the making would have failed before this: all of them were taken.
      fail(
          new UnusableAnswerException(
              FaultKind.CROWDED, "all connections to it stayed in use" + within));
    } else {
      fail(new UnusableAnswerException(FaultKind.CONNECT_TIMED_OUT, "no connection" + within));
    }
  }

  private void fail(UnusableAnswerException unfit) {
    String where = call.name() + " at " + endpoint.host() + ":" + endpoint.port() + ": ";
    String what = NetworkFaults.oneLine(String.valueOf(unfit.getMessage()));
    settle(new Fault<>(call.kind(unfit), where + what, took()));
  }

  private void settle(Reply<T> outcome) {
    if (!reply.isDone()) {
      if (left == null) {
        clients.vertx().cancelTimer(timer);
      }
      HttpClientRequest open = current;
      current = null;
      if (open != null) {
        open.reset();
      }
      reply.complete(outcome);
    }
  }

  private Duration took() {
    Duration took = Duration.between(started, clients.clocks().steady().instant());
    return took.isNegative() ? Duration.ZERO : took;
  }
}
