package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A symbolic link. Nothing here follows one.
 *
 * @param target where it says that it leads, in whatever file system it is put
 */
public record UnixfsSymlink(String target, Attributes attributes) implements UnixfsNode {
  static UnixfsSymlink of(PbNode node, UnixfsData message, Bytes in) {
    if (!node.links().isEmpty() || !message.blockSizes().isEmpty()) {
      throw in.refuse("it is a symlink and has links");
    }
    ByteBuffer bytes = message.data().orElse(ByteBuffer.allocate(0));
    try {
      String target = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new UnixfsSymlink(target, message.attributes());
    } catch (CharacterCodingException wrong) {
      throw in.refuse("the target of the symlink is no UTF-8");
    }
  }

  @Override
  public Kind kind() {
    return Kind.SYMLINK;
  }
}
