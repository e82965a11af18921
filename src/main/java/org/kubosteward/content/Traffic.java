package org.kubosteward.content;

/**
 * What is on its way at one instant: new copies, and damaged ones that are being healed.
 *
 * @param fromNodes transfers whose source is a node of the fleet
 * @param fromNetwork transfers that the network is asked for, for no node of the fleet has it
 * @param bytesPerSecond of all of them, lately
 */
public record Traffic(long fromNodes, long fromNetwork, long bytesPerSecond) {
  static final Traffic NONE = new Traffic(0, 0, 0);

  Traffic and(Copy.Fetching one) {
    boolean named = one.from().isPresent();
    return new Traffic(
        fromNodes + (named ? 1 : 0), fromNetwork + (named ? 0 : 1), bytesPerSecond + one.rate());
  }
}
