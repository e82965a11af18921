package org.kubosteward.alertmanager;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.net.SSLOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.text.Handshake;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/** The silences of one Alertmanager, or of none where none is set. Never throws. */
public final class Silences {
  /** Nobody waits for a silence to be shown, and Alertmanager has better things to do. */
  static final Duration POLLED_EVERY = Duration.ofSeconds(30);

  private static final String TLS_SETTINGS =
      "quarkus.tls.NAME, and NAME in steward.alertmanager.tls-configuration-name";

  private final Optional<AlertmanagerClient> alertmanager;
  private final Map<String, String> labels;
  private final InstantSource clock;
  private volatile Optional<Instant> askedAt = Optional.empty();
  private volatile Seen last = Seen.NOTHING;
  private volatile CompletableFuture<Seen> asking = CompletableFuture.completedFuture(last);

  /**
   * Those of that Alertmanager.
   *
   * @param alertmanager empty where there is none to ask
   * @param labels what all our alerts carry, and every silence of ours asks for too
   */
  public Silences(
      Optional<AlertmanagerClient> alertmanager, Map<String, String> labels, InstantSource clock) {
    this.alertmanager = alertmanager;
    this.labels = new TreeMap<>(labels);
    this.clock = clock;
  }

  /**
   * What was seen last.
   *
   * @param trouble why that is not known now, a sentence; empty when it is
   */
  public record Seen(List<Silence> silences, Optional<String> trouble) {
    /** No silences, and no trouble. */
    public static final Seen NOTHING = new Seen(List.of(), Optional.empty());

    public Seen {
      silences = List.copyOf(silences);
    }
  }

  /**
   * What came of making one.
   *
   * @param id the silence; empty when there is none
   * @param trouble why there is none, a sentence
   */
  public record Made(Optional<String> id, String trouble) {}

  /**
   * From now on these are the CAs and the certificate.
   *
   * @return whether they are others than before; false too where there is no Alertmanager
   */
  public CompletionStage<Boolean> trust(SSLOptions renewed) {
    return alertmanager
        .map(client -> client.trust(renewed))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  /** Whether there is an Alertmanager to ask. */
  public boolean configured() {
    return alertmanager.isPresent();
  }

  /**
   * Silences the alerts of that node, or all alerts about the fleet; those about the plane itself
   * stay. Waits for the answer, as long as the deadline at most.
   */
  public Made create(Optional<NodeId> node, String author, String reason, Instant until) {
    if (alertmanager.isEmpty()) {
      return new Made(Optional.empty(), "there is no Alertmanager: set steward.alertmanager.url");
    }
    Silence wanted =
        new Silence("", author, "paused in Kubo Steward: " + reason, until, matchers(node));
    try {
      String id = alertmanager.get().create(wanted, clock.instant()).join();
      askedAt = Optional.empty();
      return new Made(Optional.of(id), "");
    } catch (CompletionException failed) {
      return new Made(Optional.empty(), said(failed));
    }
  }

  /** Ends that silence; answers why it could not be ended, or nothing. */
  public Optional<String> remove(String id) {
    if (alertmanager.isEmpty()) {
      return Optional.of("there is no Alertmanager any more: set steward.alertmanager.url");
    }
    try {
      alertmanager.get().expire(id).join();
      askedAt = Optional.empty();
      return Optional.empty();
    } catch (CompletionException failed) {
      return Optional.of(said(failed));
    }
  }

  /** What was seen last; asks anew beside the caller when that is old. Never waits. */
  public Seen seen() {
    Instant now = clock.instant();
    boolean due =
        askedAt.map(at -> at.isAfter(now) || !now.isBefore(at.plus(POLLED_EVERY))).orElse(true);
    if (alertmanager.isPresent() && due && asking.isDone()) {
      askedAt = Optional.of(now);
      asking =
          alertmanager
              .get()
              .list()
              .thenApply(list -> new Seen(list, Optional.empty()))
              .exceptionally(failed -> new Seen(List.of(), Optional.of(said(failed))))
              .whenComplete((seen, never) -> last = seen);
    }
    return last;
  }

  private List<Matcher> matchers(Optional<NodeId> node) {
    List<Matcher> matchers = new ArrayList<>();
    labels.forEach((name, value) -> matchers.add(Matcher.is(name, value)));
    node.ifPresentOrElse(
        id -> {
          matchers.add(Matcher.is("namespace", id.namespace()));
          matchers.add(Matcher.is("node", id.name()));
        },
        () -> matchers.add(new Matcher("alertname", "Kubo.+", true, true)));
    return matchers;
  }

  private static String said(Throwable failed) {
    Throwable cause =
        failed instanceof CompletionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    if (cause instanceof TimeoutException || cause instanceof ConnectTimeoutException) {
      return "Alertmanager does not answer in time (steward.alertmanager.url)";
    }
    Optional<String> handshake = Handshake.trouble(cause, TLS_SETTINGS);
    if (handshake.isPresent()) {
      return Line.of(Secrets.strike("Alertmanager: " + handshake.get()));
    }
    if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
      return "nothing answers at steward.alertmanager.url";
    }
    return Line.of(Secrets.strike("Alertmanager: " + cause.getMessage()));
  }
}
