package org.kubosteward.roster;

import java.time.Duration;
import java.util.Optional;

/**
 * The last roster that a client was told, which it goes on with whatever becomes of the planes.
 *
 * @param round the round that it is of
 * @param age how long ago that round ended: what the plane said, and the time since
 * @param trouble why no plane confirmed it at the last try, a sentence; empty when one did
 */
public record KeptRoster(Roster roster, long round, Duration age, Optional<String> trouble) {}
