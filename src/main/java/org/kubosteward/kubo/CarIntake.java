package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.CarReader;
import org.kubosteward.ipld.DagArrivals;

/**
 * Reads a CAR, verifies each block and hands it on. Of a whole DAG it also checks that all of it
 * came, and nothing else: a node may end its answer well before that.
 */
final class CarIntake implements Intake<CarTaken> {
  private final CarWanted wanted;
  private final BlockSink sink;
  private final CarReader reader;
  private final Optional<DagArrivals> arrivals;
  private boolean begun;
  private long bytes;

  CarIntake(CarWanted wanted, BlockSink sink) {
    this.wanted = wanted;
    this.sink = sink;
    this.reader = new CarReader(wanted.car(), this::block);
    this.arrivals =
        wanted.scope() == DagScope.ALL
            ? Optional.of(new DagArrivals(wanted.root(), wanted.dag()))
            : Optional.empty();
  }

  @Override
  public void take(Buffer chunk) {
    Verified.refusing(() -> reader.feed(ByteBuffer.wrap(chunk.getBytes())));
  }

  private void block(Block block) {
    if (arrivals.isPresent()) {
      arrivals.get().take(block);
    } else {
      first(block);
    }
    bytes += block.size();
    sink.take(block);
  }

  private void first(Block block) {
    boolean isRoot = block.cid().multihash().equals(wanted.root().multihash());
    if (!begun && !isRoot) {
      throw UnusableAnswerException.malformed(
          "the CAR begins with block " + block.cid() + ", not with its root");
    }
    if (begun && wanted.scope() == DagScope.BLOCK) {
      throw UnusableAnswerException.malformed("there is more in the CAR than one block");
    }
    begun = true;
  }

  @Override
  public CarTaken end() {
    Verified.refusing(reader::finish);
    long missing = arrivals.map(DagArrivals::missing).orElse(begun ? 0L : 1L);
    boolean within = Block.within(wanted.root()).isPresent();
    if (missing > 0 && !within) {
      throw UnusableAnswerException.malformed(
          "the CAR ended, and %d blocks that it links to are not in it".formatted(missing));
    }
    return new CarTaken(reader.blocks(), bytes);
  }

  @Override
  public boolean isFull() {
    return sink.isFull();
  }

  @Override
  public void whenRoom(Runnable goOn) {
    sink.whenRoom(goOn);
  }
}
