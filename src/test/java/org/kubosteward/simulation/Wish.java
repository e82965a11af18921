package org.kubosteward.simulation;

import org.kubosteward.remedy.Intent;

/**
 * What an operator asked, as the operator knows it.
 *
 * @param at when, by the true clock, in ms
 */
record Wish(long at, Intent intent) {}
