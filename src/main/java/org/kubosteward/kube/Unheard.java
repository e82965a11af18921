package org.kubosteward.kube;

/** The API server did not tell what was asked; the message is a sentence for people. */
final class Unheard extends Exception {
  private static final long serialVersionUID = 1L;

  Unheard(String sentence) {
    super(sentence);
  }
}
