package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.WEEK;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.cid;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentPolicyTest {
  private static final PlacementRule ANYWHERE = PlacementRule.ANYWHERE;

  @Test
  void theShippedPolicyIsValidAndSpreadsOverZones() {
    ContentPolicy shipped = ContentPolicy.shipped();

    assertThat(shipped.replicasMin()).isEqualTo(2);
    assertThat(shipped.replicasMax()).isEqualTo(3);
    assertThat(shipped.placement().zoneLabel()).contains("topology.kubernetes.io/zone");
  }

  @Test
  void replicasMustMakeSense() {
    refused(0, 3, ANYWHERE, WEEK, 5, "replicas min is 0; keep at least 1");
    refused(-1, 3, ANYWHERE, WEEK, 5, "replicas min is -1");
    refused(3, 2, ANYWHERE, WEEK, 5, "min (3) is more than max (2); lower min or raise max");
    refused(2, 101, ANYWHERE, WEEK, 5, "max is 101; it may be 100");
    assertThat(Given.policy(1, 100, ANYWHERE).replicasMax()).isEqualTo(100);
    assertThat(Given.policy(4, 4, ANYWHERE).replicasMin()).isEqualTo(4);
  }

  @Test
  void fewerNamedNodesThanCopiesAreRefused() {
    PlacementRule two = new PlacementRule(Optional.empty(), Map.of(), Set.of("kubo-1", "kubo-2"));

    refused(3, 3, two, WEEK, 5, "2 nodes are named for 3 copies");
    assertThat(Given.policy(2, 3, two).placement()).isEqualTo(two);
  }

  @Test
  void theVerifyIntervalHasBounds() {
    refused(1, 1, ANYWHERE, Duration.ofMinutes(9), 5, "verify interval is PT9M");
    refused(1, 1, ANYWHERE, Duration.ofDays(367), 5, "at most PT8784H");
    refused(1, 1, ANYWHERE, Duration.ofDays(-7), 5, "verify interval");
  }

  @Test
  void thePriorityIsZeroToNine() {
    refused(1, 1, ANYWHERE, WEEK, -1, "priority is -1; it is 0 to 9");
    refused(1, 1, ANYWHERE, WEEK, 10, "priority is 10");
  }

  @Test
  void aPolicyNeedsAName() {
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> new ContentPolicy(" ", 1, 1, ANYWHERE, WEEK, 5))
        .withMessageContaining("name");
  }

  @Test
  void aBlankLabelOrNameOfANodeIsRefused() {
    rule(Optional.of(" "), Map.of(), Set.of());
    rule(Optional.empty(), Map.of("", "x"), Set.of());
    rule(Optional.empty(), Map.of(), Set.of(""));
  }

  @Test
  void theFallbackMustBeDefinedAndNamesMustDiffer() {
    ContentPolicy one = Given.policy(1, 2);
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> Policies.of(List.of(one), "missing"))
        .withMessageContaining("missing, which is not defined; there are [models]");
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> Policies.of(List.of(one, one), "models"))
        .withMessageContaining("two policies are called models");
    List<ContentPolicy> many = new ArrayList<>();
    IntStream.rangeClosed(0, Policies.MOST).forEach(i -> many.add(named("p" + i, 1, 1, 5, WEEK)));
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> Policies.of(many, "p0"))
        .withMessageContaining("65 policies");
  }

  @Test
  void aRequestWhosePolicyIsNoMoreIsKeptUnderTheFallback() {
    Policies policies =
        Policies.of(
            List.of(named("default", 2, 3, 5, WEEK), named("cold", 1, 1, 0, WEEK)), "default");

    assertThat(policies.of(request(1, "cold", NOW)).name()).isEqualTo("cold");
    assertThat(policies.of(request(1, "was-removed", NOW)).name()).isEqualTo("default");
    assertThat(policies.named("was-removed")).isEmpty();
  }

  @Test
  void twoRequestsForOneContentAreOneWishUnderTheMoreDemandingPolicySinceTheFirst() {
    Policies policies =
        Policies.of(List.of(named("hot", 3, 4, 5, WEEK), named("cold", 1, 4, 9, WEEK)), "cold");
    Instant first = ago(Duration.ofDays(3));
    List<PinRequest> requests =
        new ArrayList<>(
            List.of(request(1, "hot", NOW), request(2, "cold", NOW), request(1, "cold", first)));

    List<Desired> wishes = Desired.of(requests, policies);
    Collections.reverse(requests);

    assertThat(wishes)
        .containsExactly(
            new Desired(cid(1), policies.of(request(1, "hot", NOW)), OptionalLong.empty(), first),
            new Desired(cid(2), policies.of(request(2, "cold", NOW)), OptionalLong.empty(), NOW));
    assertThat(Desired.of(requests, policies)).containsExactlyInAnyOrderElementsOf(wishes);
  }

  @Test
  void ofTwoPoliciesTheOneWithMoreCopiesThenPriorityThenProofsAsksForMore() {
    asksForMore(named("a", 2, 2, 0, WEEK), named("b", 1, 9, 9, WEEK));
    asksForMore(named("a", 2, 4, 0, WEEK), named("b", 2, 3, 9, WEEK));
    asksForMore(named("a", 2, 3, 6, WEEK), named("b", 2, 3, 5, Duration.ofDays(1)));
    asksForMore(named("a", 2, 3, 5, Duration.ofDays(1)), named("b", 2, 3, 5, WEEK));
  }

  @Test
  void aContentHasNoFewerThanZeroBytes() {
    Desired one = Given.desired(1, Given.policy(1, 1));

    assertThat(one.sized(0).bytes()).hasValue(0);
    assertThatExceptionOfType(InvalidSpec.class).isThrownBy(() -> one.sized(-1));
  }

  private static void asksForMore(ContentPolicy more, ContentPolicy less) {
    assertThat(ContentPolicy.DEMANDING.compare(more, less)).isPositive();
    assertThat(ContentPolicy.DEMANDING.compare(less, more)).isNegative();
  }

  private static ContentPolicy named(
      String name, int min, int max, int priority, Duration interval) {
    return new ContentPolicy(name, min, max, ANYWHERE, interval, priority);
  }

  private static PinRequest request(int number, String policy, Instant created) {
    return new PinRequest(
        "r" + number + policy, cid(number), "", List.of(), Map.of(), created, policy);
  }

  private static void refused(
      int min, int max, PlacementRule rule, Duration interval, int priority, String says) {
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> new ContentPolicy("p", min, max, rule, interval, priority))
        .withMessageContaining("policy p: ")
        .withMessageContaining(says);
  }

  private static void rule(Optional<String> zone, Map<String, String> labels, Set<String> names) {
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> new PlacementRule(zone, labels, names));
  }
}
