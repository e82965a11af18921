package org.kubosteward.kube;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kubosteward.text.Handshake;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/** What the API server's answers and silences mean, in one line that names the fix. */
final class ErrorMessages {
  /** A detail is read in an alert and on a page. */
  private static final int MAX_CHARS = 400;

  private static final Pattern DENIED =
      Pattern.compile(
          "cannot (\\S+) resource \"([^\"]+)\" in API group \"([^\"]*)\""
              + "(?: in the namespace \"([^\"]+)\")?");

  private static final String TLS_SETTINGS =
      "the kubeconfig, and that of kubelets in steward.kubernetes.kubelet-ca";

  private ErrorMessages() {}

  /** What stands for an answer that did not come. */
  static ApiResponse none(Throwable failure) {
    return Handshake.trouble(failure, TLS_SETTINGS)
        .map(why -> ApiResponse.distrust(oneLine(why)))
        .orElseGet(() -> ApiResponse.silence(of(failure)));
  }

  /** Why there was no answer. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause.getMessage() == null)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof UnknownHostException) {
      return "its host name has no address";
    }
    if (cause instanceof ConnectException && told(cause).contains("refused")) {
      return "connection refused";
    }
    if (cause instanceof TimeoutException) {
      return "no answer in time";
    }
    Optional<String> handshake = Handshake.trouble(failure, TLS_SETTINGS);
    if (handshake.isPresent()) {
      return oneLine(handshake.get());
    }
    if (cause instanceof HttpClosedException) {
      return "the connection closed before the answer was whole";
    }
    return told(cause);
  }

  /** What an answer other than done means, when this was asked. */
  static String of(ApiResponse answer, String asked, String url) {
    return switch (answer.status()) {
      case 0 ->
          asked
              + ": the API server at "
              + url
              + (answer.isDistrust()
                  ? " and this plane do not trust each other: " + answer.silence()
                  : " gave no answer ("
                      + answer.silence()
                      + "); see that it runs and that a NetworkPolicy lets this pod reach it");
      case 401 ->
          asked
              + ": 401, the API server does not accept our token; see that the ServiceAccount"
              + " exists and its token is mounted";
      case 403 -> asked + ": 403: " + denied(answer.message());
      default ->
          asked
              + ": "
              + answer.status()
              + " from the API server"
              + (answer.message().isEmpty() ? "" : ": " + oneLine(answer.message()));
    };
  }

  /** Whether a 403 comes from RBAC, and not from an admission rule. */
  static boolean isRbac(String message) {
    return DENIED.matcher(message).find();
  }

  /** Which verb is lacking where; the message itself where it does not say. */
  static String denied(String message) {
    Matcher verb = DENIED.matcher(message);
    if (!verb.find()) {
      return oneLine(message.isEmpty() ? "forbidden" : message);
    }
    String group = verb.group(3).isEmpty() ? "" : "." + verb.group(3);
    String where =
        verb.group(4) == null
            ? "the ClusterRole kubo-steward"
            : "the Role kubo-steward in namespace " + verb.group(4);
    return where + " lacks " + verb.group(1) + " on " + resource(verb.group(2), group);
  }

  /** A subresource's group belongs before the slash. */
  private static String resource(String resource, String group) {
    int slash = resource.indexOf('/');
    return slash < 0
        ? resource + group
        : resource.substring(0, slash) + group + resource.substring(slash);
  }

  /** The text on one line, without secrets and control characters, cut to what a person reads. */
  static String oneLine(String text) {
    String line = Line.of(Secrets.strike(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
    return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "...";
  }

  private static String told(Throwable cause) {
    String message = cause.getMessage();
    return oneLine(message == null ? cause.getClass().getSimpleName() : message);
  }
}
