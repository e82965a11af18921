package org.kubosteward.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Why a request was not served, as RFC 9457 has it.
 *
 * @param title the kind of trouble, a few words
 * @param detail what is wrong with this request and what to do, for people
 * @param status the HTTP status
 * @param errors what is wrong with which field of the request; left out when empty
 */
public record Problem(
    String title,
    String detail,
    int status,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
  /** Its media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Copies the errors. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** One without a field that is wrong. */
  public static Problem of(int status, String title, String detail) {
    return new Problem(title, detail, status, List.of());
  }

  /** 400: what is asked for cannot be. */
  public static Problem badRequest(String detail) {
    return of(400, "Bad request", detail);
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return of(404, "Not found", detail);
  }

  /** 503: it cannot be told now, and may be later. */
  public static Problem unavailable(String detail) {
    return of(503, "Cannot tell now", detail);
  }

  /** Every field that is wrong, at once. */
  public static Problem invalid(List<FieldError> errors) {
    String fields = String.join("; ", errors.stream().map(FieldError::sentence).toList());
    return new Problem("Invalid request", fields, 400, errors);
  }

  /** One field that is wrong. */
  public record FieldError(String field, String detail) {
    String sentence() {
      return field + ": " + detail;
    }
  }
}
