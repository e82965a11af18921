package org.kubosteward.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The tokens that open the API, each known by its SHA-256 only. */
final class Tokens {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private final List<Known> known;

  /**
   * Takes the tokens of the settings.
   *
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  Tokens(Map<String, AccessConfig.Token> settings) {
    List<Known> tokens = new ArrayList<>();
    settings.forEach((name, token) -> tokens.add(known(name, token.sha256(), token.scopes())));
    this.known = List.copyOf(tokens);
  }

  private Tokens(List<Known> known) {
    this.known = List.copyOf(known);
  }

  /** These and one more. */
  Tokens and(String name, String token, Set<Scope> scopes) {
    List<Known> more = new ArrayList<>(known);
    more.add(new Known(new Caller(name, scopes), digest(token)));
    return new Tokens(more);
  }

  /**
   * Whose token it is. Every known token is compared, each in constant time, so that the time taken
   * tells nothing.
   */
  Optional<Caller> whose(String token) {
    byte[] presented = digest(token);
    Optional<Caller> caller = Optional.empty();
    for (Known candidate : known) {
      if (MessageDigest.isEqual(candidate.digest, presented)) {
        caller = Optional.of(candidate.caller);
      }
    }
    return caller;
  }

  /** Where somebody without a right one reads on; the end of a sentence. */
  String where() {
    return known.isEmpty()
        ? "; there is none: set steward.api.tokens.\"NAME\".sha256 and .scopes"
        : "; see steward.api.tokens, and the page of the keys";
  }

  private static Known known(String name, String sha256, Set<Scope> scopes) {
    String setting = "steward.api.tokens.\"" + name + "\"";
    if (name.equals(Caller.ANONYMOUS.name())) {
      throw new IllegalArgumentException(
          setting + " takes the name of those who have no token; give it another");
    }
    if (name.startsWith(Caller.KEY)) {
      throw new IllegalArgumentException(
          setting + " begins like the name of a key; give it one without " + Caller.KEY);
    }
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          setting
              + ".sha256 is not the 64 hexadecimal digits of a SHA-256; make it with: printf %s"
              + " \"$TOKEN\" | sha256sum");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException(
          setting + ".scopes is empty; use read, operate or another scope");
    }
    return new Known(new Caller(name, scopes), HexFormat.of().parseHex(sha256));
  }

  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class Known {
    private final Caller caller;
    private final byte[] digest;

    Known(Caller caller, byte[] digest) {
      this.caller = caller;
      this.digest = digest;
    }
  }
}
