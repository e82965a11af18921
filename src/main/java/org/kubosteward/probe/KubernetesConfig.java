package org.kubosteward.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The fleet on Kubernetes, with {@code steward.fleet.source=kubernetes}. */
@ConfigMapping(prefix = "steward.kubernetes")
public interface KubernetesConfig {
  /** The namespace of the fleet; the plane's own when it is not set. */
  Optional<String> namespace();

  /** The labels of the fleet's pods, as {@code kubectl get -l} takes them. */
  @WithDefault("app.kubernetes.io/name=kubo")
  String selector();

  /** The name of the container that runs kubo; a pod without it is no node. */
  @WithDefault("kubo")
  String container();

  /** The port of kubo's RPC in the pods. */
  @WithDefault("5001")
  int rpcPort();

  /** The port of kubo's gateway in the pods. */
  @WithDefault("8080")
  int gatewayPort();

  /** A file with the bearer token of {@code API.Authorizations}; read again when it changes. */
  Optional<Path> rpcTokenFile();

  /**
   * Whether the kubelets are asked how full the volumes are, in bytes and in inodes; needs the
   * right to {@code nodes/stats}.
   */
  @WithDefault("false")
  boolean volumeStats();

  /** How often each kubelet is asked; it measures about once a minute itself. */
  @WithDefault("1m")
  Duration volumeStatsEvery();

  /** A file with the certificates that kubelets are trusted by; the cluster's when not set. */
  Optional<Path> kubeletCa();

  /**
   * Whether any certificate of a kubelet will do, as most clusters need it; the plane's token is
   * then shown to whoever answers at the machine's address.
   */
  @WithDefault("false")
  boolean kubeletUnverified();

  /**
   * Where the repository is in the container; the volume mounted there, and one at its {@code
   * blocks}, are watched.
   */
  @WithDefault("/data/ipfs")
  String repository();

  /** Which of several planes acts. */
  Lease lease();

  /** Which of several planes acts. */
  interface Lease {
    /** The name of the Lease. */
    @WithDefault("kubo-steward")
    String name();

    /** Its namespace; the plane's own when it is not set. */
    Optional<String> namespace();

    /** After so long without a renewal another plane may take over. */
    @WithDefault("15s")
    Duration duration();

    /** How often it is renewed; a plane that could not for twice as long stops acting. */
    @WithDefault("5s")
    Duration renewEvery();
  }
}
