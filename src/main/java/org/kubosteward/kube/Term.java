package org.kubosteward.kube;

/**
 * One unbroken hold of the lease.
 *
 * @param holder who holds it: this process' identity
 * @param epoch counts up with each change of holder, over all planes; what is written under a lower
 *     one than the highest seen is stale
 */
public record Term(String holder, long epoch) {}
