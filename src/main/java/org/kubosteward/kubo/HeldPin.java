package org.kubosteward.kubo;

/**
 * A pin that a node has.
 *
 * @param type whether it keeps the whole DAG
 * @param name as it was pinned; empty when it has none
 */
public record HeldPin(PinType type, String name) {}
