/**
 * Rounds for people: the page and the JSON API; and intents from people, which the next round
 * reads.
 *
 * <p>Who may is decided by the room {@code access}. It reads the journal and nothing else, and
 * changes nothing but the list of intents: no path runs from here to a node. What is shown is made
 * by pure functions of a {@link org.kubosteward.console.RecordSnapshot}; the resources only find
 * out who asks and hand it over.
 */
@NullMarked
package org.kubosteward.console;

import org.jspecify.annotations.NullMarked;
