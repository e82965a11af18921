package org.kubosteward.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void noPortIsGivenTwice() {
    assertThat(IntStream.range(0, 100).map(i -> FreePort.take())).doesNotHaveDuplicates();
  }

  @Test
  void noneIsOneThatTheKernelGivesToOutgoingConnections() {
    assertThat(IntStream.range(0, 100).map(i -> FreePort.take()))
        .allMatch(port -> port >= 30_000 && port < 32_768);
  }

  @Test
  void oneThatIsTakenIsPassedOver() throws IOException {
    int next = FreePort.take() + 1;
    try (ServerSocket taken = new ServerSocket(next)) {
      assertThat(FreePort.take()).isNotEqualTo(taken.getLocalPort());
    }
  }
}
