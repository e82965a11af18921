package org.kubosteward.pinning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kubosteward.access.Problem;
import org.kubosteward.access.ProblemForm;

/** Errors as the IPFS Pinning Service API has them. */
@Singleton
final class PinErrors implements ProblemForm {
  private static final String PREFIX = "/pinning";

  /** As the API names them; every other status goes by its own name. */
  private static final Map<Integer, String> NAMED =
      Map.of(409, "INSUFFICIENT_FUNDS", 421, "MISDIRECTED_REQUEST", 429, "TOO_MANY_REQUESTS");

  private final ObjectMapper json;

  PinErrors(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public boolean covers(String path) {
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  @Override
  public String mediaType() {
    return MediaType.APPLICATION_JSON;
  }

  @Override
  public String of(Problem problem) {
    Map<String, String> error = new TreeMap<>();
    error.put("reason", reason(problem.status()));
    error.put("details", problem.detail());
    try {
      return json.writeValueAsString(Map.of("error", error));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts are always JSON", impossible);
    }
  }

  /** The type of error, for machines. */
  static String reason(int status) {
    return Optional.ofNullable(NAMED.get(status))
        .or(() -> Optional.ofNullable(Response.Status.fromStatusCode(status)).map(Enum::name))
        .orElse("ERROR_" + status);
  }
}
