/**
 * Who calls and what they may do: tokens, scopes, sessions, bounds on failed logins and on
 * connections; errors as problem+json; the headers that every answer carries.
 *
 * <p>Every surface stands behind it, by the runtime's own checks: a route without a rule is
 * refused. It decides by what a request says of its sender, and knows nothing of what is asked for.
 */
@NullMarked
package org.kubosteward.access;

import org.jspecify.annotations.NullMarked;
