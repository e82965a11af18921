package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RpcTest {
  @Test
  void speaksBothOfKubosKindsOfSecret() {
    assertThat(Rpc.authorization("bearer:hush")).isEqualTo("Bearer hush");
    assertThat(Rpc.authorization("basic:me:pass")).isEqualTo("Basic bWU6cGFzcw==");
  }

  @Test
  void refusesAnotherKindWithoutRepeatingIt() {
    assertThatThrownBy(() -> Rpc.authorization("digest:hush"))
        .isInstanceOf(DemoException.class)
        .hasMessageNotContaining("hush")
        .hasMessageContaining("bearer:TOKEN");
  }
}
