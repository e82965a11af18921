package org.kubosteward.fleet;

import java.time.Instant;

/** The daemon's process, from kubo's own metrics (slow tier). */
public record DaemonProcess(
    Instant startedAt, long openFileDescriptors, long maxFileDescriptors, long residentBytes) {}
