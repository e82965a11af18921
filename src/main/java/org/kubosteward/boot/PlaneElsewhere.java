package org.kubosteward.boot;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.kubosteward.access.Problem;

/** Answers for page and API in a process that does not play the plane: they are elsewhere. */
@Singleton
class PlaneElsewhere {
  /** After the host was judged, before the body, a file or a resource is looked for. */
  private static final int ORDER = -500;

  private static final int NOT_FOUND = 404;

  private final Roles roles;

  @Inject
  PlaneElsewhere(Roles roles) {
    this.roles = roles;
  }

  void route(@Observes Router router) {
    if (!roles.plane()) {
      router.route().order(ORDER).handler(this::answer);
    }
  }

  private void answer(RoutingContext exchange) {
    exchange
        .response()
        .setStatusCode(NOT_FOUND)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(
            new JsonObject()
                .put("title", "Not found")
                .put(
                    "detail",
                    "page and API are served where steward.roles has plane; this process plays "
                        + roles.label())
                .put("status", NOT_FOUND)
                .encode());
  }
}
