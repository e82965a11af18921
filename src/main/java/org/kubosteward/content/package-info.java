/**
 * Which content must exist, in how many copies; which copies are proven; what is missing where, and
 * what is to be done about it, in which order and how fast.
 *
 * <p>Everything here is data or a pure function over data: the same contents, nodes and instant
 * give the same plan. It moves nothing and asks nobody.
 */
@NullMarked
package org.kubosteward.content;

import org.jspecify.annotations.NullMarked;
