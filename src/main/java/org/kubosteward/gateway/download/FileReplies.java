package org.kubosteward.gateway.download;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Problem;
import org.kubosteward.ipld.ByteRange;
import org.kubosteward.ipld.FileWalk;
import org.kubosteward.ipld.WalkBounds;

/** Turns what was found into an answer, as HTTP has it for files. */
final class FileReplies {
  /** What a CID names never changes; others than whoever was let in are not given it. */
  private static final String FOREVER = "private, max-age=29030400, immutable";

  /** Content is somebody else's: a browser is to run nothing of it in our name. */
  private static final String HARMLESS = "sandbox; default-src 'none'";

  private static final int NOT_MODIFIED = 304;
  private static final int PARTIAL = 206;
  private static final String RETRY_SECONDS = "10";

  private final DownloadDesk desk;

  FileReplies(DownloadDesk desk) {
    this.desk = desk;
  }

  /**
   * What is asked for.
   *
   * @param bytes whether the bytes are wanted, or the head alone
   */
  record Asked(String cid, String path, @Nullable String filename, boolean bytes) {
    /** The name that says what it is: the one that is asked for, or the last of the path. */
    String name() {
      return filename != null && !filename.isBlank()
          ? filename
          : path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** The answer, given on the request's event loop. */
  Uni<Response> of(Asked asked, RoutingContext exchange) {
    Context context = exchange.vertx().getOrCreateContext();
    Place place;
    try {
      place = desk.enter();
    } catch (NotServed busy) {
      return Uni.createFrom().item(refused(busy));
    }
    return Uni.createFrom()
        .completionStage(() -> desk.find(asked.cid(), asked.path()))
        .emitOn(command -> context.runOnContext(now -> command.run()))
        .map(found -> answer(found, asked, exchange.request(), context, place))
        .onFailure()
        .invoke(place::leave)
        .onFailure(failure -> cause(failure) instanceof NotServed)
        .recoverWithItem(failure -> refused((NotServed) cause(failure)));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static Response answer(
      Found found, Asked asked, HttpServerRequest request, Context context, Place place) {
    String tag = '"' + found.cid().toString() + '"';
    if (names(request.getHeader("If-None-Match"), tag)) {
      place.leave();
      return marked(Response.status(NOT_MODIFIED), tag).build();
    }
    if (found instanceof Found.File file) {
      return file(file, asked, request, context, place, tag);
    }
    place.leave();
    Response.ResponseBuilder listing = marked(Response.ok().type(MediaType.APPLICATION_JSON), tag);
    return (asked.bytes() ? listing.entity(((Found.Directory) found).listing()) : listing).build();
  }

  private static Response file(
      Found.File file,
      Asked asked,
      HttpServerRequest request,
      Context context,
      Place place,
      String tag) {
    String ifRange = request.getHeader("If-Range");
    String range = ifRange == null || ifRange.equals(tag) ? request.getHeader("Range") : null;
    Optional<RangeHeader> part;
    try {
      part = RangeHeader.of(range, file.size());
    } catch (NotServed none) {
      place.leave();
      return Response.fromResponse(refused(none))
          .header("Content-Range", "bytes */" + file.size())
          .build();
    }
    long length = part.map(RangeHeader::length).orElse(file.size());
    Response.ResponseBuilder answer =
        marked(Response.status(part.isPresent() ? PARTIAL : 200), tag)
            .type(type(asked.name()))
            .header("Accept-Ranges", "bytes")
            .header("Content-Disposition", disposition(asked.name()))
            .header("Content-Length", length);
    part.ifPresent(some -> answer.header("Content-Range", some.content(file.size())));
    if (!asked.bytes()) {
      place.leave();
      return answer.build();
    }
    FileWalk walk =
        new FileWalk(
            file.cid(), part.map(RangeHeader::bytes).orElse(ByteRange.ALL), WalkBounds.SHIPPED);
    return answer.entity(new FileBody(length, walk, file.blocks(), context, place)).build();
  }

  private static Response.ResponseBuilder marked(Response.ResponseBuilder answer, String tag) {
    return answer
        .header("ETag", tag)
        .header("Cache-Control", FOREVER)
        .header("Content-Security-Policy", HARMLESS);
  }

  private static boolean names(@Nullable String header, String tag) {
    return header != null
        && Stream.of(header.split(",", -1))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
  }

  private static MediaType type(String name) {
    String guessed = URLConnection.guessContentTypeFromName(name);
    return guessed == null ? MediaType.APPLICATION_OCTET_STREAM_TYPE : MediaType.valueOf(guessed);
  }

  /** To be saved, under that name; RFC 6266 has it in two forms. */
  private static String disposition(String name) {
    if (name.isEmpty()) {
      return "attachment";
    }
    String plain = name.replaceAll("[^ !#-\\[\\]-~]", "_");
    String coded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, coded);
  }

  private static Response refused(NotServed refused) {
    NotServed.Why why = refused.why();
    Response.ResponseBuilder answer =
        Response.status(why.status())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(why.status(), why.title(), refused.detail()));
    return why == NotServed.Why.BUSY || why == NotServed.Why.UNAVAILABLE
        ? answer.header("Retry-After", RETRY_SECONDS).build()
        : answer.build();
  }
}
