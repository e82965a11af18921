package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What the network's exceptions mean, those that loopback cannot raise included. */
class NetworkFaultsTest {

  private static FaultKind connecting(Exception cause) {
    return NetworkFaults.connecting(cause, KuboLimits.DEFAULT).kind();
  }

  @Test
  void eachReasonForNoConnectionIsToldApart() {
    assertThat(connecting(new UnknownHostException("node"))).isEqualTo(FaultKind.UNRESOLVED);
    assertThat(connecting(new ConnectTimeoutException("late")))
        .isEqualTo(FaultKind.CONNECT_TIMED_OUT);
    assertThat(connecting(new NoRouteToHostException("No route to host")))
        .isEqualTo(FaultKind.UNREACHABLE);
    assertThat(connecting(new SocketException("Network is unreachable")))
        .isEqualTo(FaultKind.UNREACHABLE);
    assertThat(connecting(new ConnectException("Network is unreachable")))
        .isEqualTo(FaultKind.UNREACHABLE);
    assertThat(connecting(new ConnectException("Connection refused"))).isEqualTo(FaultKind.REFUSED);
    assertThat(connecting(new SSLHandshakeException("no"))).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(connecting(new IllegalStateException())).isEqualTo(FaultKind.UNREACHABLE);
  }

  @Test
  void onlyAClosedConnectionIsACut() {
    assertThat(NetworkFaults.talking(new IOException("Connection reset by peer"), true).kind())
        .isEqualTo(FaultKind.CUT);
    assertThat(NetworkFaults.talking(new IllegalArgumentException("bad line"), true).kind())
        .isEqualTo(FaultKind.NOT_KUBO);
  }

  @Test
  void aDetailIsOneShortLine() {
    assertThat(NetworkFaults.oneLine("a\n  * b\u0000\tc")).isEqualTo("a * b c");
    assertThat(NetworkFaults.oneLine("x".repeat(1000))).hasSize(403).endsWith("...");
  }
}
