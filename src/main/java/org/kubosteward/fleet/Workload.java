package org.kubosteward.fleet;

/**
 * The StatefulSet that keeps a pod.
 *
 * @param wanted how many pods it is to have
 * @param ready how many of them are ready
 * @param updating whether a rollout is under way
 */
public record Workload(String name, int wanted, int ready, boolean updating) {}
