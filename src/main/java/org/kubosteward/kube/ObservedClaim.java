package org.kubosteward.kube;

import java.util.Optional;

/**
 * A PersistentVolumeClaim of a pod of the fleet. Sizes in bytes.
 *
 * @param storageClass empty when it names none
 * @param expandable whether its StorageClass allows expansion; false when that cannot be read
 * @param capacity what the volume has now
 * @param requested what the claim asks for; more than the capacity while a growth is under way
 * @param usage what the kubelet says of it; empty where it is not asked or does not say
 */
public record ObservedClaim(
    String namespace,
    String name,
    String uid,
    Optional<String> storageClass,
    boolean expandable,
    long capacity,
    long requested,
    Optional<VolumeUse> usage) {}
