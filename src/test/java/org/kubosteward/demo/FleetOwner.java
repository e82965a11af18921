package org.kubosteward.demo;

import java.nio.file.Path;

/** A process that starts a fleet and then does nothing, for tests that end it. */
final class FleetOwner {
  static final String UP = "the fleet is up";

  private FleetOwner() {}

  public static void main(String[] args) throws InterruptedException {
    try (var fleet =
        DemoFleet.start(
            KuboBinary.at(Path.of(args[0])), DemoSpec.threeNodes().in(Path.of(args[1])))) {
      System.out.println(UP + ": " + fleet.nodes());
      Thread.currentThread().join();
    }
  }
}
