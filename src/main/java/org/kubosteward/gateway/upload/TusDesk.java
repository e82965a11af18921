package org.kubosteward.gateway.upload;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.StreamedBodies;

/** Reads the requests of tus, and has {@link UploadDesk} do what they ask. */
final class TusDesk {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final UploadDesk desk;

  TusDesk(UploadDesk desk) {
    this.desk = desk;
  }

  /**
   * Begins an upload, and takes the part that may come with it.
   *
   * @throws UploadRefused when it cannot be
   */
  CompletionStage<TusUpload> create(RoutingContext exchange, Context context, String who) {
    HttpServerRequest request = exchange.request();
    Optional<String> metadata = Optional.ofNullable(request.getHeader("Upload-Metadata"));
    Map<String, String> said = TusHeaders.metadata(metadata.orElse(""));
    long length = TusHeaders.number("Upload-Length", request.getHeader("Upload-Length"));
    if (length > desk.bounds().bytes()) {
      throw desk.tooLarge(length);
    }
    String name = said.getOrDefault("name", said.get("filename"));
    UploadOrder order =
        UploadOrder.of(desk.kept(), name, said.get("policy"), said.get("profile"), who);
    boolean hasPart = TusHeaders.PART.equals(request.getHeader("Content-Type"));
    TusPart part = TusPart.of("0", hasPart ? request.getHeader("Upload-Checksum") : null);
    TusUpload upload = desk.shelf().create(order, length, metadata);
    if (length > 0 && !hasPart) {
      return CompletableFuture.completedFuture(upload);
    }
    try {
      return take(upload, part, exchange, context)
          .handle((taken, failed) -> stands(upload, failed));
    } catch (UploadRefused refused) {
      desk.shelf().remove(upload);
      throw refused;
    }
  }

  /** A part that was cut leaves an upload that can go on; one that was refused leaves none. */
  private TusUpload stands(TusUpload upload, @Nullable Throwable failed) {
    if (failed == null || upload.state().offset() > 0) {
      return upload;
    }
    desk.shelf().remove(upload);
    throw failed instanceof RuntimeException told ? told : new IllegalStateException(failed);
  }

  /**
   * Takes the next part of an upload.
   *
   * @throws UploadRefused when it is not known, does not stand there, or is taken already
   */
  CompletionStage<TusUpload> part(String id, RoutingContext exchange, Context context) {
    HttpServerRequest request = exchange.request();
    TusUpload upload = found(id);
    TusPart part =
        TusPart.of(request.getHeader("Upload-Offset"), request.getHeader("Upload-Checksum"));
    return take(upload, part, exchange, context);
  }

  private CompletionStage<TusUpload> take(
      TusUpload upload, TusPart part, RoutingContext exchange, Context context) {
    if (!upload.claim()) {
      throw new UploadRefused(
          UploadRefused.Why.LOCKED, "another part of this upload is being taken; wait for its end");
    }
    try {
      check(upload, part, exchange);
      if (upload.state().done().isPresent()) {
        upload.release();
        return CompletableFuture.completedFuture(upload);
      }
      long left = upload.length() - part.offset();
      return desk.part(
              upload,
              part,
              () -> BodyStream.open(exchange.request(), context, left, desk.bounds().silence()))
          .thenApply(state -> upload)
          .whenComplete((taken, failed) -> upload.release());
    } catch (RuntimeException refused) {
      upload.release();
      throw refused;
    }
  }

  private static void check(TusUpload upload, TusPart part, RoutingContext exchange) {
    long stands = upload.state().offset();
    if (part.offset() != stands) {
      throw new UploadRefused(
          UploadRefused.Why.WRONG_OFFSET,
          "the upload stands at %d, and the part begins at %d; ask with HEAD and go on from there"
              .formatted(stands, part.offset()));
    }
    long announced = StreamedBodies.length(exchange).orElse(0);
    if (announced > upload.length() - stands) {
      throw new UploadRefused(
          UploadRefused.Why.TOO_LARGE,
          "the part has %d bytes, and of the upload %d are missing"
              .formatted(announced, upload.length() - stands));
    }
  }

  /**
   * The upload of that id.
   *
   * @throws UploadRefused when there is none
   */
  TusUpload found(String id) {
    return desk.shelf()
        .find(id)
        .orElseThrow(
            () ->
                new UploadRefused(
                    UploadRefused.Why.UNKNOWN,
                    "there is no upload of that id here: it was ended, expired, or began before this process did; begin anew"));
  }

  /** Ends one. */
  void end(String id) {
    TusUpload upload = found(id);
    if (!upload.claim()) {
      throw new UploadRefused(
          UploadRefused.Why.LOCKED, "a part of this upload is being taken; wait for its end");
    }
    desk.shelf().remove(upload);
  }

  /** An answer that says how far it has come and, once it is kept, where the content is. */
  Response.ResponseBuilder answer(Response.Status status, TusUpload upload) {
    Response.ResponseBuilder answer =
        Response.status(status)
            .header("Upload-Offset", upload.state().offset())
            .header("Upload-Expires", HTTP_DATE.format(desk.shelf().expires(upload)));
    upload
        .state()
        .done()
        .ifPresent(
            done -> answer.header("Content-Location", UploadRoutes.CONTENT + "/" + done.cid()));
    return answer;
  }
}
