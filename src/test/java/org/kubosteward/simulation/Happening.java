package org.kubosteward.simulation;

/**
 * Something that befalls the world at a set time, whatever the planes do.
 *
 * @param at when, in ms since the world began
 * @param who the node, or the plane, by its number
 * @param other a second number, whose meaning the kind says
 * @param span for how long, in ms
 */
record Happening(long at, Kind kind, int who, int other, long span) {
  enum Kind {
    /** A kubo process ends, and is started again after the span. */
    CRASH,
    /** Half of the fleet at once. */
    STORM,
    /** Ends a few seconds after each start, until its pod is made anew or the span is over. */
    CRASH_LOOP,
    /** The same, killed for its memory: a new pod helps nothing. */
    OOM_LOOP,
    /** Accepts and says nothing. */
    HANG,
    /** Down and up every 20 s. */
    FLAP,
    /** The planes cannot reach the node's RPC. */
    API_CUT,
    /** Two nodes cannot reach each other. */
    DATA_CUT,
    /** A node cannot reach any sibling. */
    ISLAND,
    /** Two nodes lose each other; kubo redials some time. */
    DISCONNECT,
    /** A link that is up and moves no blocks. */
    BLIND_LINK,
    /** The repository runs full; {@code other} says how much of it is garbage, in percent. */
    FILL,
    DISK_FULL,
    /** A pin that holds the lock. */
    STUCK_PIN,
    /** Somebody else's collection. */
    FOREIGN_GC,
    /** The next collections on the node hang. */
    GC_WEDGE,
    CORRUPT_BLOCK,
    LOST_PIN,
    /** What the node says is old. */
    STALE,
    /** A question that the node does not answer; {@code other} says which. */
    PARTIAL,
    ODD_VERSION,
    /** What Kubernetes says is old, and it does not say so. */
    STALE_PODS,
    CLUSTER_GONE,
    /** One plane cannot reach the API server: it can renew no lease. */
    CLUSTER_CUT,
    /** The kubelet says that the pod is not ready, while its node answers. */
    UNREADY,
    ROLLOUT,
    ANNOTATED_PAUSE,
    /** The source of the fleet cannot be trusted. */
    SOURCE_DOUBT,
    /** A plane reaches nothing. */
    PLANE_CUT,
    /**
     * A plane dies at the {@code other}-th thing that it touches from now on; from {@link
     * Steward#NAMED} on, when it next comes by a certain one.
     */
    KILL,
    /** A plane stands still there, for the span. */
    STANDSTILL,
    /** A plane's wall clock jumps by {@code other} seconds. */
    CLOCK_STEP,
    JOURNAL_DOWN,
    /** The next commit is made and reported as failed. */
    JOURNAL_DOUBT,
    PAUSE_FLEET,
    PAUSE_NODE,
    PAUSE_KIND,
    RESUME,
    APPROVE,
    ACKNOWLEDGE,
    MUTE,
    /**
     * A node runs on a copy of the repository of another, {@code other}: one peer id, two nodes.
     */
    CLONE,
    /** Somebody starts the daemon without a network. */
    OFFLINE_MODE,
    /** A node comes back on an empty volume: another key, no pins, no blocks. */
    VOLUME_LOST,
    /** A node answers, three seconds late. */
    LATE,
    /** Two nodes lose each other every 20 s; kubo redials some time. */
    LINK_FLAP,
    /** A node fetches and serves nobody; by its configuration when {@code other} is even. */
    NOT_SERVING,
    /** The disk that a node's blocks are on, and which it does not measure, is full. */
    BLOCKS_FULL
  }

  @Override
  public String toString() {
    return "%9.1f s  %-15s who=%d other=%d for %.1f s"
        .formatted(at / 1000.0, kind, who, other, span / 1000.0);
  }
}
