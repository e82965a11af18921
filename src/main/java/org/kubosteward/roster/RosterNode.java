package org.kubosteward.roster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One node as other processes are told of it.
 *
 * @param peerId empty while nobody knows it
 * @param gateway the address of its gateway, {@code http://host:port}; empty when it has none
 * @param verdict {@code ok}, {@code warning}, {@code critical}, or {@code unknown} where it cannot
 *     be told
 * @param use whether it is to be asked for content
 * @param codes what is found about it and about its links, the worst first, {@value #CODES_MOST} at
 *     most
 * @param why the reason of {@code use}, a sentence without figures: it changes only when the reason
 *     does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RosterNode(
    String namespace,
    String name,
    Optional<String> peerId,
    Optional<URI> gateway,
    String verdict,
    Use use,
    List<String> codes,
    String why) {
  static final int CODES_MOST = 10;

  public RosterNode {
    codes = List.copyOf(codes);
  }
}
