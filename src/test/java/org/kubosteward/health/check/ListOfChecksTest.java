package org.kubosteward.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;

/** The list of the floor, and what it says of each of its checks. */
class ListOfChecksTest {
  @Test
  void everyCodeButTheRemediesHasACheckOfItsOwn() {
    Map<Code, Check> checks = Checks.by(HealthPolicy.shipped());
    List<Code> without =
        Stream.of(Code.values()).filter(code -> !checks.containsKey(code)).toList();

    // That a link flaps is told of the cuts that the checkup remembers, not of one picture.
    assertThat(without)
        .containsExactly(
            Code.REMEDY_FAILED, Code.REMEDY_REFUSED, Code.STEWARD_PAUSED, Code.LINK_FLAPPING);
    // One class looks at how content stands, once for each verdict.
    assertThat(checks.values())
        .filteredOn(check -> !(check instanceof ContentStands))
        .extracting(Object::getClass)
        .doesNotHaveDuplicates();
    assertThat(checks.values())
        .filteredOn(ContentStands.class::isInstance)
        .containsExactlyElementsOf(ContentStands.all());
  }

  @Test
  void aCheckThatNamesNoTopicSpeaksOfItsOwn() {
    assertThat(new ForeignPod().topic()).isEqualTo(Check.Topic.OWN);
    assertThat(new NodeDown().topic()).isEqualTo(Check.Topic.REACH);
  }
}
