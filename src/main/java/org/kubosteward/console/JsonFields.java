package org.kubosteward.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;

/** Reads a body that is one flat JSON object, bounded; each value as the text that it is. */
@Singleton
final class JsonFields {
  /** An intent with the longest reason has 3 KiB. */
  private static final int BODY_MOST = 16 * 1024;

  private final ObjectMapper json;

  JsonFields(ObjectMapper json) {
    this.json = json;
  }

  /** The fields that are not null; a list or an object is its JSON text. */
  Map<String, String> of(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(BODY_MOST + 1);
    if (bytes.length > BODY_MOST) {
      throw new Rejected(
          Problem.of(413, "Too large", "a request has at most " + BODY_MOST + " bytes"));
    }
    JsonNode tree = tree(bytes);
    if (!tree.isObject()) {
      throw new Rejected(Problem.badRequest("the body is not a JSON object"));
    }
    Map<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      JsonNode value = field.getValue();
      if (!value.isNull()) {
        fields.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
      }
    }
    return fields;
  }

  /** The words of a JSON list, with commas between them; text that is no list is left as it is. */
  String words(String text) {
    if (!text.startsWith("[")) {
      return text;
    }
    try {
      List<String> words = new ArrayList<>();
      json.readTree(text).forEach(word -> words.add(word.asText()));
      return String.join(",", words);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("a list that was just written is not JSON", notJson);
    }
  }

  /** JSON between systems is UTF-8; Jackson would guess other encodings from the first bytes. */
  private JsonNode tree(byte[] body) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return json.reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .readTree(text);
    } catch (CharacterCodingException notText) {
      throw new Rejected(Problem.badRequest("the body is not UTF-8"));
    } catch (JsonProcessingException notJson) {
      throw new Rejected(
          Problem.badRequest("the body is not JSON: " + notJson.getOriginalMessage()));
    }
  }
}
