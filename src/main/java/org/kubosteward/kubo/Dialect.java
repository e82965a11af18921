package org.kubosteward.kubo;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;

/** The two ways to ask a kubo: how a question is put, and what a status other than 200 means. */
enum Dialect {
  /** The RPC: everything is a POST. */
  RPC,
  /** The gateway, of which is asked only what it need not fetch. */
  GATEWAY;

  HttpMethod method() {
    return this == RPC ? HttpMethod.POST : HttpMethod.GET;
  }

  /** Sets the headers that all its questions have. */
  void head(HttpClientRequest request, String media) {
    if (this == GATEWAY) {
      request.putHeader("Accept", media);
      request.putHeader("Cache-Control", "only-if-cached");
    }
  }

  /** Says how long the body is, if it can have one. */
  void length(HttpClientRequest request, int bytes) {
    if (this == RPC) {
      request.putHeader("Content-Length", Integer.toString(bytes));
    }
  }

  /** What an answer of that status means, of which the Content-Type is in lower case. */
  UnusableAnswerException refused(int status, String type, byte[] body) {
    if (status == 403 || status == 401) {
      return new UnusableAnswerException(
          FaultKind.FORBIDDEN,
          "HTTP " + status + ": the credentials are missing, wrong, or not allowed this call");
    }
    return this == RPC ? byRpc(status, type, body) : byGateway(status, text(body));
  }

  private static UnusableAnswerException byRpc(int status, String type, byte[] body) {
    if ((status == 500 || status == 400) && type.startsWith("application/json")) {
      return UnusableAnswerException.told(
          FaultKind.REJECTED, Fields.of(body, "Message").text("Message"));
    }
    if (status == 400 && type.startsWith("text/plain")) {
      return UnusableAnswerException.told(FaultKind.REJECTED, text(body));
    }
    return new UnusableAnswerException(
        FaultKind.NOT_KUBO,
        status == 404
            ? "HTTP 404: not kubo's RPC port, or a kubo without this call"
            : "HTTP " + status + ", which kubo's RPC does not answer");
  }

  private static UnusableAnswerException byGateway(int status, String text) {
    return switch (status) {
      case 412 -> new UnusableAnswerException(FaultKind.ABSENT, "it is not there");
      case 404 ->
          // With Gateway.NoFetch; kubo says so in these words, and another server does not.
          text.contains("could not find")
              ? new UnusableAnswerException(FaultKind.ABSENT, "it is not there")
              : new UnusableAnswerException(
                  FaultKind.NOT_KUBO, "HTTP 404: not kubo's gateway, or not under this host");
      case 429 ->
          new UnusableAnswerException(
              FaultKind.CROWDED, "HTTP 429: the gateway answers as many requests as it may");
      case 504 -> new UnusableAnswerException(FaultKind.TIMED_OUT, "HTTP 504: " + text);
      case 400, 410, 500 -> UnusableAnswerException.told(FaultKind.REJECTED, text);
      default ->
          new UnusableAnswerException(
              FaultKind.NOT_KUBO, "HTTP " + status + ", which kubo's gateway does not answer");
    };
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).strip();
  }
}
