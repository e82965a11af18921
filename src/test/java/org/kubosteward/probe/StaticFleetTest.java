package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "http://h:5001, http://H:5001",
    "http://h:5001, http://h:5001/",
    "http://h:5001/, http://h.:5001",
    "http://h, http://h:80/",
    "https://h, https://h:443",
    "http://localhost:5001, http://127.0.0.1:5001",
    "http://alias:5001, http://canonical:5001",
    "http://alias:5001, http://10.9.8.7:5001",
  })
  void twoNamesForOneAddressAreRefusedHoweverTheyAreSpelled(String one, String other) {
    Map<String, FleetConfig.Node> both = Map.of("a", node(one), "b", node(other));

    assertThatThrownBy(() -> new StaticFleet(config(both), doors(one, other)))
        .hasMessageContaining("steward.fleet.nodes.\"b\".api")
        .hasMessageContaining("\"a\" (" + one + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:5001, http://h:5002",
    "http://h:5001, https://h:5001",
    "http://h:5001, http://g:5001",
    "https://alias, https://canonical",
    "http://10.9.8.7:5001, http://10.9.8.8:5001",
  })
  void otherAddressesAreOtherNodes(String one, String other) {
    Map<String, FleetConfig.Node> both = Map.of("a", node(one), "b", node(other));

    assertThat(new StaticFleet(config(both), doors(one, other)).select().targets()).hasSize(2);
  }

  @Test
  void aResolverThatIsSilentDoesNotKeepThePlaneFromStarting() {
    CountDownLatch never = new CountDownLatch(1);
    List<URI> names = List.of(URI.create("http://a:1"), URI.create("http://b:1"));

    Doors doors = new Doors(names, host -> awaiting(never));

    assertThat(doors.taken("a", names.get(0))).isEmpty();
    assertThat(doors.taken("b", names.get(1))).isEmpty();
    never.countDown();
  }

  private static Set<InetAddress> awaiting(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return Set.of();
  }

  /** A world in which {@code alias} and {@code canonical} are names of 10.9.8.7. */
  private static Doors doors(String... names) {
    return new Doors(
        Stream.of(names).map(URI::create).toList(),
        host ->
            switch (host) {
              case "alias", "canonical", "10.9.8.7" -> address(10, 9, 8, 7);
              case "10.9.8.8" -> address(10, 9, 8, 8);
              case "localhost", "127.0.0.1" -> address(127, 0, 0, 1);
              default -> Set.of();
            });
  }

  private static Set<InetAddress> address(int... bytes) {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    try {
      return Set.of(InetAddress.getByAddress(address));
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException(wrongLength);
    }
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
      public String id() {
        return "default";
      }

      @Override
      public Optional<String> tlsConfigurationName() {
        return Optional.empty();
      }

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
