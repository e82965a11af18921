package org.kubosteward.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multihash;

/** Requests for contents, as tests of the book write them. */
public final class Pins {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final Set<PinStatus> ANY = EnumSet.allOf(PinStatus.class);

  private Pins() {}

  /** A content that is told from others by its number. */
  public static Cid cid(int number) {
    return Cid.of(Cid.RAW, new Multihash(Multihash.SHA2_256, sha256("content " + number)));
  }

  /** The same bytes and codec in version 0 and in version 1. */
  static Cid dagPb(int version, int number) {
    Cid one = Cid.of(Cid.DAG_PB, cid(number).multihash());
    return version == 1 ? one : Cid.decode(one.multihash().bytes());
  }

  static PinRequest request(Cid cid) {
    return request(cid, "", Map.of(), NOON);
  }

  static PinRequest named(int number, String name) {
    return request(cid(number), name, Map.of(), NOON);
  }

  static PinRequest at(int number, Instant time) {
    return request(cid(number), "", Map.of(), time);
  }

  static PinRequest request(Cid cid, String name, Map<String, String> meta, Instant created) {
    return new PinRequest(
        UUID.randomUUID().toString(),
        cid,
        name,
        List.of("/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWorigin", "/dns4/a.example/tcp/1/p2p/Q"),
        meta,
        created,
        "default");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
