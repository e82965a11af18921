package org.kubosteward.kube;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the kubelets are asked for volume statistics.
 *
 * @param port 10250 unless the cluster has moved it
 * @param ca the certificates (PEM) that sign the kubelets' own; empty: the cluster's
 * @param unverified whether any certificate will do. Kubelets sign their own unless {@code
 *     serverTLSBootstrap} is on; our token is then shown to whoever answers at the machine's
 *     address
 * @param askEvery the least time between two questions to one machine
 */
public record KubeletSettings(int port, Optional<Path> ca, boolean unverified, Duration askEvery) {}
