package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** What came back for one request. */
final class Answer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final byte[] body;
  private final String silence;

  private Answer(int status, byte[] body, String silence) {
    this.status = status;
    this.body = body;
    this.silence = silence;
  }

  static Answer of(int status, byte[] body) {
    return new Answer(status, body, "");
  }

  static Answer silence(String why) {
    return new Answer(0, new byte[0], why);
  }

  /** The HTTP status; 0 when no whole answer came. */
  int status() {
    return status;
  }

  /** Why no whole answer came; empty when one did. */
  String silence() {
    return silence;
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
