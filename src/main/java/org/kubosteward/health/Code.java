package org.kubosteward.health;

import java.time.Duration;
import org.kubosteward.health.HealthPolicy.Hold;

/**
 * The finite set of things that can be wrong. Append-only: a name, once published, is never reused
 * for another meaning. Alerts, runbooks and dashboards hang on these names.
 *
 * <p>A constant names its meaning and the seconds that it is held before it counts and before it
 * clears. {@link org.kubosteward.health.check.Checks} names the check that sees it.
 */
public enum Code {
  NODE_DOWN(
      "Nothing answers at the node's RPC address, and no sibling is connected to it.", 10, 10),
  NODE_HUNG("The node accepts connections and then says nothing.", 10, 10),
  NODE_API_UNREACHABLE(
      "The node lives, as its siblings or its refusals show, but its RPC is of no use to us.",
      10,
      10),
  FLEET_MAJORITY_DOWN("Half of the fleet or more does not answer.", 0, 10),
  PEERS_LOW("The node has fewer peers than it should.", 20, 10),
  SIBLING_DISCONNECTED("Two nodes of the fleet that both answer are not connected.", 1, 5),
  LINK_NOT_EXCHANGING("A block that one node holds does not reach its connected sibling.", 0, 0),
  FLEET_PARTITIONED("The answering nodes form more than one island.", 10, 10),
  REPO_NEAR_FULL("The repository is close to StorageMax.", 0, 10),
  REPO_FULL("The repository has reached StorageMax; kubo itself enforces nothing there.", 0, 10),
  DISK_NEAR_FULL(
      "The file system under the repository or its blocks is nearly out of space or of inodes.",
      0,
      30),
  GC_STUCK("A garbage collection has been running too long; writes wait behind it.", 0, 10),
  GC_ABORTED("The last garbage collection ended with an error.", 0, 0),
  VERSION_SKEW("The nodes do not all run the same version of kubo.", 600, 10),
  CANARY_FAILED("The canary itself cannot be run on a node that answers.", 30, 10),
  CRASH_LOOP("The container of the node ends again and again.", 0, 60),
  FOREIGN_POD(
      "A pod carries the label of the fleet and is no kubo; it is neither watched nor touched.",
      0,
      10),
  KUBERNETES_UNREACHABLE(
      "The API server tells the plane nothing new; what needs it is not done.", 30, 10),
  STEWARD_BLIND("The plane cannot trust what it sees; it acts on nothing.", 0, 10),
  SIBLINGS_IN_BOOTSTRAP(
      "A node has siblings in its Bootstrap list: links made at its next boot will be blind.",
      0,
      0),
  REMEDY_FAILED("A remedy ran out of attempts and the fault is still there.", 0, 0),
  FLEET_RECOVERING(
      "Much of the fleet was silent a moment ago; nothing disruptive is done until it has held.",
      0,
      300),
  REMEDY_REFUSED("The same guard has been refusing a remedy for a long time.", 0, 0),
  STEWARD_PAUSED("A pause without an end has held for an hour: nothing is mended there.", 0, 0),
  DUPLICATE_IDENTITY(
      "Nodes of the fleet bear one peer id: whoever dials it reaches one of them by chance.",
      0,
      60),
  NODE_SLOW("The node answers, and takes a second or more to do it.", 30, 30),
  CLOCK_SKEW("The clock of a node and that of the plane differ.", 30, 30),
  LINK_FLAPPING("The link between two nodes that go on answering is cut again and again.", 0, 300),
  NODE_NOT_SERVING(
      "The node fetches blocks and gives none to anybody: by its configuration, or as the canaries"
          + " say.",
      0,
      10),
  NODE_OFFLINE_MODE(
      "The node runs without a network: it answers, and nobody can fetch what it holds.", 10, 10),
  NODE_IDENTITY_CHANGED(
      "The node came back under its name with another peer id: what it pinned is not there.",
      0,
      60),
  CONTENT_PENDING("Content that was asked for lately has not got its copies yet.", 0, 0),
  CONTENT_UNDER_REPLICATED(
      "Content has fewer proven copies than its policy asks for, and more than one.", 0, 10),
  CONTENT_AT_RISK("Content that should have more has one proven copy at the most.", 0, 10),
  CONTENT_LOST("Content was held here, and no copy is left that can be counted on.", 0, 10),
  BLOCK_CORRUPT("Blocks of a copy are missing or have the wrong bytes.", 0, 0),
  PROOF_OVERDUE("Copies were not proven for longer than their policy allows.", 60, 10),
  CONTENT_EXCESS(
      "Content has more copies than its policy asks for; they wait to be dropped.", 0, 0);

  private final String meaning;
  private final Hold hold;

  Code(String meaning, int raiseAfterSeconds, int clearAfterSeconds) {
    this.meaning = meaning;
    this.hold =
        new Hold(Duration.ofSeconds(raiseAfterSeconds), Duration.ofSeconds(clearAfterSeconds));
  }

  /** What it means, one sentence. */
  public String meaning() {
    return meaning;
  }

  /** The times as shipped; settings may replace them. */
  public Hold hold() {
    return hold;
  }
}
