package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A shard of a large directory: a table of slots by the hash of the names (HAMT). A slot holds one
 * entry, or a shard in which the next bits of the hash decide.
 *
 * @param fanout how many slots it has: a power of two from 8 to 1024
 * @param slots those that are taken, in order
 */
public record UnixfsShard(int fanout, List<Slot> slots, Attributes attributes)
    implements UnixfsNode {
  /** Slots at the most: what all implementations must read, and need not exceed. */
  public static final int MOST_SLOTS = 1024;

  private static final int LEAST_SLOTS = 8;

  /**
   * A slot that is taken.
   *
   * @param index which one
   * @param entry what is in it, unless a shard is
   * @param cid of the entry or of the shard
   */
  public record Slot(int index, Optional<DirectoryEntry> entry, Cid cid) {}

  /** A shard of which nobody changes the list afterwards. */
  public UnixfsShard {
    slots = List.copyOf(slots);
  }

  static UnixfsShard of(PbNode node, UnixfsData message, Bytes in) {
    if (message.hashType().orElse(0) != HamtPath.MURMUR3_X64_64) {
      throw in.refuse(
          "it is sharded by hash 0x%x, and murmur3-x64-64 is read"
              .formatted(message.hashType().orElse(0)));
    }
    if (!message.blockSizes().isEmpty()) {
      throw in.refuse("it is a shard and has sizes of parts");
    }
    long fanout = message.fanout().orElse(0);
    if (fanout < LEAST_SLOTS || fanout > MOST_SLOTS || Long.bitCount(fanout) != 1) {
      throw in.refuse(
          "its fan-out is %d, and is to be a power of two from %d to %d"
              .formatted(fanout, LEAST_SLOTS, MOST_SLOTS));
    }
    List<Slot> slots = slots(node, (int) fanout, in);
    ByteBuffer bits = message.data().orElse(ByteBuffer.allocate(0));
    while (bits.hasRemaining() && bits.get(bits.position()) == 0) {
      bits.get(); // Others than kubo write all bytes, of which the first may be zero.
    }
    if (!bits.equals(ByteBuffer.wrap(bits(slots, (int) fanout)))) {
      throw in.refuse("the bits of its slots are not those of its links");
    }
    return new UnixfsShard((int) fanout, slots, message.attributes());
  }

  private static List<Slot> slots(PbNode node, int fanout, Bytes in) {
    int digits = digits(fanout);
    List<Slot> slots = new ArrayList<>(node.links().size());
    int last = -1;
    for (PbLink link : node.links()) {
      String name = link.nameOrEmpty();
      int index = index(name, digits);
      if (index < 0 || index >= fanout) {
        throw in.refuse("a link of the shard does not begin with the number of a slot");
      }
      if (index <= last) {
        throw in.refuse("slot %d of the shard is not behind slot %d".formatted(index, last));
      }
      last = index;
      slots.add(new Slot(index, entry(name.substring(digits), link, in), link.cid()));
    }
    return slots;
  }

  private static Optional<DirectoryEntry> entry(String name, PbLink link, Bytes in) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    DirectoryEntry.fault(name)
        .ifPresent(
            fault -> {
              throw in.refuse(fault);
            });
    return Optional.of(new DirectoryEntry(name, link.cid(), link.tsize().orElse(0)));
  }

  /** The number at the front of a name, in capitals as the format has it, or below zero. */
  private static int index(String name, int digits) {
    if (name.length() < digits) {
      return -1;
    }
    int index = 0;
    for (int at = 0; at < digits; at++) {
      char c = name.charAt(at);
      int digit = c >= 'a' || c > 0x7f ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        return -1;
      }
      index = index << 4 | digit;
    }
    return index;
  }

  static int digits(int fanout) {
    return Integer.toHexString(fanout - 1).length();
  }

  /** The number of a slot as it stands before a name. */
  static String prefix(int index, int fanout) {
    String hex = Integer.toHexString(index).toUpperCase(Locale.ROOT);
    return "0".repeat(digits(fanout) - hex.length()) + hex;
  }

  /** One bit a slot, the last slot first, without zero bytes at the front. */
  static byte[] bits(List<Slot> slots, int fanout) {
    byte[] all = new byte[fanout / Byte.SIZE];
    for (Slot slot : slots) {
      all[all.length - 1 - slot.index() / Byte.SIZE] |= (byte) (1 << slot.index() % Byte.SIZE);
    }
    int zeros = 0;
    while (zeros < all.length && all[zeros] == 0) {
      zeros++;
    }
    return java.util.Arrays.copyOfRange(all, zeros, all.length);
  }

  /** What is in that slot. */
  Optional<Slot> slot(int index) {
    return slots.stream().filter(slot -> slot.index() == index).findFirst();
  }

  @Override
  public Kind kind() {
    return Kind.SHARD;
  }
}
