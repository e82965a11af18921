package org.kubosteward.kubo;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.kubosteward.text.Handshake;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/** What the network's failures mean. */
final class NetworkFaults {
  /** A detail is read in an alert and on a page. */
  private static final int MAX_DETAIL_CHARS = 400;

  private static final String SETTINGS =
      "quarkus.tls.NAME, and NAME in steward.fleet.tls-configuration-name";

  private NetworkFaults() {}

  /** Why there is no connection. */
  static UnusableAnswerException connecting(Throwable cause, KuboLimits limits) {
    if (cause instanceof UnknownHostException) {
      return new UnusableAnswerException(FaultKind.UNRESOLVED, "the host name has no address");
    }
    if (cause instanceof ConnectTimeoutException) {
      return new UnusableAnswerException(
          FaultKind.CONNECT_TIMED_OUT,
          "no connection within " + limits.connectTimeout().toMillis() + " ms");
    }
    if (cause instanceof NoRouteToHostException) {
      return new UnusableAnswerException(FaultKind.UNREACHABLE, "no route to the host");
    }
    if (cause instanceof ConnectException && told(cause).contains("refused")) {
      return new UnusableAnswerException(FaultKind.REFUSED, "connection refused");
    }
    if (cause instanceof ConnectionPoolTooBusyException) {
      return new UnusableAnswerException(
          FaultKind.CROWDED, limits.waitingPerNode() + " calls wait for it already");
    }
    return handshake(cause)
        .orElseGet(() -> new UnusableAnswerException(FaultKind.UNREACHABLE, told(cause)));
  }

  /** Why a connection that was made gave no whole answer. */
  static UnusableAnswerException talking(Throwable cause, boolean unanswered) {
    if (isClosing(cause)) {
      return new UnusableAnswerException(
          FaultKind.CUT,
          unanswered
              ? "the connection closed before an answer"
              : "the connection closed in the middle of the answer");
    }
    return handshake(cause)
        .orElseGet(
            () ->
                new UnusableAnswerException(
                    FaultKind.NOT_KUBO, "not the HTTP we speak: " + told(cause)));
  }

  /** A client certificate is refused only after the handshake, in TLS 1.3. */
  private static Optional<UnusableAnswerException> handshake(Throwable cause) {
    return Handshake.trouble(cause, SETTINGS)
        .map(why -> new UnusableAnswerException(FaultKind.NOT_KUBO, why));
  }

  static boolean isClosing(Throwable cause) {
    return cause instanceof HttpClosedException
        || cause instanceof StreamResetException
        || (cause instanceof IOException && !(cause instanceof SSLException));
  }

  /** The text on one line, without secrets and control characters, cut to what a person reads. */
  static String oneLine(String text) {
    String line = Line.of(Secrets.strike(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
    return line.length() <= MAX_DETAIL_CHARS ? line : line.substring(0, MAX_DETAIL_CHARS) + "...";
  }

  private static String told(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
