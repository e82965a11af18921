package org.kubosteward.kube;

/** How full a volume is, in bytes and in inodes, as its kubelet measured it. */
public record VolumeUse(long used, long capacity, long inodesUsed, long inodes) {}
