package org.kubosteward.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the manifests let the plane do, each right in the words of {@code kube.Verb}. */
public final class GrantedRights {
  private static final String ANYWHERE = " in the whole cluster";

  private GrantedRights() {}

  /** By the Roles and ClusterRoles in all files below. */
  public static List<String> below(Path directory) {
    List<String> granted = new ArrayList<>();
    for (Path file : Manifests.yaml(directory)) {
      for (String document : Manifests.text(file).split("(?m)^---$", -1)) {
        if (document.contains("\nkind: Role\n") || document.contains("\nkind: ClusterRole\n")) {
          JsonNode role = Serialization.unmarshal(document, JsonNode.class);
          String namespace = role.path("metadata").path("namespace").asText("");
          String place = namespace.isEmpty() ? ANYWHERE : " in namespace " + namespace;
          role.path("rules").forEach(rule -> granted.addAll(verbs(rule, place)));
        }
      }
    }
    return granted;
  }

  private static List<String> verbs(JsonNode rule, String place) {
    List<String> verbs = new ArrayList<>();
    String name = rule.path("resourceNames").path(0).asText("");
    for (JsonNode group : rule.path("apiGroups")) {
      for (JsonNode resource : rule.path("resources")) {
        for (JsonNode verb : rule.path("verbs")) {
          verbs.add(
              verb.asText()
                  + " "
                  + resource.asText()
                  + (name.isEmpty() ? "" : "/" + name)
                  + (group.asText().isEmpty() ? "" : " (" + group.asText() + ")")
                  + place);
        }
      }
    }
    return verbs;
  }
}
