package org.kubosteward.content;

import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** The proof of one copy. */
public record ProofTask(Cid cid, NodeId node) {}
