package org.kubosteward.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may use the page and the API. */
@ConfigMapping(prefix = "steward.api")
public interface AccessConfig {
  /** Whether reading needs no token. Changing anything always needs one. */
  @WithDefault("false")
  boolean anonymousRead();

  /**
   * Whether the ports speak HTTP/2 without TLS too. Nothing of ours needs it, and it is more to
   * attack.
   */
  @WithDefault("false")
  boolean http2WithoutTls();

  /**
   * How many connections may be open at a port, in all. The port of metrics and probes has as many
   * of its own.
   */
  @WithDefault("1000")
  int connections();

  /**
   * How many of those may come from one address. Behind a proxy everybody comes from its address,
   * so it is not small.
   */
  @WithDefault("500")
  int connectionsPerAddress();

  /**
   * The hosts, without ports, under which the console is asked for; requests for others are refused
   * with 421. Every host when not set.
   */
  Optional<Set<String>> hosts();

  /** The tokens by name. The name of a token is the author of the intents that it asks for. */
  Map<String, Token> tokens();

  /** One token. */
  interface Token {
    /** SHA-256 of the token in 64 hexadecimal digits. The token itself is stored nowhere. */
    String sha256();

    /**
     * What it allows: {@code read}, {@code operate}, {@code pin:read}, {@code pin:write}, {@code
     * admin}, or several of them.
     */
    Set<Scope> scopes();
  }
}
