package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final List<String> CONTRACT =
      List.of(
          "steward_round_timestamp_seconds",
          "steward_round_duration_seconds",
          "steward_leader",
          "steward_round_age_seconds",
          "steward_health_status{status}",
          "steward_health_finding{code,severity,namespace,node}",
          "steward_health_muted{code,node}",
          "steward_remedy_attempts_total{action,result}",
          "steward_remedy_refusals_total{action,guard}",
          "steward_auth_requests_total{surface,outcome}",
          "steward_contents{policy,verdict}",
          "steward_content_copies{policy,state}",
          "steward_content_overdue_proofs{policy}",
          "steward_content_oldest_proof_timestamp_seconds{policy}",
          "steward_node_up{namespace,node}",
          "steward_node_info{namespace,node,version,agent,peer_id}",
          "steward_node_last_success_timestamp_seconds{namespace,node}",
          "steward_node_probe_success{namespace,node,probe}",
          "steward_node_peers{namespace,node}",
          "steward_node_siblings{namespace,node}",
          "steward_node_siblings_connected{namespace,node}",
          "steward_node_bandwidth_bytes_total{namespace,node,direction}",
          "steward_node_repo_size_bytes{namespace,node}",
          "steward_node_repo_storage_max_bytes{namespace,node}");

  @Test
  void keepsTheContract() {
    assertThat(contract().map(CatalogueTest::signature)).containsExactlyElementsOf(CONTRACT);
  }

  @Test
  void namesEveryFamilyOnce() {
    assertThat(Catalogue.all()).extracting(FamilySpec::name).doesNotHaveDuplicates();
  }

  @Test
  void showsFamiliesInItsOwnOrder() {
    List<String> shown =
        Scenes.HEALTHY.scrape().families().stream().map(f -> f.spec().name()).toList();

    assertThat(Catalogue.all().stream().map(FamilySpec::name).filter(shown::contains))
        .containsExactlyElementsOf(shown);
  }

  @Test
  void refusesANameThatLies() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gauge("steward_things_total", "Help."))
        .withMessageContaining("only they, end in _total");
    assertThatIllegalArgumentException().isThrownBy(() -> gauge("Steward_things", "Help."));
    assertThatIllegalArgumentException().isThrownBy(() -> gauge("steward_things", "no sentence"));
  }

  private static Stream<FamilySpec> contract() {
    return Catalogue.all().stream().filter(s -> s.stability() == FamilySpec.Stability.CONTRACT);
  }

  private static String signature(FamilySpec spec) {
    return spec.name()
        + (spec.labels().isEmpty() ? "" : "{" + String.join(",", spec.labels()) + "}");
  }

  private static FamilySpec gauge(String name, String help) {
    return FamilySpec.evolving(name, help, FamilySpec.Type.GAUGE);
  }
}
