package org.kubosteward.content;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kubosteward.ipld.Cid;

/**
 * Somebody wants a content kept: a pin object of the IPFS Pinning Service API, whose bounds are
 * these. Two requests may want the same content.
 *
 * @param id names the request, and is ours
 * @param name what its owner calls it; need not be the only one of that name
 * @param origins multiaddresses of nodes that are said to have it; a hint, which may lead nowhere
 * @param meta what its owner wrote on it
 * @param created when it was accepted
 * @param policy the name of the policy it is kept under
 */
public record PinRequest(
    String id,
    Cid cid,
    String name,
    List<String> origins,
    Map<String, String> meta,
    Instant created,
    String policy) {
  /** Characters of a name, at the most: the API's bound, and what kubo takes. */
  public static final int NAME_MOST = 255;

  /** Origins of a request, at the most: the API's bound. */
  public static final int ORIGINS_MOST = 20;

  /** Characters of one origin, at the most. */
  public static final int ORIGIN_MOST = 512;

  /** Entries of meta, at the most: the API's bound. */
  public static final int META_MOST = 1_000;

  /** Characters of all keys and values of meta together, at the most. */
  public static final int META_CHARS_MOST = 64 << 10;

  public PinRequest {
    origins = List.copyOf(origins);
    // In order, so that it is printed the same each time.
    meta = Collections.unmodifiableMap(new TreeMap<>(meta));
    InvalidSpec.require(!id.isBlank(), "a request needs an id");
    InvalidSpec.require(!policy.isBlank(), "request %s names no policy".formatted(id));
    InvalidSpec.require(
        name.length() <= NAME_MOST,
        "the name has %d characters; shorten it to %d".formatted(name.length(), NAME_MOST));
    checkOrigins(origins);
    checkMeta(meta);
  }

  private static void checkOrigins(List<String> origins) {
    InvalidSpec.require(
        origins.size() <= ORIGINS_MOST,
        "there are %d origins; name at most %d".formatted(origins.size(), ORIGINS_MOST));
    InvalidSpec.require(
        new HashSet<>(origins).size() == origins.size(),
        "an origin is named twice; name each one once");
    for (String origin : origins) {
      InvalidSpec.require(
          origin.startsWith("/") && origin.length() <= ORIGIN_MOST,
          "an origin is no multiaddress; it begins with a slash and has at most %d characters"
              .formatted(ORIGIN_MOST));
    }
  }

  private static void checkMeta(Map<String, String> meta) {
    InvalidSpec.require(
        meta.size() <= META_MOST,
        "meta has %d entries; it may have %d".formatted(meta.size(), META_MOST));
    int chars =
        meta.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length()).sum();
    InvalidSpec.require(
        chars <= META_CHARS_MOST,
        "meta has %d characters; it may have %d".formatted(chars, META_CHARS_MOST));
  }
}
