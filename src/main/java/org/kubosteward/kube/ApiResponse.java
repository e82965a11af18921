package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** What came back for one request. */
final class ApiResponse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final byte[] body;
  private final String silence;
  private final boolean distrusted;

  private ApiResponse(int status, byte[] body, String silence, boolean distrusted) {
    this.status = status;
    this.body = body;
    this.silence = silence;
    this.distrusted = distrusted;
  }

  static ApiResponse of(int status, byte[] body) {
    return new ApiResponse(status, body, "", false);
  }

  static ApiResponse silence(String why) {
    return new ApiResponse(0, new byte[0], why, false);
  }

  /** It is there and answers, but one of us does not trust the other. */
  static ApiResponse distrust(String why) {
    return new ApiResponse(0, new byte[0], why, true);
  }

  /** The HTTP status; 0 when no whole answer came. */
  int status() {
    return status;
  }

  /** Why no whole answer came; empty when one did. */
  String silence() {
    return silence;
  }

  /** Whether TLS is why no whole answer came. */
  boolean isDistrust() {
    return distrusted;
  }

  boolean isDone() {
    return status >= 200 && status < 300;
  }

  /** The body; a missing node when it is no JSON. */
  JsonNode json() {
    return json(body);
  }

  static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** What a Status object says; empty when the body is none. */
  String message() {
    return json().path("message").asText("");
  }
}
