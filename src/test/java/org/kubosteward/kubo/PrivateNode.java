package org.kubosteward.kubo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kubosteward.text.FreePort;

/** A real kubo on loopback, in a private swarm, with its repository in a directory of its own. */
public final class PrivateNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CONFIG =
      """
      {"Bootstrap": [],
       "AutoConf": {"Enabled": false}, "AutoTLS": {"Enabled": false},
       "AutoNAT": {"ServiceMode": "disabled"}, "Discovery": {"MDNS": {"Enabled": false}},
       "DNS": {"Resolvers": {}}, "Ipns": {"DelegatedPublishers": []},
       "HTTPRetrieval": {"Enabled": false},
       "Plugins": {"Plugins": {"telemetry": {"Disabled": true}}},
       "Routing": {"Type": "dht", "DelegatedRouters": [], "LoopbackAddressesOnLanDHT": true},
       "Swarm": {"AddrFilters": [], "DisableNatPortMap": true, "EnableHolePunching": false,
         "RelayClient": {"Enabled": false}, "RelayService": {"Enabled": false},
         "Transports": {"Network": {"QUIC": false, "WebTransport": false, "WebRTCDirect": false,
           "Relay": false, "Websocket": false}}}}
      """;

  private final Path repo;
  private final int swarmPort = FreePort.take();
  private final int apiPort = FreePort.take();
  private final int gatewayPort = FreePort.take();
  private final Process daemon;

  /** Starts a node; {@code api} is put into the API section of its config. */
  public PrivateNode(Path repo, String swarmKey, String api) throws Exception {
    this(repo, swarmKey, api, Optional.empty());
  }

  /** Starts a node whose gateway, if it is to have one, is configured like this. */
  public PrivateNode(Path repo, String swarmKey, String api, Optional<String> gateway)
      throws Exception {
    this.repo = repo;
    String ipfs = binary();
    run(List.of(ipfs, "init", "--empty-repo", "--profile=test"));
    Files.writeString(repo.resolve("swarm.key"), swarmKey);
    Path file = repo.resolve("config");
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    config = JSON.readerForUpdating(config).readValue(CONFIG);
    config.set("API", JSON.readTree(api));
    ObjectNode addresses = config.putObject("Addresses");
    addresses.putArray("Swarm").add("/ip4/127.0.0.1/tcp/" + swarmPort);
    addresses.put("API", "/ip4/127.0.0.1/tcp/" + apiPort);
    if (gateway.isPresent()) {
      addresses.put("Gateway", "/ip4/127.0.0.1/tcp/" + gatewayPort);
      config.set("Gateway", JSON.readTree(gateway.get()));
    } else {
      addresses.putArray("Gateway");
    }
    JSON.writeValue(file.toFile(), config);
    daemon = builder(List.of(ipfs, "daemon", "--migrate=false")).start();
  }

  /** The pinned kubo's path; the build says what to install when it cannot be had. */
  private static String binary() throws Exception {
    Process get =
        new ProcessBuilder("lab/get", "ipfs")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String path =
        new String(get.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .strip();
    if (get.waitFor() != 0) {
      throw new AssertionError("No kubo: run 'lab/get ipfs', which says what is missing");
    }
    return path;
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("IPFS_PATH", repo.toString());
    builder.environment().put("LIBP2P_FORCE_PNET", "1");
    builder.environment().put("IPFS_TELEMETRY", "off");
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(
            repo.resolveSibling(repo.getFileName() + ".log").toFile()));
    return builder;
  }

  private void run(List<String> command) throws Exception {
    Process process = builder(command).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError(command + " failed; see " + repo + ".log");
    }
  }

  public KuboEndpoint endpoint() {
    return endpoint(Optional.empty());
  }

  public KuboEndpoint endpoint(Optional<String> authorization) {
    return new KuboEndpoint(URI.create("http://127.0.0.1:" + apiPort), authorization);
  }

  /** Its process. */
  public long pid() {
    return daemon.pid();
  }

  /** Where its gateway answers, if it has one. */
  public URI gateway() {
    return URI.create("http://127.0.0.1:" + gatewayPort);
  }

  /** Where the other nodes dial this one. */
  public String address(String peerId) {
    return "/ip4/127.0.0.1/tcp/" + swarmPort + "/p2p/" + peerId;
  }

  /** The files of the blocks, so that a test can lose or spoil one. */
  public List<Path> blockFiles() throws IOException {
    try (Stream<Path> files = Files.walk(repo.resolve("blocks"))) {
      return new ArrayList<>(files.filter(file -> file.toString().endsWith(".data")).toList());
    }
  }

  public void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(daemon.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }

  /** Waits for the end of the process. */
  public void awaitExit(Duration patience) throws Exception {
    if (!daemon.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("The node did not exit within " + patience);
    }
  }

  /** Kills the process and waits for its end, so that its directory can go. */
  @Override
  public void close() throws IOException {
    daemon.destroyForcibly().onExit().join();
  }
}
