package org.kubosteward.kubo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.kubosteward.text.Line;

/**
 * One JSON object of an answer, read strictly: what is missing or of another type is {@link
 * FaultKind#MALFORMED}, and its path is named. Fields nobody asks for are skipped unread, so that
 * the size of a tree does not depend on what a server sends along.
 */
final class Fields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode node;
  private final String path;

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** The wanted fields of the one object that the body is. */
  static Fields of(byte[] body, String... wanted) {
    List<String> names = Arrays.asList(wanted);
    ObjectNode kept = JSON.createObjectNode();
    walk(
        body,
        json -> {
          expect(json.currentToken(), JsonToken.START_OBJECT, "the answer", "an object");
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (names.contains(name) || name.equals("Message") || name.equals("Type")) {
              kept.set(name, JSON.readTree(json));
            } else {
              json.skipChildren();
            }
          }
        });
    if (kept.path("Type").asText().equals("error") && kept.path("Message").isTextual()) {
      throw UnusableAnswerException.told(FaultKind.REJECTED, kept.path("Message").asText());
    }
    return new Fields(kept, "");
  }

  /** Hands over one by one the objects of the list that a field of the body is; null is empty. */
  static void eachOf(byte[] body, String list, Consumer<Fields> taker) {
    boolean[] seen = {false};
    walk(
        body,
        json -> {
          expect(json.currentToken(), JsonToken.START_OBJECT, "the answer", "an object");
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (!name.equals(list)) {
              json.skipChildren();
            } else if (json.currentToken() == JsonToken.VALUE_NULL) {
              seen[0] = true;
            } else {
              seen[0] = true;
              elements(
                  json,
                  list,
                  index -> taker.accept(new Fields(JSON.readTree(json), at(list, index) + ".")));
            }
          }
        });
    if (!seen[0]) {
      throw UnusableAnswerException.malformed(list + " is missing");
    }
  }

  /**
   * Hands over one by one, with the wanted fields, the objects of the list that the body is. Those
   * of which {@code flag} is false are passed over, at a fraction of the cost.
   */
  static void eachOf(byte[] body, String flag, Set<String> wanted, Consumer<Fields> taker) {
    walk(
        body,
        json ->
            elements(
                json,
                "",
                index -> {
                  ObjectNode kept = JSON.createObjectNode();
                  if (keep(json, flag, wanted, kept)) {
                    taker.accept(new Fields(kept, at("", index) + "."));
                  }
                }));
  }

  private static boolean keep(JsonParser json, String flag, Set<String> wanted, ObjectNode kept)
      throws IOException {
    boolean flagged = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      flagged &= json.nextToken() != JsonToken.VALUE_FALSE || !name.equals(flag);
      if (flagged && wanted.contains(name)) {
        kept.set(name, JSON.readTree(json));
      } else {
        json.skipChildren();
      }
    }
    return flagged;
  }

  private interface Element {
    void at(int index) throws IOException;
  }

  private static void elements(JsonParser json, String list, Element element) throws IOException {
    String where = list.isEmpty() ? "the answer" : list;
    expect(json.currentToken(), JsonToken.START_ARRAY, where, "a list");
    int index = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw UnusableAnswerException.malformed(at(list, index) + " is not an object");
      }
      element.at(index++);
    }
  }

  private static String at(String list, int index) {
    return list + "[" + index + "]";
  }

  private interface Walk {
    void over(JsonParser json) throws IOException;
  }

  private static void walk(byte[] body, Walk walk) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() == null) {
        throw UnusableAnswerException.malformed("the answer is empty");
      }
      walk.over(json);
      if (json.nextToken() != null) {
        throw UnusableAnswerException.malformed("there is more behind the answer's end");
      }
    } catch (JsonProcessingException broken) {
      throw UnusableAnswerException.malformed(
          "the answer is not JSON: " + broken.getOriginalMessage());
    } catch (IOException impossible) {
      throw UnusableAnswerException.malformed("the answer is not JSON: " + impossible.getMessage());
    }
  }

  private static void expect(JsonToken is, JsonToken wanted, String path, String what) {
    if (is != wanted) {
      throw UnusableAnswerException.malformed(path + " is not " + what);
    }
  }

  private JsonNode get(String name, String what, boolean fits, JsonNode value) {
    if (value.isMissingNode()) {
      throw UnusableAnswerException.malformed(path + name + " is missing");
    }
    if (!fits) {
      throw UnusableAnswerException.malformed(path + name + " is not " + what);
    }
    return value;
  }

  String text(String name) {
    JsonNode value = node.path(name);
    return Line.of(get(name, "a string", value.isTextual(), value).textValue());
  }

  /** A string which may be missing or null. */
  Optional<String> textIfAny(String name) {
    return isNothing(name) ? Optional.empty() : Optional.of(text(name));
  }

  /** A whole number, not below zero. */
  long count(String name) {
    JsonNode value = node.path(name);
    boolean fits = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
    return get(name, "a whole number from zero up", fits, value).longValue();
  }

  /**
   * What only ever counts up, in kubo's 64 bits without a sign: beyond ours it stays at our end.
   */
  long counter(String name) {
    return bounded(name).orElse(Long.MAX_VALUE);
  }

  /**
   * A bound, or room that is left. Empty beyond 2^63 - 1: kubo writes "no limit" as 2^64 - 1, and
   * no disk has so much.
   */
  OptionalLong bounded(String name) {
    JsonNode value = node.path(name);
    boolean fits = value.isIntegralNumber() && value.bigIntegerValue().signum() >= 0;
    JsonNode number = get(name, "a whole number from zero up", fits, value);
    return number.canConvertToLong() ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
  }

  boolean flag(String name) {
    JsonNode value = node.path(name);
    return get(name, "true or false", value.isBoolean(), value).booleanValue();
  }

  Instant instant(String name) {
    try {
      return OffsetDateTime.parse(text(name)).toInstant();
    } catch (DateTimeException broken) {
      throw UnusableAnswerException.malformed(path + name + " is not a time");
    }
  }

  Fields object(String name) {
    JsonNode value = node.path(name);
    return new Fields(get(name, "an object", value.isObject(), value), path + name + ".");
  }

  Optional<Fields> objectIfAny(String name) {
    return isNothing(name) ? Optional.empty() : Optional.of(object(name));
  }

  /** How long a list is; kubo writes an empty one as null, too. */
  long size(String name) {
    JsonNode value = node.path(name);
    return get(name, "a list", value.isArray() || value.isNull(), value).size();
  }

  /** A list of strings; kubo writes an empty one as null, too. */
  List<String> texts(String name) {
    JsonNode value = node.path(name);
    List<String> texts = new ArrayList<>();
    for (JsonNode text : get(name, "a list", value.isArray() || value.isNull(), value)) {
      texts.add(Line.of(get(name, "a list of strings", text.isTextual(), text).textValue()));
    }
    return texts;
  }

  boolean isNothing(String name) {
    return node.path(name).isMissingNode() || node.path(name).isNull();
  }

  boolean isNumber(String name) {
    return node.path(name).isNumber();
  }
}
