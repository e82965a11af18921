package org.kubosteward.kube;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.Optional;

/**
 * The API server's JSON as fabric8's models, and those as JSON. What a model does not know is kept
 * and written back with it.
 */
final class Models {
  private static final ObjectMapper JSON = mapper();

  private Models() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    // Teaches it how the API server writes times.
    var unused = new KubernetesSerialization(mapper, false);
    // A list that Go has none of is null on the wire, and empty to us.
    return mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP));
  }

  /** Any JSON; a missing node when it is none. */
  static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** One object of that kind; empty when it is something else. */
  static <T> Optional<T> read(byte[] json, Class<T> kind) {
    return read(tree(json), kind);
  }

  /** One object of that kind; empty when it is something else. */
  static <T> Optional<T> read(JsonNode json, Class<T> kind) {
    if (!json.isObject()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.treeToValue(json, kind));
    } catch (JsonProcessingException | IllegalArgumentException another) {
      return Optional.empty();
    }
  }

  /** An object as the API server takes it. */
  static String write(Object object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a model that cannot be written", impossible);
    }
  }
}
