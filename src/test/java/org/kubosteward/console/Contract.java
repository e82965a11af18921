package org.kubosteward.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document, as a test asks it. */
final class Contract {
  private static final Set<String> VERBS =
      Set.of("get", "post", "put", "delete", "patch", "head", "options");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode document;

  private Contract(JsonNode document) {
    this.document = document;
  }

  static Contract read() {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    try (InputStream file = Contract.class.getResourceAsStream(ContractResource.FILE)) {
      Object tree = new Yaml(new SafeConstructor(strict)).load(Objects.requireNonNull(file));
      return new Contract(JSON.valueToTree(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** Its operations by method and path, {@code GET /api/v1/health}. */
  Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(verb -> VERBS.contains(verb.getKey()))
                    .forEach(
                        verb ->
                            operations.put(
                                verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                verb.getValue())));
    return operations;
  }

  Set<String> statuses(JsonNode operation) {
    Set<String> statuses = new TreeSet<>();
    operation.path("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
  }

  /** Follows a reference, if it is one. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref")
        ? document.at(node.path("$ref").asText().substring("#".length()))
        : node;
  }

  /** Every reference of the document, as written. */
  List<String> references() {
    return document.findValuesAsText("$ref");
  }

  /** What of an answer is not as the document has it, a line each. */
  List<String> faults(String operation, int status, String mediaType, byte[] body) {
    JsonNode entry = operations().get(operation);
    if (entry == null) {
      return List.of(operation + " has no entry");
    }
    JsonNode answer = resolved(entry.path("responses").path(Integer.toString(status)));
    if (answer.isMissingNode()) {
      return List.of(operation + " does not say that it may answer " + status);
    }
    JsonNode content = answer.path("content");
    String type = mediaType.split(";", -1)[0].strip();
    if (body.length == 0 && content.isMissingNode()) {
      return List.of();
    }
    if (!content.has(type)) {
      return List.of(operation + " does not say that " + status + " may be " + type);
    }
    return type.endsWith("json") ? faults(content.path(type).path("schema"), body) : List.of();
  }

  private List<String> faults(JsonNode schema, byte[] body) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", document.path("components"));
    schema.properties().forEach(part -> whole.set(part.getKey(), part.getValue()));
    List<String> faults = new ArrayList<>();
    try {
      SCHEMAS
          .getSchema(whole)
          .validate(JSON.readTree(body))
          .forEach(error -> faults.add(error.toString()));
    } catch (IOException notJson) {
      faults.add("not JSON: " + notJson.getMessage());
    }
    return faults;
  }
}
