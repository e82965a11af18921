package org.kubosteward.kubo;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * kubo's process, from its own metrics; each is missing where the operating system does not tell,
 * but never all of them.
 */
public record ProcessMetrics(
    Optional<Instant> startedAt,
    OptionalLong openFds,
    OptionalLong maxFds,
    OptionalLong residentBytes) {}
