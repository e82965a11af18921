package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KuboConfigTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String WRITTEN_BY_KUBO =
      """
      {"Identity": {"PeerID": "peer-1", "PrivKey": "key-1"},
       "Datastore": {"StorageMax": "10GB", "Spec": {"type": "mount"}},
       "Addresses": {"Swarm": ["/ip4/0.0.0.0/tcp/4001"], "Announce": []},
       "Bootstrap": ["/dnsaddr/bootstrap.libp2p.io/p2p/stranger"],
       "Routing": {}, "API": {"HTTPHeaders": {}, "Authorizations": {"Old": {}}},
       "Swarm": {"AddrFilters": null, "Transports": {"Network": {}, "Security": {}}}}
      """;

  private static final NodePlan ONE = plan(1);
  private static final List<NodePlan> SIBLINGS = List.of(plan(2), plan(3));
  private static final DemoSpec SPEC = DemoSpec.threeNodes();

  @Test
  void keepsTheIdentityAndTheStoreThatKuboMade() throws Exception {
    var config = render(SPEC);
    assertThat(config.at("/Identity").toString())
        .isEqualTo("{\"PeerID\":\"peer-1\",\"PrivKey\":\"key-1\"}");
    assertThat(config.at("/Datastore/Spec/type").asText()).isEqualTo("mount");
  }

  @Test
  void listensOnLoopbackAlone() throws Exception {
    var config = render(SPEC);
    assertThat(config.at("/Addresses/API").asText()).isEqualTo("/ip4/127.0.0.1/tcp/5101");
    assertThat(config.at("/Addresses/Gateway").asText()).isEqualTo("/ip4/127.0.0.1/tcp/8101");
    assertThat(config.at("/Addresses/Swarm").toString()).isEqualTo("[\"/ip4/127.0.0.1/tcp/4101\"]");
  }

  @Test
  void knowsItsSiblingsAsPeersAndBootstrapsFromNobody() throws Exception {
    var config = render(SPEC);
    assertThat(config.at("/Peering/Peers").toString())
        .isEqualTo(
            "[{\"ID\":\"peer-2\",\"Addrs\":[\"/ip4/127.0.0.1/tcp/4102\"]},"
                + "{\"ID\":\"peer-3\",\"Addrs\":[\"/ip4/127.0.0.1/tcp/4103\"]}]");
    assertThat(config.at("/Bootstrap").toString()).isEqualTo("[]");
  }

  @Test
  void bootstrapsFromItsSiblingsWhenThatFaultIsWanted() throws Exception {
    var config = render(SPEC.withLinks(DemoSpec.Links.IN_BOOTSTRAP));
    assertThat(config.at("/Bootstrap").toString())
        .isEqualTo(
            "[\"/ip4/127.0.0.1/tcp/4102/p2p/peer-2\",\"/ip4/127.0.0.1/tcp/4103/p2p/peer-3\"]");
    assertThat(config.at("/Peering/Peers")).hasSize(2);
  }

  @Test
  void knowsNobodyWithoutLinks() throws Exception {
    var config = render(SPEC.withLinks(DemoSpec.Links.NONE));
    assertThat(config.at("/Bootstrap")).isEmpty();
    assertThat(config.at("/Peering/Peers")).isEmpty();
  }

  @Test
  void hasNoWayToMeetStrangers() throws Exception {
    var config = render(SPEC);
    assertThat(config.at("/AutoConf/Enabled").toString()).isEqualTo("false");
    assertThat(config.at("/AutoTLS/Enabled").toString()).isEqualTo("false");
    assertThat(config.at("/AutoNAT/ServiceMode").asText()).isEqualTo("disabled");
    assertThat(config.at("/Discovery/MDNS/Enabled").toString()).isEqualTo("false");
    assertThat(config.at("/DNS/Resolvers").toString()).isEqualTo("{}");
    assertThat(config.at("/HTTPRetrieval/Enabled").toString()).isEqualTo("false");
    assertThat(config.at("/Plugins/Plugins/telemetry/Disabled").toString()).isEqualTo("true");
    assertThat(config.at("/Routing").toString())
        .isEqualTo("{\"Type\":\"dht\",\"LoopbackAddressesOnLanDHT\":true,\"DelegatedRouters\":[]}");
    assertThat(config.at("/Swarm/AddrFilters").toString()).isEqualTo("[]");
    assertThat(config.at("/Swarm/RelayClient/Enabled").toString()).isEqualTo("false");
    assertThat(config.at("/Swarm/RelayService/Enabled").toString()).isEqualTo("false");
    assertThat(config.at("/Swarm/Transports/Network").toString())
        .isEqualTo(
            "{\"QUIC\":false,\"WebTransport\":false,\"WebRTCDirect\":false,"
                + "\"Relay\":false,\"Websocket\":false}");
  }

  @Test
  void limitsTheStore() throws Exception {
    assertThat(render(SPEC.withStorageMax("7MB")).at("/Datastore/StorageMax").asText())
        .isEqualTo("7MB");
  }

  @Test
  void asksForASecretOnlyWhenThereIsOne() throws Exception {
    assertThat(render(SPEC).at("/API/Authorizations").isMissingNode()).isTrue();
    assertThat(render(SPEC.withApiSecret("bearer:hush")).at("/API/Authorizations").toString())
        .isEqualTo("{\"Steward\":{\"AuthSecret\":\"bearer:hush\",\"AllowedPaths\":[\"/api/v0\"]}}");
  }

  @Test
  void renderingAgainChangesNothing() throws Exception {
    var spec = SPEC.withLinks(DemoSpec.Links.IN_BOOTSTRAP).withApiSecret("basic:a:b");
    var once = render(spec);
    assertThat(KuboConfig.render(once, ONE, SIBLINGS, spec)).isEqualTo(once);
  }

  private static ObjectNode render(DemoSpec spec) throws JsonProcessingException {
    var written = (ObjectNode) JSON.readTree(WRITTEN_BY_KUBO);
    return KuboConfig.render(written, ONE, SIBLINGS, spec);
  }

  private static NodePlan plan(int i) {
    var ports = new NodePorts(5100 + i, 4100 + i, 8100 + i);
    return new NodePlan("kubo-" + i, Path.of("/demo/kubo-" + i), ports, "peer-" + i, Map.of());
  }
}
