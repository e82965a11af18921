/**
 * Gives content out: every block is read from a node's gateway and verified by hash, and from
 * another node where one has it not, has it damaged or is slow.
 */
@NullMarked
package org.kubosteward.gateway.download;

import org.jspecify.annotations.NullMarked;
