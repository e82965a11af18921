package org.kubosteward.probe.proof;

import java.util.concurrent.CompletionStage;
import org.kubosteward.ipld.Cid;

/** Reads blocks of one node, and never makes the node fetch one. */
@FunctionalInterface
interface BlockReader {
  /** Reads one; never ends exceptionally. */
  CompletionStage<Reading> read(Cid cid);
}
