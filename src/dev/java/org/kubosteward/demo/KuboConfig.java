package org.kubosteward.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** kubo's config file for a node that shall talk to its siblings and to nobody else. */
final class KuboConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KuboConfig() {}

  /** The config of {@code self} made from the one kubo wrote, whose identity and store it keeps. */
  static ObjectNode render(
      ObjectNode written, NodePlan self, List<NodePlan> siblings, DemoSpec spec) {
    var config = written.deepCopy();
    addresses(config, self);
    links(config, siblings, spec.links());
    staysPrivate(config);
    config.withObject("/Datastore").put("StorageMax", spec.storageMax());
    config.withObject("/API").remove("Authorizations");
    spec.apiSecret().ifPresent(secret -> authorizations(config, secret));
    return config;
  }

  private static void addresses(ObjectNode config, NodePlan self) {
    var addresses = config.withObject("/Addresses");
    addresses.put("API", "/ip4/127.0.0.1/tcp/" + self.ports().api());
    addresses.put("Gateway", "/ip4/127.0.0.1/tcp/" + self.ports().gateway());
    addresses.putArray("Swarm").add(self.swarmAddress());
  }

  private static void links(ObjectNode config, List<NodePlan> siblings, DemoSpec.Links links) {
    // A link that a bootstrap dial makes while the node starts is one bitswap may never see, so
    // Bootstrap stays empty unless that fault is what is wanted.
    var bootstrap = config.putArray("Bootstrap");
    var peers = config.withObject("/Peering").putArray("Peers");
    for (var sibling : siblings) {
      if (links != DemoSpec.Links.NONE) {
        var peer = peers.addObject().put("ID", sibling.peerId());
        peer.putArray("Addrs").add(sibling.swarmAddress());
      }
      if (links == DemoSpec.Links.IN_BOOTSTRAP) {
        bootstrap.add(sibling.swarmAddress() + "/p2p/" + sibling.peerId());
      }
    }
  }

  /** Everything that would look for strangers, or send them something, is off. */
  private static void staysPrivate(ObjectNode config) {
    config.withObject("/AutoConf").put("Enabled", false);
    config.withObject("/AutoTLS").put("Enabled", false);
    config.withObject("/AutoNAT").put("ServiceMode", "disabled");
    config.withObject("/Discovery/MDNS").put("Enabled", false);
    config.withObject("/DNS").set("Resolvers", JSON.createObjectNode());
    config.withObject("/Ipns").set("DelegatedPublishers", none());
    config.withObject("/HTTPRetrieval").put("Enabled", false);
    config.withObject("/Plugins/Plugins/telemetry").put("Disabled", true);

    var routing = config.withObject("/Routing");
    routing.put("Type", "dht").put("LoopbackAddressesOnLanDHT", true);
    routing.set("DelegatedRouters", none());

    var swarm = config.withObject("/Swarm");
    swarm.set("AddrFilters", none());
    swarm.put("DisableNatPortMap", true).put("EnableHolePunching", false);
    swarm.withObject("/RelayClient").put("Enabled", false);
    swarm.withObject("/RelayService").put("Enabled", false);
    var network = swarm.withObject("/Transports/Network");
    for (var transport : List.of("QUIC", "WebTransport", "WebRTCDirect", "Relay", "Websocket")) {
      network.put(transport, false);
    }
  }

  private static void authorizations(ObjectNode config, String secret) {
    var steward = config.withObject("/API/Authorizations/Steward");
    steward.put("AuthSecret", secret);
    steward.putArray("AllowedPaths").add("/api/v0");
  }

  private static ArrayNode none() {
    return JSON.createArrayNode();
  }
}
