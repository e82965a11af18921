package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;

/** What an answer to a write means to the one who asked. */
final class Verdict {
  private Verdict() {}

  /**
   * Reads any write's answer.
   *
   * @param asked as in {@code evict pod ipfs/kubo-0}
   */
  static KubeReply of(Answer answer, String asked, String url) {
    String told = answer.message();
    KubeReply.Kind kind =
        switch (answer.status()) {
          case 0 -> KubeReply.Kind.UNREACHABLE;
          case 404 -> KubeReply.Kind.GONE;
          case 403 -> Sentence.isRbac(told) ? KubeReply.Kind.FORBIDDEN : KubeReply.Kind.FAILED;
          // Of a uid that is not the one asked for: another object of the same name.
          case 409 -> told.contains("precondition") ? KubeReply.Kind.GONE : KubeReply.Kind.CONFLICT;
          case 429 -> isBudget(answer) ? KubeReply.Kind.REFUSED : KubeReply.Kind.FAILED;
          default -> answer.isDone() ? KubeReply.Kind.DONE : KubeReply.Kind.FAILED;
        };
    return new KubeReply(kind, answer.status(), detail(kind, answer, asked, url));
  }

  private static String detail(KubeReply.Kind kind, Answer answer, String asked, String url) {
    String told = Sentence.oneLine(answer.message());
    return switch (kind) {
      case DONE -> asked + ": done";
      case GONE -> asked + ": it is gone, or another of its name is there: " + told;
      case CONFLICT ->
          asked + ": someone else changed it meanwhile; it is looked at again: " + told;
      case REFUSED -> asked + ": its PodDisruptionBudget refuses: " + budget(answer);
      case FAILED ->
          answer.status() == 429
              ? asked + ": 429, the API server is too busy: " + told
              : Sentence.of(answer, asked, url);
      case FORBIDDEN, UNREACHABLE -> Sentence.of(answer, asked, url);
    };
  }

  private static boolean isBudget(Answer answer) {
    for (JsonNode cause : answer.json().path("details").path("causes")) {
      if (cause.path("reason").asText("").equals("DisruptionBudget")) {
        return true;
      }
    }
    return false;
  }

  private static String budget(Answer answer) {
    for (JsonNode cause : answer.json().path("details").path("causes")) {
      String said = cause.path("message").asText("");
      if (!said.isEmpty()) {
        return Sentence.oneLine(said);
      }
    }
    return Sentence.oneLine(answer.message());
  }
}
