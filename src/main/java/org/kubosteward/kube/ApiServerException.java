package org.kubosteward.kube;

/** The API server did not tell what was asked; the message is a sentence for people. */
final class ApiServerException extends Exception {
  private static final long serialVersionUID = 1L;

  ApiServerException(String sentence) {
    super(sentence);
  }
}
