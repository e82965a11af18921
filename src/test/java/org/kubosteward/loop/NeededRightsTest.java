package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the manifests let the plane do is what its code uses: no right less, none more. */
class NeededRightsTest {
  private static final Path MANIFEST = Path.of("kubernetes/base/plane/rbac.yaml");

  @Test
  void theRolesGrantWhatTheCodeUsesAndNothingElse() throws IOException {
    List<String> used =
        NeededRights.of("ipfs", "kubo-steward", "kubo-steward").stream()
            .map(Object::toString)
            .toList();

    assertThat(granted()).containsExactlyInAnyOrderElementsOf(used);
  }

  private static List<String> granted() throws IOException {
    List<String> granted = new ArrayList<>();
    for (String document : Files.readString(MANIFEST).split("(?m)^---$", -1)) {
      JsonNode object = Serialization.unmarshal(document, JsonNode.class);
      if (object.path("kind").asText().equals("Role")) {
        String namespace = object.path("metadata").path("namespace").asText();
        object.path("rules").forEach(rule -> granted.addAll(verbs(rule, namespace)));
      }
    }
    return granted;
  }

  private static List<String> verbs(JsonNode rule, String namespace) {
    List<String> verbs = new ArrayList<>();
    String name = rule.path("resourceNames").path(0).asText("");
    for (JsonNode group : rule.path("apiGroups")) {
      for (JsonNode resource : rule.path("resources")) {
        for (JsonNode verb : rule.path("verbs")) {
          verbs.add(
              "%s %s%s%s in namespace %s"
                  .formatted(
                      verb.asText(),
                      resource.asText(),
                      name.isEmpty() ? "" : "/" + name,
                      group.asText().isEmpty() ? "" : " (" + group.asText() + ")",
                      namespace));
        }
      }
    }
    return verbs;
  }
}
