package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Roots;

final class FingerprintsTest {
  private final Fingerprints fingerprints = new Fingerprints();

  @Test
  void theSameCidOnTwoNodesIsTheSameRoot() {
    Roots one = taken(fingerprints, "bafyone", "bafytwo", "bafythree");
    Roots other = taken(fingerprints, "bafytwo", "bafyfour", "bafyone");

    assertThat(one.keptByNoneOf(List.of(other))).isEqualTo(1);
    assertThat(one).isEqualTo(taken(fingerprints, "bafythree", "bafytwo", "bafyone"));
  }

  @Test
  void underAnotherKeyItIsNot() {
    assertThat(taken(fingerprints, "bafyone")).isNotEqualTo(taken(new Fingerprints(), "bafyone"));
  }

  @Test
  void noMoreIsHeldThanMayBeCompared() {
    Fingerprints.Taker taker = fingerprints.taker();
    IntStream.range(0, 3 * Roots.MOST).mapToObj(n -> "bafy" + n).forEach(taker);

    assertThat(taker.roots().told()).isFalse();
    assertThat(fingerprints.taker().roots()).isEqualTo(Roots.of());
  }

  private static Roots taken(Fingerprints by, String... cids) {
    Fingerprints.Taker taker = by.taker();
    List.of(cids).forEach(taker);
    return taker.roots();
  }
}
