package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Writes a CAR of version 1 while its blocks come. It holds nothing. */
public final class CarWriter {
  private final Consumer<ByteBuffer> sink;

  /** Begins one with those roots; its bytes go to the sink, in their order. */
  public CarWriter(List<Cid> roots, Consumer<ByteBuffer> sink) {
    this.sink = sink;
    byte[] header = CarHeader.encode(roots);
    sink.accept(ByteBuffer.wrap(Bytes.joined(Varint.of(header.length), header)));
  }

  /** The next block. */
  public void write(Block block) {
    byte[] cid = block.cid().bytes();
    byte[] length = Varint.of((long) cid.length + block.size());
    sink.accept(ByteBuffer.wrap(Bytes.joined(length, cid)));
    sink.accept(block.data());
  }
}
