package org.kubosteward.remedy;

import java.util.NavigableSet;
import java.util.Set;
import org.kubosteward.fleet.NodeId;

/**
 * What makes an action the same deed as another: its kind, its place and what it is about. Which of
 * two nodes is asked, at which addresses and of which pod makes no other deed of it.
 *
 * @param nodes the nodes that it touches
 * @param about what on them: the blocks, the claim; empty when that is the node or the link itself
 */
public record DeedKey(ActionKind kind, NavigableSet<NodeId> nodes, Set<String> about) {}
