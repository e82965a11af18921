/** CIDs and multihashes: read strictly, compared by what they name, written as kubo writes them. */
@NullMarked
package org.kubosteward.ipld;

import org.jspecify.annotations.NullMarked;
