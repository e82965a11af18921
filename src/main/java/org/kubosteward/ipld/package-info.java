/**
 * CIDs, blocks, dag-pb, UnixFS and CAR: read strictly, verified by hash, refused with a reason;
 * UnixFS trees built as kubo builds them, so that their CIDs are kubo's.
 */
@NullMarked
package org.kubosteward.ipld;

import org.jspecify.annotations.NullMarked;
