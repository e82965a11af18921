package org.kubosteward.health.check;

import java.util.EnumMap;
import java.util.Map;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;

/**
 * Every check, by the code of what it sees. The codes that have none are raised by what watches the
 * plane's own remedies and by the history of the links.
 */
public final class Checks {
  private Checks() {}

  /** All of them, judging by these marks and times. */
  public static Map<Code, Check> by(HealthPolicy policy) {
    Map<Code, Check> checks = new EnumMap<>(Code.class);
    checks.put(Code.NODE_DOWN, new NodeDown());
    checks.put(Code.NODE_HUNG, new NodeHung());
    checks.put(Code.NODE_API_UNREACHABLE, new NodeApiUnreachable());
    checks.put(Code.FLEET_MAJORITY_DOWN, new FleetMajorityDown());
    checks.put(Code.PEERS_LOW, new PeersLow(policy));
    checks.put(Code.SIBLING_DISCONNECTED, new SiblingDisconnected());
    checks.put(Code.LINK_NOT_EXCHANGING, new LinkNotExchanging(policy));
    checks.put(Code.FLEET_PARTITIONED, new FleetPartitioned());
    checks.put(Code.REPO_NEAR_FULL, new RepoNearFull(policy));
    checks.put(Code.REPO_FULL, new RepoFull(policy));
    checks.put(Code.DISK_NEAR_FULL, new DiskNearFull(policy));
    checks.put(Code.GC_STUCK, new GcStuck(policy));
    checks.put(Code.GC_ABORTED, new GcAborted());
    checks.put(Code.VERSION_SKEW, new VersionSkew());
    checks.put(Code.CANARY_FAILED, new CanaryFailed(policy));
    checks.put(Code.CRASH_LOOP, new CrashLoop());
    checks.put(Code.FOREIGN_POD, new ForeignPod());
    checks.put(Code.KUBERNETES_UNREACHABLE, new KubernetesUnreachable());
    checks.put(Code.STEWARD_BLIND, new StewardBlind(policy));
    checks.put(Code.SIBLINGS_IN_BOOTSTRAP, new SiblingsInBootstrap());
    checks.put(Code.FLEET_RECOVERING, new FleetRecovering(policy));
    checks.put(Code.DUPLICATE_IDENTITY, new DuplicateIdentity());
    checks.put(Code.NODE_SLOW, new NodeSlow());
    checks.put(Code.CLOCK_SKEW, new ClockSkew(policy));
    checks.put(Code.NODE_NOT_SERVING, new NodeNotServing(policy));
    checks.put(Code.NODE_OFFLINE_MODE, new OfflineMode());
    checks.put(Code.NODE_IDENTITY_CHANGED, new IdentityChanged());
    for (ContentStands check : ContentStands.all()) {
      checks.put(check.code(), check);
    }
    return checks;
  }
}
