/** Names the nodes and holds one immutable, possibly incomplete picture of them all. */
@NullMarked
package org.kubosteward.fleet;

import org.jspecify.annotations.NullMarked;
