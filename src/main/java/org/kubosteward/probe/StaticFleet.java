package org.kubosteward.probe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.KuboEndpoint;

/** The nodes that the settings name, checked once. */
public final class StaticFleet implements FleetSource {
  /** What a Kubernetes pod, a host name and a Prometheus label can all carry. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");

  private final List<Target> targets;

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException with one line a mistake, each naming the setting and the fix
   */
  public StaticFleet(FleetConfig config) {
    this(config, new Doors(config.nodes().values().stream().map(FleetConfig.Node::api).toList()));
  }

  StaticFleet(FleetConfig config, Doors doors) {
    List<String> mistakes = new ArrayList<>();
    List<Target> found = new ArrayList<>();
    new TreeMap<>(config.nodes())
        .forEach(
            (name, node) -> {
              String setting = "steward.fleet.nodes.\"%s\"".formatted(name);
              List<String> wrong = mistakes(setting, name, node);
              if (wrong.isEmpty()) {
                doors
                    .taken(name, node.api())
                    .ifPresent(
                        twin ->
                            wrong.add(
                                "%s.api is the address of %s too. One node, one name: remove one of the two"
                                    .formatted(setting, twin)));
              }
              mistakes.addAll(wrong);
              if (wrong.isEmpty()) {
                found.add(
                    new Target(
                        new NodeId(config.namespace(), name),
                        new KuboEndpoint(node.api(), authorization(node)),
                        node.gateway()));
              }
            });
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
    targets = List.copyOf(found);
  }

  @Override
  public Selection select() {
    return targets.isEmpty()
        ? Selection.none(
            "nothing to watch: no node is named; set"
                + " steward.fleet.nodes.\"NAME\".api=http://host:5001")
        : Selection.of(targets);
  }

  private static List<String> mistakes(String setting, String name, FleetConfig.Node node) {
    List<String> wrong = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      wrong.add(setting + ": a node's name has letters, digits, '-', '_' and '.' only");
    }
    URI api = node.api();
    boolean web = "http".equals(api.getScheme()) || "https".equals(api.getScheme());
    if (!web || api.getHost() == null) {
      wrong.add(
          "%s.api is no address of kubo's RPC; write http://host:5001 (https when a proxy before it speaks TLS)"
              .formatted(setting));
    } else if (api.getRawUserInfo() != null) {
      wrong.add(
          "%s.api holds credentials; an address is shown to people: use %s.basic or .bearer-token"
              .formatted(setting, setting));
    } else if (!(api.getRawPath().isEmpty() || api.getRawPath().equals("/"))
        || api.getRawQuery() != null) {
      wrong.add(
          "%s.api ends after the port: http://%s:%d".formatted(setting, api.getHost(), port(api)));
    }
    if (node.gateway().filter(gateway -> gateway.getRawUserInfo() != null).isPresent()) {
      wrong.add(
          setting + ".gateway holds credentials; an address is shown to people: leave them out");
    }
    if (node.basic().isPresent() && node.bearerToken().isPresent()) {
      wrong.add(
          "%s has both .basic and .bearer-token; kubo takes one: remove the other"
              .formatted(setting));
    }
    if (node.basic().filter(basic -> !basic.contains(":")).isPresent()) {
      wrong.add(setting + ".basic is name:secret, and there is no colon in it");
    }
    return wrong;
  }

  private static int port(URI api) {
    return api.getPort() > 0 ? api.getPort() : 5001;
  }

  private static Optional<String> authorization(FleetConfig.Node node) {
    return node.bearerToken()
        .map(token -> "Bearer " + token)
        .or(
            () ->
                node.basic()
                    .map(
                        basic ->
                            "Basic "
                                + Base64.getEncoder()
                                    .encodeToString(basic.getBytes(StandardCharsets.UTF_8))));
  }
}
