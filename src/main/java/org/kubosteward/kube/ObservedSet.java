package org.kubosteward.kube;

import java.util.Map;

/**
 * A StatefulSet that controls pods of the fleet.
 *
 * @param service the headless service that gives its pods their DNS names
 * @param wanted how many pods it is to have
 * @param behind whether its controller has not seen its present specification yet
 * @param partition ordinals below the first one plus this keep what they have in a rollout
 * @param revision the revision that its pods are to have; empty until its controller says
 */
public record ObservedSet(
    String namespace,
    String name,
    String uid,
    String service,
    int wanted,
    int start,
    int ready,
    boolean behind,
    int partition,
    String revision,
    Map<String, String> annotations) {}
