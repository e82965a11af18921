/**
 * What is done to copies of content: they are made, healed and dropped. An action begins a batch
 * and ends; what became of each copy is told as an event, which the next round takes in.
 */
@NullMarked
package org.kubosteward.act.content;

import org.jspecify.annotations.NullMarked;
