/**
 * Content over HTTP: what comes in is built into blocks and put on a node while it arrives, what
 * goes out is read from the nodes block by block and verified by hash. The floor {@code upload}
 * takes content in, the floor {@code download} gives it out.
 */
@NullMarked
package org.kubosteward.gateway;

import org.jspecify.annotations.NullMarked;
