package org.kubosteward.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Which nodes there are. */
@ConfigMapping(prefix = "steward.fleet")
public interface FleetConfig {
  /**
   * Where the list of nodes comes from: {@code static}, the nodes named in the settings, or {@code
   * kubernetes}, the pods that the API server names.
   */
  @WithDefault("static")
  Source source();

  /**
   * The name that the fleet's record is kept under. Fleets that share a PostgreSQL database need
   * one each; all planes of a fleet have the same. Under another name the pauses of before are not
   * found.
   */
  @WithDefault("default")
  String id();

  /** The namespace that nodes of a static list are shown under. */
  @WithDefault("default")
  String namespace();

  /**
   * The name of the {@code quarkus.tls} configuration with the CA, and where one is wanted the
   * client certificate, for nodes whose address is {@code https}; the JDK's CAs when not set.
   */
  Optional<String> tlsConfigurationName();

  /** The nodes of a static list, by name. */
  Map<String, Node> nodes();

  /** Where a list of nodes can come from. */
  enum Source {
    STATIC,
    KUBERNETES
  }

  /** One node of a static list. */
  interface Node {
    /** kubo's RPC, {@code http://host:5001}; a path or credentials in it are refused. */
    URI api();

    /** The node's gateway, {@code http://host:8080}, if it has one. */
    Optional<URI> gateway();

    /** The token of an {@code API.Authorizations} entry of type bearer. */
    Optional<String> bearerToken();

    /** The {@code name:secret} of an {@code API.Authorizations} entry of type basic. */
    Optional<String> basic();
  }
}
