package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.MIB;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.damaged;
import static org.kubosteward.content.Given.desired;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UnderWayTest {
  private static final ContentPolicy POLICY = policy(2, 3);

  private static UnderWay way(OptionalLong size, long bytes, long rate) {
    return new UnderWay(
        new Desired(cid(1), POLICY, size, ago(Duration.ofHours(1))),
        node(2),
        fetching(bytes, rate, 10));
  }

  private static Copy.Fetching fetching(long bytes, long rate, long secondsAgo) {
    return new Copy.Fetching(
        bytes, rate, ago(Duration.ofSeconds(secondsAgo)), Optional.of(node(1)), 0);
  }

  @Test
  void tellsHowMuchHasComeAndHowLongTheRestTakes() {
    UnderWay half = way(OptionalLong.of(10 * MIB), 5 * MIB, MIB);
    assertThat(half.percent()).hasValue(50);
    assertThat(half.remaining()).contains(Duration.ofSeconds(5));
    assertThat(way(OptionalLong.of(MIB), MIB - 1, MIB).remaining()).contains(Duration.ofSeconds(1));
    assertThat(way(OptionalLong.of(1L << 62), 1L << 61, 1).percent()).hasValue(50);
  }

  @Test
  void tellsNothingThatItCannotKnow() {
    assertThat(way(OptionalLong.empty(), MIB, MIB).percent()).isEmpty();
    assertThat(way(OptionalLong.empty(), MIB, MIB).remaining()).isEmpty();
    assertThat(way(OptionalLong.of(MIB), 0, 0).remaining()).isEmpty();
    assertThat(way(OptionalLong.of(0), 0, 1).percent()).isEmpty();
  }

  @Test
  void moreThanThereIsToComeIsAllOfIt() {
    UnderWay more = way(OptionalLong.of(MIB), 2 * MIB, MIB);
    assertThat(more.percent()).hasValue(100);
    assertThat(more.remaining()).isEmpty();
  }

  @Test
  void theOldestComeFirstAndTheOthersAreCounted() {
    ContentsChanges changes = Contents.none().change();
    for (int number = 1; number <= 9; number++) {
      changes.want(desired(number, POLICY));
      changes.put(cid(number), node(number), fetching(number, 0, number));
      changes.put(cid(number), node(20), number % 2 == 0 ? damaged() : proven());
    }
    UnderWay.All all = UnderWay.of(changes.done(), 2);

    assertThat(all.count()).isEqualTo(9);
    assertThat(all.first()).extracting(UnderWay::to).isEqualTo(List.of(node(9), node(8)));
    assertThat(UnderWay.of(Contents.none(), 5)).isEqualTo(new UnderWay.All(0, List.of()));
  }
}
