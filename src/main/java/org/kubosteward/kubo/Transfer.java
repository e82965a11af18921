package org.kubosteward.kubo;

import java.util.concurrent.CompletionStage;

/**
 * A call that may run for hours, and is given up when it gets no further. Time it spends without
 * getting on is bounded, its whole is not: whoever starts one may cancel it.
 */
public interface Transfer<T> {

  /**
   * What came of it; exactly one, never an exception. It comes on a Vert.x event loop: do not block
   * in what follows it.
   */
  CompletionStage<Reply<T>> reply();

  /**
   * Gives it up, if it is still under way: the connection is reset, by which kubo ends it too and
   * frees what it locks. The reply is {@link FaultKind#CANCELLED}.
   *
   * @param why for the fault's detail, such as "the copy is no longer wanted"
   */
  void cancel(String why);
}
