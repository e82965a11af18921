package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Blocks in memory, in the order in which they came. */
final class MemoryBlocks implements BlockSource, Consumer<Block> {
  private final Map<Cid, Block> blocks = new LinkedHashMap<>();

  @Override
  public void accept(Block block) {
    blocks.put(block.cid(), block);
  }

  @Override
  public Optional<Block> get(Cid cid) {
    return Optional.ofNullable(blocks.get(cid));
  }

  Map<Cid, Block> all() {
    return blocks;
  }

  UnixfsReader reader() {
    return new UnixfsReader(this, WalkBounds.SHIPPED);
  }

  /** The file of those bytes. */
  Subtree file(ImportProfile profile, byte[] bytes) {
    FileBuilder builder = new FileBuilder(profile, Attributes.NONE, this);
    builder.write(ByteBuffer.wrap(bytes));
    return builder.finish();
  }

  /** The bytes of that file. */
  byte[] read(Cid file) {
    return read(file, ByteRange.ALL);
  }

  byte[] read(Cid file, ByteRange range) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    reader().read(file, range, bytes -> write(bytes, out));
    return out.toByteArray();
  }

  static void write(ByteBuffer bytes, java.io.ByteArrayOutputStream out) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    out.writeBytes(copy);
  }

  /** The CAR of all of them, with that root. */
  byte[] car(Cid root) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    CarWriter writer = new CarWriter(java.util.List.of(root), bytes -> write(bytes, out));
    blocks.values().forEach(writer::write);
    return out.toByteArray();
  }

  /** The blocks of a CAR, which is whole. */
  static MemoryBlocks ofCar(byte[] car) {
    MemoryBlocks blocks = new MemoryBlocks();
    CarReader reader = new CarReader(CarBounds.SHIPPED, blocks);
    reader.feed(ByteBuffer.wrap(car));
    reader.finish();
    return blocks;
  }
}
