package org.kubosteward.loop;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one thread of the rounds, which no request can take. The scheduler gives the beat. Its
 * triggers compare wall clocks, so that it falls silent when that clock is set back: then this
 * thread goes on by itself, on the clock that only goes forward, and says so.
 */
public final class LoopThread implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("steward.round");

  private static final Duration BEAT = Duration.ofSeconds(1);

  /** The start of an application takes its time; nobody waits for its first beat sooner. */
  private static final Duration FIRST = Duration.ofSeconds(20);

  /** After so long without a beat, half a beat too late, the thread goes on by itself. */
  private static final Duration LATE = Duration.ofMillis(1500);

  /** A beat that is late once on a busy machine is no news; so long a silence is. */
  private static final Duration NEWS = Duration.ofSeconds(5);

  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final BlockingQueue<Boolean> beats = new ArrayBlockingQueue<>(1);
  private final Runnable tick;
  private final RoundWatch watch;
  private final Consumer<Error> onError;
  private final Thread thread;
  private Duration patience = FIRST;
  private Duration silence = Duration.ZERO;
  private volatile boolean closed;

  /**
   * Starts the thread; it waits for the first beat.
   *
   * @param onError is told of what no round survives
   */
  public LoopThread(Runnable tick, RoundWatch watch, Consumer<Error> onError) {
    this.tick = tick;
    this.watch = watch;
    this.onError = onError;
    this.thread = new Thread(this::run, "steward-rounds");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** A beat of the scheduler; never waits. One that comes during a round follows it. */
  public void beat() {
    beats.offer(true);
  }

  private void run() {
    try {
      while (!closed) {
        heard(beats.poll(patience.toNanos(), TimeUnit.NANOSECONDS) != null);
        if (!closed) {
          turn();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void heard(boolean beat) {
    if (beat) {
      if (silence.compareTo(NEWS) >= 0) {
        LOG.info("scheduler=beats why=\"it beats again\"");
      }
      silence = Duration.ZERO;
      patience = LATE;
      return;
    }
    watch.beatItself();
    boolean told = silence.compareTo(NEWS) >= 0;
    silence = silence.plus(patience);
    patience = BEAT;
    if (!told && silence.compareTo(NEWS) >= 0) {
      LOG.warnf(
          "scheduler=silent seconds=%d why=\"the wall clock was set back, or its threads are taken;"
              + " the rounds go on by themselves\"",
          silence.toSeconds());
    }
  }

  private void turn() {
    try {
      tick.run();
    } catch (Error e) {
      onError.accept(e);
      LOG.error("result=failed why=\"an error of the virtual machine or of the build\"", e);
    }
  }

  /** Waits, for a bounded time, until the round under way has ended. */
  @Override
  public void close() {
    closed = true;
    // Not interrupted: an interrupt in the middle of a write would close the file of the journal.
    beats.offer(true);
    try {
      thread.join(END_WITHIN.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
