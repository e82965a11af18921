package org.kubosteward.gateway.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kubosteward.access.Problem;

/** Answers as tus has them: each says the version, and one that asks for another is refused. */
final class TusReplies {
  private static final String RESUMABLE = "Tus-Resumable";
  private static final int PRECONDITION_FAILED = 412;

  private TusReplies() {}

  static <T> Uni<Response> of(
      HttpServerRequest request,
      Context context,
      Supplier<CompletionStage<T>> begun,
      Function<T, Response> answered) {
    return TusHeaders.VERSION.equals(request.getHeader(RESUMABLE))
        ? UploadReplies.of(context, begun, answered).map(TusReplies::stamped)
        : Uni.createFrom().item(stamped(otherVersion()));
  }

  /** One that is known at once. */
  static Uni<Response> now(HttpServerRequest request, Supplier<Response> answer) {
    if (!TusHeaders.VERSION.equals(request.getHeader(RESUMABLE))) {
      return Uni.createFrom().item(stamped(otherVersion()));
    }
    try {
      return Uni.createFrom().item(stamped(answer.get()));
    } catch (UploadRefused refused) {
      return Uni.createFrom().item(stamped(UploadReplies.refused(refused)));
    }
  }

  private static Response stamped(Response answer) {
    return Response.fromResponse(answer).header(RESUMABLE, TusHeaders.VERSION).build();
  }

  private static Response otherVersion() {
    return Response.status(PRECONDITION_FAILED)
        .type(Problem.MEDIA_TYPE)
        .header("Tus-Version", TusHeaders.VERSION)
        .entity(
            Problem.of(
                PRECONDITION_FAILED,
                "Another version of tus",
                "the header Tus-Resumable must be " + TusHeaders.VERSION))
        .build();
  }
}
