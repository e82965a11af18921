package org.kubosteward.content;

/** Why a node does not get a copy. Append-only: the names appear in answers. */
public enum Refusal {
  NOT_NAMED("the policy names other nodes"),
  NOT_LABELLED("it lacks a label that the policy asks for"),
  UNFIT("it is not fit for another copy now"),
  HAS_ONE("it has a copy, or one is on its way there"),
  FAILED_LATELY("a transfer there failed lately"),
  NO_ROOM("the copy would fill it beyond the mark"),
  BUSY("it takes part in as many transfers as it may"),
  OTHERS_FIRST("others come first, and no more copies are wanted");

  private final String phrase;

  Refusal(String phrase) {
    this.phrase = phrase;
  }

  /** What it means, as the end of a sentence that begins with the node. */
  public String phrase() {
    return phrase;
  }
}
