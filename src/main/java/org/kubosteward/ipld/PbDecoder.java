package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The strict reader of dag-pb: known fields, each once and in its order, nothing between them. */
final class PbDecoder {
  static final int DATA = 1;
  static final int LINKS = 2;
  static final int HASH = 1;
  static final int NAME = 2;
  static final int TSIZE = 3;

  private PbDecoder() {}

  static PbNode decode(Bytes in) {
    List<PbLink> links = new ArrayList<>();
    Optional<ByteBuffer> data = Optional.empty();
    boolean linksEnded = false;
    while (in.left() > 0) {
      ProtoField field = ProtoField.read(in);
      if (field.is(LINKS, ProtoField.BYTES)) {
        if (linksEnded) {
          throw in.refuse("its data stand between its links");
        }
        links.add(link(field.bytes()));
      } else if (field.is(DATA, ProtoField.BYTES)) {
        if (data.isPresent()) {
          throw in.refuse("it has data twice");
        }
        data = Optional.of(field.bytes().restUncopied());
        linksEnded = !links.isEmpty();
      } else {
        throw in.refuse("%s is no field of a dag-pb node".formatted(field));
      }
    }
    return new PbNode(links, data);
  }

  private static PbLink link(Bytes in) {
    if (in.left() == 0) {
      throw in.refuse("a link has no CID");
    }
    ProtoField hash = ProtoField.read(in);
    if (!hash.is(HASH, ProtoField.BYTES)) {
      throw in.refuse("a link begins with %s instead of its CID".formatted(hash));
    }
    Cid cid = cid(hash.bytes(), in);
    Optional<String> name = Optional.empty();
    OptionalLong tsize = OptionalLong.empty();
    while (in.left() > 0) {
      ProtoField field = ProtoField.read(in);
      boolean noMore = tsize.isPresent();
      if (field.is(NAME, ProtoField.BYTES) && name.isEmpty() && !noMore) {
        name = Optional.of(field.text("the name of a link"));
      } else if (field.is(TSIZE, ProtoField.NUMBER) && !noMore) {
        tsize = OptionalLong.of(field.number());
      } else {
        throw in.refuse("a link has %s where none is".formatted(field));
      }
    }
    return new PbLink(cid, name, tsize);
  }

  private static Cid cid(Bytes hash, Bytes in) {
    try {
      return Cid.decode(hash.rest());
    } catch (MalformedCid wrong) {
      throw in.refuse("the CID of a link is none: " + wrong.getMessage());
    }
  }
}
