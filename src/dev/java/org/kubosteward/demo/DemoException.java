package org.kubosteward.demo;

/** The demo fleet cannot be had or a node of it does not do as told; the message names the fix. */
public final class DemoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
