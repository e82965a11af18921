package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortChoiceTest {
  private static final List<String> NAMES = List.of("kubo-1", "kubo-2");

  private final List<String> said = new ArrayList<>();

  @Test
  void givesThePortsThatPeopleCanRemember() {
    var ports = new PortChoice(port -> true, 0).memorable(NAMES, said::add);
    assertThat(ports)
        .containsExactly(new NodePorts(5101, 4101, 8101), new NodePorts(5102, 4102, 8102));
    assertThat(said).isEmpty();
  }

  @Test
  void replacesATakenPortAndSaysSo() {
    var ports = new PortChoice(port -> port != 5102, 7).memorable(NAMES, said::add);
    assertThat(ports)
        .containsExactly(new NodePorts(5101, 4101, 8101), new NodePorts(11_007, 4102, 8102));
    assertThat(said).containsExactly("port 5102 is taken: kubo-2 API listens on 11007 instead");
  }

  @Test
  void givesNoPortTwice() {
    var ports = new PortChoice(port -> true, -3).free(30);
    assertThat(ports.stream().flatMap(p -> Stream.of(p.api(), p.swarm(), p.gateway())))
        .hasSize(90)
        .doesNotHaveDuplicates();
  }

  @Test
  void staysBelowThePortsOfOutgoingConnections() {
    var ports = new PortChoice(port -> true, PortChoice.HIGHEST - PortChoice.LOWEST).free(2);
    assertThat(ports)
        .containsExactly(
            new NodePorts(29_999, 11_000, 11_001), new NodePorts(11_002, 11_003, 11_004));
  }

  @Test
  void passesOverPortsInUse() {
    var taken = Set.of(11_000, 11_002);
    var ports = new PortChoice(port -> !taken.contains(port), 0).free(1);
    assertThat(ports).containsExactly(new NodePorts(11_001, 11_003, 11_004));
  }

  @Test
  void saysSoWhenNothingIsFree() {
    assertThatThrownBy(() -> new PortChoice(port -> false, 0).free(1))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("no free port between 11000 and 29999");
  }

  @Test
  void seesWhoListensOnLoopback() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      assertThat(PortChoice.isFree(port)).isFalse();
    }
    assertThat(PortChoice.isFree(port)).isTrue();
  }
}
