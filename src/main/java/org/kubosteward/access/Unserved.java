package org.kubosteward.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * What becomes of a path that no permission of {@code quarkus.http.auth.permission} names: there is
 * nothing, whoever asks and whatever has put a route there.
 */
@Singleton
public class Unserved implements HttpSecurityPolicy {
  /** As the permissions name it. */
  static final String NAME = "unserved";

  private static final int NOT_FOUND = 404;

  private final Problems problems;

  Unserved(Problems problems) {
    this.problems = problems;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Answers by itself, so that no check comes after it. */
  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext exchange,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext context) {
    String path = exchange.normalizedPath();
    Problems.Text answer =
        problems.text(Problem.of(NOT_FOUND, "Not Found", Problems.nothingAt(path)), path);
    HttpServerResponse response = exchange.response().setStatusCode(NOT_FOUND);
    AnswerHeaders.HEADERS.forEach(response::putHeader);
    response.putHeader("Content-Type", answer.type()).end(answer.body());
    return Uni.createFrom().nothing();
  }
}
