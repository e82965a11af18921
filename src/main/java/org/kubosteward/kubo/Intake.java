package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;

/** Takes the body of one answer in, chunk by chunk, and tells its value at the end. */
interface Intake<T> {

  /**
   * Takes the next bytes.
   *
   * @throws UnusableAnswerException when it is clear already that the answer is of no use
   */
  void take(Buffer chunk);

  /**
   * Tells the value of a body that ended well.
   *
   * @throws UnusableAnswerException when it is not what was promised
   */
  T end();

  /**
   * Tells the value of a body that kubo ended with an error in the trailer, if it has one.
   *
   * @throws UnusableAnswerException as a rule, for such an answer is not to be trusted
   */
  default T endedBy(String streamError) {
    throw UnusableAnswerException.told(FaultKind.LATE_ERROR, streamError);
  }

  /**
   * How far the call is: more than before, when it got on. Where a node sends lines to say that
   * nothing happens, bytes are no progress.
   *
   * @param receivedBytes of the body so far
   */
  default long progress(long receivedBytes) {
    return receivedBytes;
  }

  /** Whether no more bytes are to be taken from the connection for now. */
  default boolean isFull() {
    return false;
  }

  /** Runs that, once and on any thread, when it is no longer full. */
  default void whenRoom(Runnable goOn) {
    goOn.run();
  }
}
