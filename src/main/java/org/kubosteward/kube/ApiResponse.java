package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import java.util.List;
import java.util.Optional;

/** What came back for one request. */
final class ApiResponse {
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
    return Models.tree(body);
  }

  /** The object that the body is; empty when it is none of that kind. */
  <T> Optional<T> as(Class<T> kind) {
    return Models.read(body, kind);
  }

  /** Why it was not done, as the API server says; empty when it was, or nothing is said. */
  String message() {
    return refusal().map(Status::getMessage).orElse("");
  }

  /** What lies in the way of what was not done, as far as the API server says. */
  List<StatusCause> causes() {
    return refusal().map(Status::getDetails).map(StatusDetails::getCauses).orElse(List.of());
  }

  private Optional<Status> refusal() {
    return isDone() ? Optional.empty() : as(Status.class);
  }
}
