/** Text that may be logged, shown and answered: without secrets, and on one line. */
@NullMarked
package org.kubosteward.text;

import org.jspecify.annotations.NullMarked;
