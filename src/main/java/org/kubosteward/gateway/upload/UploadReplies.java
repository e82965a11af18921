package org.kubosteward.gateway.upload;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kubosteward.access.Problem;

/** Turns what came of an upload into an answer. */
final class UploadReplies {
  private UploadReplies() {}

  /** The answer, given on the request's own event loop once it is known. */
  static <T> Uni<Response> of(
      Context context, Supplier<CompletionStage<T>> begun, Function<T, Response> answered) {
    try {
      return Uni.createFrom()
          .completionStage(begun)
          .emitOn(command -> context.runOnContext(now -> command.run()))
          .map(answered)
          .onFailure(failure -> cause(failure) instanceof UploadRefused)
          .recoverWithItem(failure -> refused((UploadRefused) cause(failure)));
    } catch (UploadRefused refused) {
      return Uni.createFrom().item(refused(refused));
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** The reason, as problem JSON. */
  static Response refused(UploadRefused refused) {
    UploadRefused.Why why = refused.why();
    Response.ResponseBuilder answer =
        Response.status(why.status())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(why.status(), why.title(), refused.detail()));
    refused.retryAfter().ifPresent(wait -> answer.header("Retry-After", wait.toSeconds()));
    return answer.build();
  }
}
