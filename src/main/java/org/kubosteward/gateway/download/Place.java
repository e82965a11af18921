package org.kubosteward.gateway.download;

import java.util.concurrent.atomic.AtomicBoolean;

/** The place of one download, given back once, whoever says first that it is over. */
final class Place {
  private final AtomicBoolean taken = new AtomicBoolean(true);
  private final Runnable givenBack;

  Place(Runnable givenBack) {
    this.givenBack = givenBack;
  }

  void leave() {
    if (taken.compareAndSet(true, false)) {
      givenBack.run();
    }
  }
}
