package org.kubosteward.kube;

import java.util.Map;

/**
 * A StatefulSet that controls pods of the fleet.
 *
 * @param service the headless service that gives its pods their DNS names
 * @param wanted how many pods it is to have
 * @param updating whether a rollout is under way: not every pod has the wanted revision yet
 * @param revision the revision that its pods are to have
 */
public record SetSight(
    String namespace,
    String name,
    String uid,
    String service,
    int wanted,
    int start,
    int ready,
    boolean updating,
    String revision,
    Map<String, String> annotations) {}
