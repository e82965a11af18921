package org.kubosteward.pinning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.Policies;
import org.kubosteward.journal.PinPage;
import org.kubosteward.journal.PinRow;

/**
 * A pin object and its status, as the API has it: {@code PinStatus}.
 *
 * @param created to the millisecond, and of no other pin object
 * @param delegates addresses to dial, for whoever hands over the content
 * @param info the policy that it is kept under, and in {@code status_details} why it is no further
 */
public record PinAnswer(
    String requestid,
    String status,
    Instant created,
    Pin pin,
    List<String> delegates,
    Map<String, String> info) {
  /** What the API calls details of a status. */
  private static final String DETAILS = "status_details";

  /**
   * A pin object as it was asked for: {@code Pin}.
   *
   * @param cid of the version that was asked for, in the base that kubo prints
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Pin(
      String cid, Optional<String> name, List<String> origins, Map<String, String> meta) {
    static Pin of(PinRequest request) {
      return new Pin(
          request.cid().toString(),
          Optional.of(request.name()).filter(name -> !name.isEmpty()),
          request.origins(),
          request.meta());
    }
  }

  /**
   * Pin objects: {@code PinResults}.
   *
   * @param count how many there are for the query, counted to {@link PinPage#COUNT_MOST}
   */
  public record Results(long count, List<PinAnswer> results) {}

  static PinAnswer of(PinRow row, List<String> delegates, Policies policies) {
    Map<String, String> info = new TreeMap<>();
    info.put("policy", policies.of(row.request()).name());
    if (!row.why().isEmpty()) {
      info.put(DETAILS, row.why());
    }
    return new PinAnswer(
        row.request().id(),
        row.status().name().toLowerCase(Locale.ROOT),
        row.request().created(),
        Pin.of(row.request()),
        delegates,
        info);
  }
}
