/**
 * Takes content in: the body is built into blocks while it arrives, the blocks go straight to one
 * node, are pinned there, and only then is the content wanted for good. Nothing is spooled.
 */
@NullMarked
package org.kubosteward.gateway.upload;

import org.jspecify.annotations.NullMarked;
