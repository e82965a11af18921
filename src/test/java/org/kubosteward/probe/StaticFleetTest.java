package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;

class StaticFleetTest {
  @Test
  void namesItsNodesInOrderUnderTheOneNamespace() {
    assertThat(fleet(Map.of("b", node("http://10.0.0.2:5001"), "a", node("http://10.0.0.1:5001"))))
        .extracting(Target::id)
        .containsExactly(new NodeId("default", "a"), new NodeId("default", "b"));
  }

  @Test
  void anEmptyFleetIsTroubleThatNamesTheSetting() {
    Selection nothing = new StaticFleet(config(Map.of())).select();

    assertThat(nothing.targets()).isEmpty();
    assertThat(nothing.trouble())
        .startsWith("nothing to watch")
        .contains("steward.fleet.nodes.\"NAME\".api");
  }

  @Test
  void twoNamesForOneAddressAreRefused() {
    assertThatThrownBy(() -> fleet(Map.of("a", node("http://h:5001"), "b", node("http://h:5001"))))
        .hasMessageContaining("steward.fleet.nodes.\"b\".api")
        .hasMessageContaining("\"a\"")
        .hasMessageContaining("h:5001");
  }

  @Test
  void anAddressThatIsNoRpcIsRefusedWithAnExample() {
    for (String wrong : new String[] {"kubo-1:5001", "ftp://h:5001", "/ip4/127.0.0.1/tcp/5001"}) {
      assertThatThrownBy(() -> fleet(Map.of("a", node(wrong))))
          .hasMessageContaining("steward.fleet.nodes.\"a\".api")
          .hasMessageContaining("http://host:5001");
    }
  }

  @Test
  void anAddressWithAPathIsRefused() {
    assertThatThrownBy(() -> fleet(Map.of("a", node("http://h:5001/api/v0"))))
        .hasMessageContaining("ends after the port: http://h:5001");
  }

  @Test
  void credentialsInAnAddressAreRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> fleet(Map.of("a", node("http://me:hunter2@h:5001"))))
        .hasMessageContaining(".basic")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(() -> fleet(Map.of("a", node("ftp://h"), "b", node("http://h:5001/x"))))
        .message()
        .contains("\"a\"")
        .contains("\"b\"");
  }

  @Test
  void aBearerTokenBecomesAHeaderThatIsNeverPrinted() {
    Target target =
        fleet(Map.of("a", node("http://h:5001", Optional.of("s3cret"), Optional.empty())))
            .iterator()
            .next();

    assertThat(target.rpc().authorization()).contains("Bearer s3cret");
    assertThat(target.toString()).doesNotContain("s3cret");
  }

  @Test
  void aBasicSecretIsEncodedAsHttpWantsIt() {
    Target target =
        fleet(Map.of("a", node("http://h:5001", Optional.empty(), Optional.of("me:pw"))))
            .iterator()
            .next();

    assertThat(target.rpc().authorization()).contains("Basic bWU6cHc=");
  }

  @Test
  void twoKindsOfCredentialsAreRefused() {
    assertThatThrownBy(
            () -> fleet(Map.of("a", node("http://h:5001", Optional.of("t"), Optional.of("a:b")))))
        .hasMessageContaining("both .basic and .bearer-token");
  }

  @Test
  void aBasicSecretWithoutAColonIsRefusedWithoutBeingShown() {
    assertThatThrownBy(
            () ->
                fleet(Map.of("a", node("http://h:5001", Optional.empty(), Optional.of("hunter2")))))
        .hasMessageContaining("name:secret")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aNameThatNoLabelCanCarryIsRefused() {
    assertThatThrownBy(() -> fleet(Map.of("kubo 1{}", node("http://h:5001"))))
        .hasMessageContaining("a node's name");
  }

  private static Iterable<Target> fleet(Map<String, FleetConfig.Node> nodes) {
    return new StaticFleet(config(nodes)).select().targets();
  }

  private static FleetConfig config(Map<String, FleetConfig.Node> nodes) {
    return new FleetConfig() {
      @Override
      public Source source() {
        return Source.STATIC;
      }

      @Override
      public String namespace() {
        return "default";
      }

      @Override
      public Map<String, Node> nodes() {
        return new TreeMap<>(nodes);
      }
    };
  }

  private static FleetConfig.Node node(String api) {
    return node(api, Optional.empty(), Optional.empty());
  }

  private static FleetConfig.Node node(
      String api, Optional<String> bearer, Optional<String> basic) {
    return new FleetConfig.Node() {
      @Override
      public URI api() {
        return URI.create(api);
      }

      @Override
      public Optional<URI> gateway() {
        return Optional.empty();
      }

      @Override
      public Optional<String> bearerToken() {
        return bearer;
      }

      @Override
      public Optional<String> basic() {
        return basic;
      }
    };
  }
}
