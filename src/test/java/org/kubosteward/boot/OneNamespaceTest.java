package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneNamespaceTest {
  private static final String SETTING = "steward.kubernetes.namespace";

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a b", "*", "", "IPFS", "a/b", "-a", "a-", "../kube-system"})
  void whatIsNoNameOfANamespaceStopsTheStartAndSaysWhatToWrite(String wrong) {
    assertThatThrownBy(() -> OnKubernetes.oneNamespace(SETTING, wrong))
        .hasMessageStartingWith(
            SETTING + " is '" + wrong + "'; write the name of one namespace, such as ipfs");
  }

  @Test
  void theNameOfANamespaceIsTakenAsItIs() {
    assertThat(OnKubernetes.oneNamespace(SETTING, "ipfs-2")).isEqualTo("ipfs-2");
  }
}
