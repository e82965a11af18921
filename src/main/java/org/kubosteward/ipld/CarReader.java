package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a CAR of version 1 or 2 while its bytes arrive, and gives out each block when it is whole
 * and its hash was checked. It holds one block at the most. That the blocks are all of a DAG, it
 * cannot tell: see {@link DagWalk}. Used by one thread; after a refusal it is of no use.
 */
public final class CarReader {
  private static final int LONGEST_CID = 160;

  private final CarBounds bounds;
  private final Consumer<Block> sink;
  private final CarFrames frames;
  private Optional<CarHeader> header = Optional.empty();
  private Optional<CarV2> outer = Optional.empty();
  private long blocks;

  /** Nothing was read so far. */
  public CarReader(CarBounds bounds, Consumer<Block> sink) {
    this.bounds = bounds;
    this.sink = sink;
    this.frames = new CarFrames(bounds.bytes());
  }

  /**
   * The next bytes, all that remain.
   *
   * @throws Refusal of one of its kinds, when they are not what they are to be
   */
  public void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (outer.isPresent() && !frames.isWithin()) {
        outer.get().feed(bytes, frames);
      } else {
        int most = header.isEmpty() ? bounds.headerBytes() : Block.MOST_BYTES + LONGEST_CID;
        frames.feed(bytes, most).ifPresent(this::frame);
      }
    }
  }

  private void frame(byte[] frame) {
    if (header.isPresent()) {
      block(frame);
      return;
    }
    CarHeader read = CarHeader.decode(frame);
    if (read.version() == 1) {
      header = Optional.of(read);
    } else if (outer.isEmpty()) {
      outer = Optional.of(new CarV2());
    } else {
      throw new MalformedCar("a CAR of version 2 has another of version 2 in it");
    }
  }

  private void block(byte[] frame) {
    blocks++;
    if (blocks > bounds.blocks()) {
      throw new LimitExceeded("the CAR has more than %d blocks".formatted(bounds.blocks()));
    }
    Bytes in =
        new Bytes(
            frame,
            0,
            frame.length,
            why -> new MalformedCar("block %d of the CAR: %s".formatted(blocks, why)));
    Cid cid;
    try {
      cid = Cid.readFirst(in);
    } catch (MalformedCid wrong) {
      throw in.refuse("its CID: " + wrong.getMessage());
    }
    sink.accept(Block.verified(cid, frame, in.at()));
  }

  /** Where its DAGs begin, as its author says; empty before its head has arrived. */
  public List<Cid> roots() {
    return header.map(CarHeader::roots).orElse(List.of());
  }

  /** How many blocks were given out. */
  public long blocks() {
    return blocks;
  }

  /**
   * Says that no more bytes come.
   *
   * @throws MalformedCar when it is cut off
   */
  public void finish() {
    if (header.isEmpty() || frames.isBegun() || (frames.isWithin() && frames.left() > 0)) {
      throw new MalformedCar("the CAR ends in the middle, behind block %d".formatted(blocks));
    }
  }
}
