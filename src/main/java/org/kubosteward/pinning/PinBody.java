package org.kubosteward.pinning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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
import org.kubosteward.ipld.Cid;

/** Reads what somebody sends as a pin object, bounded and strictly; other fields are ignored. */
@Singleton
final class PinBody {
  /** As much as the runtime takes of any request. */
  static final int MOST = 32 << 10;

  private final ObjectReader json;

  PinBody(ObjectMapper json) {
    this.json =
        json.reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }

  /** A pin object as it was asked for; {@code PinRequest} has its bounds. */
  record Asked(Cid cid, String name, List<String> origins, Map<String, String> meta) {
    Asked {
      origins = List.copyOf(origins);
      meta = Map.copyOf(meta);
    }
  }

  /**
   * The pin object of a body.
   *
   * @throws Rejected with 400 or 413 saying what is wrong
   */
  Asked read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST + 1);
    if (bytes.length > MOST) {
      throw new Rejected(
          Problem.of(413, "Too large", "a request has at most %d bytes".formatted(MOST)));
    }
    JsonNode pin = object("the body", bytes);
    JsonNode cid = pin.path("cid");
    if (!cid.isTextual()) {
      throw PinText.wrong("cid: give the CID of what is to be kept, as a text");
    }
    return new Asked(
        PinText.cid("cid", cid.textValue()),
        text("name", pin.path("name")),
        origins(pin.path("origins")),
        entries("meta", pin.path("meta")));
  }

  /**
   * The texts by name of a JSON object.
   *
   * @throws Rejected with 400 naming {@code what}
   */
  Map<String, String> entries(String what, String text) {
    try {
      return entries(what, object(what, text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException impossible) {
      throw new IllegalStateException("nothing is read from outside", impossible);
    }
  }

  private static String text(String what, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw PinText.wrong(what + ": it is no text");
    }
    return PinText.keepable(what, value.textValue());
  }

  private static List<String> origins(JsonNode value) {
    List<String> origins = new ArrayList<>();
    if (value.isMissingNode() || value.isNull()) {
      return origins;
    }
    if (!value.isArray()) {
      throw PinText.wrong("origins: it is no list of texts");
    }
    for (JsonNode origin : value) {
      if (origin.isNull()) {
        throw PinText.wrong("origins: one of them is null");
      }
      origins.add(text("origins", origin));
    }
    return origins;
  }

  private static Map<String, String> entries(String what, JsonNode value) {
    Map<String, String> entries = new TreeMap<>();
    if (value.isMissingNode() || value.isNull()) {
      return entries;
    }
    if (!value.isObject()) {
      throw PinText.wrong(what + ": it is no object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String key = PinText.keepable(what, entry.getKey());
      if (!entry.getValue().isTextual()) {
        throw PinText.wrong("%s: '%s' is no text".formatted(what, PinText.shown(key)));
      }
      entries.put(key, PinText.keepable(what, entry.getValue().textValue()));
    }
    return entries;
  }

  /** JSON between systems is UTF-8; Jackson would guess other encodings from the first bytes. */
  private JsonNode object(String what, byte[] bytes) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode tree = json.readTree(text);
      if (!tree.isObject()) {
        throw PinText.wrong(what + " is not a JSON object");
      }
      return tree;
    } catch (CharacterCodingException notText) {
      throw PinText.wrong(what + " is not UTF-8");
    } catch (JsonProcessingException notJson) {
      throw PinText.wrong("%s is not JSON: %s".formatted(what, notJson.getOriginalMessage()));
    }
  }
}
