package org.kubosteward.kubo;

import java.util.List;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.CarWriter;
import org.kubosteward.ipld.Cid;

/** Writes blocks into a pipe as a CAR with one root, and is full when the pipe is. */
public final class PipeSink implements BlockSink {
  private final BytePipe pipe;
  private final CarWriter car;

  /** Writes the CAR's head at once. The pipe is ended by whoever knows that no more comes. */
  public PipeSink(Cid root, BytePipe pipe) {
    this.pipe = pipe;
    this.car = new CarWriter(List.of(root), pipe::write);
  }

  @Override
  public void take(Block block) {
    car.write(block);
  }

  @Override
  public boolean isFull() {
    return pipe.isFull();
  }

  @Override
  public void whenRoom(Runnable goOn) {
    pipe.whenRoom(goOn);
  }
}
