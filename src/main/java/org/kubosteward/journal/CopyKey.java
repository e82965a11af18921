package org.kubosteward.journal;

import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** One content on one node. */
public record CopyKey(Cid cid, NodeId node) {}
