/**
 * Reads the settings, builds what each role needs, starts it and stops it. It may import every
 * room, and no room imports it.
 */
@NullMarked
package org.kubosteward.boot;

import org.jspecify.annotations.NullMarked;
