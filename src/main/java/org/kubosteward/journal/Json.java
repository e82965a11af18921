package org.kubosteward.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;

/**
 * The values that the record keeps as JSON text. Rows outlive the classes: {@code JsonTest} holds
 * the form that each has on disk, so that nobody renames a component of an action by the way.
 */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(names())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          // What a newer version adds to an action is nothing that this one could heed.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** Texts of one list that an action keeps; kubo announces a handful of addresses. */
  private static final int TEXTS = 50;

  private Json() {}

  /**
   * A subject as the names in it: none for the fleet, one for a policy, two a node, four a link.
   */
  static String subject(Subject subject) {
    ArrayNode names = MAPPER.createArrayNode();
    if (subject instanceof Subject.OfNode node) {
      add(names, node.id());
    } else if (subject instanceof Subject.OfLink link) {
      add(names, link.link().from());
      add(names, link.link().to());
    } else if (subject instanceof Subject.OfPolicy policy) {
      names.add(policy.name());
    }
    return names.toString();
  }

  /** The subject that {@link #subject(Subject)} wrote. */
  static Optional<Subject> subject(String text) {
    return parse(text)
        .flatMap(
            names ->
                switch (names.size()) {
                  case 0 -> Optional.of(Subject.fleet());
                  case 1 ->
                      Optional.of(names.get(0))
                          .filter(JsonNode::isTextual)
                          .map(name -> Subject.ofPolicy(name.asText()));
                  case 2 -> Optional.of(Subject.of(id(names, 0)));
                  case 4 -> Optional.of(Subject.of(new Link(id(names, 0), id(names, 2))));
                  default -> Optional.empty();
                });
  }

  /** The code of that name; empty for one that a newer version wrote. */
  static Optional<Code> code(String name) {
    try {
      return Optional.of(Code.valueOf(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Evidence as an object of texts, each cut to its bound. */
  static String evidence(SortedMap<String, String> evidence) {
    ObjectNode object = MAPPER.createObjectNode();
    evidence.entrySet().stream()
        .limit(TextBounds.EVIDENCE_ENTRIES)
        .forEach(
            e ->
                object.put(
                    TextBounds.cut(e.getKey(), TextBounds.EVIDENCE_VALUE),
                    TextBounds.cut(e.getValue(), TextBounds.EVIDENCE_VALUE)));
    return object.toString();
  }

  /** The evidence that {@link #evidence(SortedMap)} wrote. */
  static SortedMap<String, String> evidence(String text) {
    SortedMap<String, String> evidence = new TreeMap<>();
    parse(text)
        .ifPresent(
            object ->
                object.properties().forEach(e -> evidence.put(e.getKey(), e.getValue().asText())));
    return Collections.unmodifiableSortedMap(evidence);
  }

  /** An action as its kind's label and the components of its record, as they are named there. */
  static String action(Action action) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("kind", action.kind().label());
    object.setAll(MAPPER.<ObjectNode>valueToTree(action));
    object.forEach(Json::bound);
    return object.toString();
  }

  /**
   * The action that {@link #action(Action)} wrote; empty for a kind that we do not know, and for
   * fields that are none of an action of its kind.
   */
  static Optional<Action> action(String text) {
    return parse(text)
        .filter(JsonNode::isObject)
        .flatMap(
            object ->
                ActionKind.of(object.path("kind").asText())
                    .flatMap(kind -> read(kind.type(), object)));
  }

  private static Optional<Action> read(Class<? extends Action> type, JsonNode object) {
    try {
      return Optional.of(MAPPER.treeToValue(object, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void bound(JsonNode field) {
    if (field instanceof ArrayNode array) {
      while (array.size() > TEXTS) {
        array.remove(TEXTS);
      }
    }
  }

  /** A node as the two names of it. */
  static String node(NodeId id) {
    ArrayNode names = MAPPER.createArrayNode();
    add(names, id);
    return names.toString();
  }

  /** The node that {@link #node(NodeId)} wrote; empty for anything else. */
  static Optional<NodeId> node(String text) {
    return parse(text).filter(names -> names.size() == 2).map(names -> id(names, 0));
  }

  /** A node as the two names of it, here as in a subject. */
  private static SimpleModule names() {
    return new SimpleModule()
        .addSerializer(
            NodeId.class,
            new StdSerializer<NodeId>(NodeId.class) {
              @Override
              public void serialize(NodeId id, JsonGenerator json, SerializerProvider provider)
                  throws IOException {
                json.writeArray(new String[] {id.namespace(), id.name()}, 0, 2);
              }
            })
        .addDeserializer(
            NodeId.class,
            new StdDeserializer<NodeId>(NodeId.class) {
              @Override
              public NodeId deserialize(JsonParser json, DeserializationContext context)
                  throws IOException {
                return id(json.readValueAsTree(), 0);
              }
            });
  }

  private static void add(ArrayNode names, NodeId id) {
    names.add(id.namespace()).add(id.name());
  }

  private static NodeId id(JsonNode names, int at) {
    return new NodeId(names.path(at).asText(), names.path(at + 1).asText());
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
