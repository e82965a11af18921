package org.kubosteward.journal;

import org.kubosteward.content.Copy;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** What is known of one content on one node, as it is kept. */
public record CopyRow(Cid cid, NodeId node, Copy copy) {}
