package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.StatusCause;
import java.util.Optional;

/**
 * What the API server said to a write.
 *
 * @param status the HTTP status; 0 when nobody answered
 * @param detail what it said, one line; the object's name and the fix where there is one
 */
public record KubeReply(Kind kind, int status, String detail) {
  /** What an answer means to the one who asked. */
  public enum Kind {
    /** Done. */
    DONE,
    /** 404, or another object of the same name lives there now. */
    GONE,
    /** 403: the Role lacks a verb. */
    FORBIDDEN,
    /** 409: someone else changed it. */
    CONFLICT,
    /** 429: for an eviction, the disruption budget says no. */
    REFUSED,
    /** Any other answer. */
    FAILED,
    /** Nobody answered in time; whether it was done is unknown. */
    UNREACHABLE
  }

  /** The reply as a failure; empty when it was done. */
  public Optional<String> failure() {
    return kind == Kind.DONE ? Optional.empty() : Optional.of(detail);
  }

  /**
   * What the answer to a write means to the one who asked.
   *
   * @param asked as in {@code evict pod ipfs/kubo-0}
   */
  static KubeReply of(ApiResponse answer, String asked, String url) {
    String told = answer.message();
    Kind kind =
        switch (answer.status()) {
          case 0 -> Kind.UNREACHABLE;
          case 404 -> Kind.GONE;
          case 403 -> ErrorMessages.isRbac(told) ? Kind.FORBIDDEN : Kind.FAILED;
          // Of a uid that is not the one asked for: another object of the same name.
          case 409 -> told.contains("precondition") ? Kind.GONE : Kind.CONFLICT;
          case 429 -> isBudget(answer) ? Kind.REFUSED : Kind.FAILED;
          default -> answer.isDone() ? Kind.DONE : Kind.FAILED;
        };
    return new KubeReply(kind, answer.status(), detail(kind, answer, asked, url));
  }

  private static String detail(Kind kind, ApiResponse answer, String asked, String url) {
    String told = ErrorMessages.oneLine(answer.message());
    return switch (kind) {
      case DONE -> asked + ": done";
      case GONE -> asked + ": it is gone, or another of its name is there: " + told;
      case CONFLICT ->
          asked + ": someone else changed it meanwhile; it is looked at again: " + told;
      case REFUSED -> asked + ": its PodDisruptionBudget refuses: " + budget(answer);
      case FAILED ->
          answer.status() == 429
              ? asked + ": 429, the API server is too busy: " + told
              : ErrorMessages.of(answer, asked, url);
      case FORBIDDEN, UNREACHABLE -> ErrorMessages.of(answer, asked, url);
    };
  }

  private static boolean isBudget(ApiResponse answer) {
    return answer.causes().stream().anyMatch(cause -> "DisruptionBudget".equals(cause.getReason()));
  }

  private static String budget(ApiResponse answer) {
    return ErrorMessages.oneLine(
        answer.causes().stream()
            .map(StatusCause::getMessage)
            .filter(said -> said != null && !said.isEmpty())
            .findFirst()
            .orElseGet(answer::message));
  }
}
