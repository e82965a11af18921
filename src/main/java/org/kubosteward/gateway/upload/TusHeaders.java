package org.kubosteward.gateway.upload;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the headers of the tus protocol, version {@value #VERSION}. */
final class TusHeaders {
  static final String VERSION = "1.0.0";
  static final String EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration";

  /** The media type of a part. */
  static final String PART = "application/offset+octet-stream";

  /** What one upload may say of itself. */
  private static final int MOST_ENTRIES = 32;

  private TusHeaders() {}

  /**
   * A number of bytes.
   *
   * @throws UploadRefused when it is none
   */
  static long number(String name, @Nullable String value) {
    if (value == null) {
      throw UploadRefused.badRequest("the header %s is missing".formatted(name));
    }
    try {
      long number = Long.parseLong(value.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below.
    }
    throw UploadRefused.badRequest("the header %s is no number of bytes".formatted(name));
  }

  /**
   * The keys and values of {@code Upload-Metadata}.
   *
   * @throws UploadRefused when it is not as the protocol has it
   */
  static Map<String, String> metadata(@Nullable String header) {
    Map<String, String> found = new TreeMap<>();
    if (header == null || header.isBlank()) {
      return found;
    }
    for (String pair : header.split(",", -1)) {
      String[] words = pair.strip().split(" +", 2);
      if (words[0].isEmpty() || found.size() == MOST_ENTRIES || found.containsKey(words[0])) {
        throw UploadRefused.badRequest(
            "Upload-Metadata is keys and values in Base64, with commas between them, each key once and %d at most"
                .formatted(MOST_ENTRIES));
      }
      found.put(words[0], words.length == 1 ? "" : text(words[0], words[1]));
    }
    return found;
  }

  private static String text(String key, String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw UploadRefused.badRequest(
          "the value of %s in Upload-Metadata is no Base64".formatted(key));
    }
  }
}
