/**
 * The silences of Alertmanager: makes one with a pause, takes it away again, and knows which there
 * are. Nothing of ours waits for it: what it does not answer in time is said, and the pause holds.
 */
@NullMarked
package org.kubosteward.alertmanager;

import org.jspecify.annotations.NullMarked;
