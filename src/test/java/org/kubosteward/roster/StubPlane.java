package org.kubosteward.roster;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A plane that answers what a test says, and remembers what it was asked. */
final class StubPlane implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private volatile Consumer<HttpServerRequest> answer = request -> {};

  /** What the plane was asked. */
  record Asked(String uri, Optional<String> token, Optional<String> tag) {}

  StubPlane(Vertx vertx) throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.add(
                      new Asked(
                          request.uri(),
                          Optional.ofNullable(request.getHeader("Authorization")),
                          Optional.ofNullable(request.getHeader("If-None-Match"))));
                  answer.accept(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  Queue<Asked> asked() {
    return asked;
  }

  /** From now on it tells that roster, and 304 to whoever has it. */
  void tells(RosterText roster, long round, long age) {
    answer =
        request -> {
          boolean known = ("W/\"" + roster.tag() + "\"").equals(request.getHeader("If-None-Match"));
          request
              .response()
              .setStatusCode(known ? 304 : 200)
              .putHeader("ETag", "W/\"" + roster.tag() + "\"")
              .putHeader("Age", Long.toString(age))
              .end(known ? "" : body(roster, round, age));
        };
  }

  private static String body(RosterText roster, long round, long age) {
    return "{\"leader\":true,\"round\":%d,\"at\":\"2026-11-29T12:00:00Z\",\"ageSeconds\":%d,%s"
        .formatted(round, age, roster.text().substring(1));
  }

  void answers(int status, String body) {
    answer = request -> request.response().setStatusCode(status).putHeader("Age", "1").end(body);
  }

  void saysNothing() {
    answer = request -> {};
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
