/** Finds the nodes and asks them everything in parallel, turning every failure into data. */
@NullMarked
package org.kubosteward.probe;

import org.jspecify.annotations.NullMarked;
