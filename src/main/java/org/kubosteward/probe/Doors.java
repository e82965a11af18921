package org.kubosteward.probe;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Finds two names for one address however they are spelled: by case, a default port, a dot or a
 * slash at the end, or two host names of one machine.
 *
 * <p>Behind TLS the host name is a part of the address, for one proxy may serve many nodes; there
 * names are compared as they are written. Host names are resolved once, at the start, within a
 * bound; what does not resolve then is compared as written. What is one node only later is {@code
 * DUPLICATE_IDENTITY}.
 */
final class Doors {
  /** All names of a fleet together: a start must not wait for a resolver that is silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int LOOK_UPS_AT_ONCE = 16;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Map<String, Set<InetAddress>> resolved;
  private final List<Door> doors = new ArrayList<>();

  /** Resolves the host names of these addresses. */
  Doors(Collection<URI> addresses) {
    this(addresses, Doors::lookUp);
  }

  Doors(Collection<URI> addresses, Function<String, Set<InetAddress>> resolver) {
    List<String> hosts =
        addresses.stream()
            .filter(api -> api.getHost() != null && !tls(api))
            .map(api -> plain(api.getHost()))
            .distinct()
            .toList();
    resolved = hosts.size() < 2 ? Map.of() : resolve(hosts, resolver);
  }

  /**
   * Notes that this name is at that address.
   *
   * @return who is there already, in words; empty when nobody is
   */
  Optional<String> taken(String name, URI api) {
    String host = plain(api.getHost());
    int port = api.getPort() >= 0 ? api.getPort() : tls(api) ? HTTPS : HTTP;
    Set<InetAddress> addresses = tls(api) ? Set.of() : resolved.getOrDefault(host, Set.of());
    Door door = new Door(name, api, host, port, tls(api), addresses);
    Optional<String> twin =
        doors.stream()
            .filter(door::same)
            .findFirst()
            .map(other -> "\"%s\" (%s)".formatted(other.name(), other.api()));
    doors.add(door);
    return twin;
  }

  private static boolean tls(URI api) {
    return "https".equalsIgnoreCase(api.getScheme());
  }

  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static Map<String, Set<InetAddress>> resolve(
      List<String> hosts, Function<String, Set<InetAddress>> resolver) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(hosts.size(), LOOK_UPS_AT_ONCE),
            task -> {
              Thread thread = new Thread(task, "resolve-fleet");
              thread.setDaemon(true);
              return thread;
            });
    Map<String, CompletableFuture<Set<InetAddress>>> asked = new HashMap<>();
    for (String host : hosts) {
      asked.put(host, CompletableFuture.supplyAsync(() -> resolver.apply(host), threads));
    }
    try {
      CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException late) {
      // Those that came are compared; the others are told apart by their spelling alone.
      asked.values().removeIf(answer -> !answer.isDone() || answer.isCompletedExceptionally());
    } finally {
      threads.shutdownNow();
    }
    Map<String, Set<InetAddress>> told = new HashMap<>();
    asked.forEach((host, answer) -> told.put(host, answer.getNow(Set.of())));
    return told;
  }

  private static Set<InetAddress> lookUp(String host) {
    try {
      return Set.copyOf(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException unknown) {
      return Set.of();
    }
  }

  private record Door(
      String name, URI api, String host, int port, boolean tls, Set<InetAddress> addresses) {
    boolean same(Door other) {
      return port == other.port
          && tls == other.tls
          && (host.equals(other.host) || addresses.stream().anyMatch(other.addresses::contains));
    }
  }
}
