package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeViewTest {
  @Test
  void isUpWhenItAnsweredTheQuestionOfLifeWhateverElseFailed() {
    Fleets mute = Fleets.threeHealthy();
    for (Question<?> question : Question.values()) {
      if (question != Question.VERSION) {
        mute = mute.without("kubo-1", question, Why.TIMED_OUT);
      }
    }

    assertThat(mute.view("kubo-1").up()).isTrue();
    assertThat(mute.without("kubo-1", Question.VERSION, Why.CUT).view("kubo-1").up()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("org.kubosteward.fleet.Question#values")
  void everyQuestionHasItsOwnReading(Question<?> question) {
    NodeView view =
        Fleets.threeHealthy().inPods().without("kubo-1", question, Why.TIMED_OUT).view("kubo-1");

    assertThat(view.readings()).containsOnlyKeys(Question.values().toArray(Question<?>[]::new));
    assertThat(view.readings().values().stream().filter(reading -> !reading.known())).hasSize(1);
    assertThat(view.readings().get(question)).matches(reading -> !reading.known());
    assertThat(view.failures()).hasSize(1);
  }

  @Test
  void aQuestionThatWasNotPutIsNoFailure() {
    NodeView view =
        Fleets.threeHealthy().without("kubo-1", Question.PINS, Why.NOT_ASKED).view("kubo-1");

    assertThat(view.failures()).isEmpty();
  }

  @Test
  void ofANodeNeverSeenNothingIsKnown() {
    NodeView view =
        NodeView.unknown(Fleets.id("kubo-1"), Why.UNRESOLVED, "no such name", Fleets.START);

    assertThat(view.up()).isFalse();
    assertThat(view.peerId()).isEmpty();
    assertThat(view.lastSuccess()).isEmpty();
    assertThat(view.failures()).hasSize(Question.values().size() - 1);
    assertThat(view.failures()).allMatch(gap -> gap.detail().equals("no such name"));
  }

  @Test
  void outsideKubernetesThePodIsNotAskedForAndNothingFails() {
    NodeView view = Fleets.threeHealthy().view("kubo-1");

    assertThat(view.pod().missing().map(Missing::why)).contains(Why.NOT_ASKED);
    assertThat(view.failures()).isEmpty();
  }

  @Test
  void aNodeThatIsSilentKeepsItsPod() {
    Fleets inPods = Fleets.threeHealthy().inPods();
    Reading<Pod> pod = inPods.view("kubo-1").pod();
    NodeView silent =
        NodeView.unknown(Fleets.id("kubo-1"), Why.REFUSED, "nothing listens", Fleets.START);

    assertThat(silent.pod().known()).isFalse();
    assertThat(silent.with(Question.POD, pod).pod()).isEqualTo(pod);
    assertThat(silent.with(Question.POD, pod).version()).isEqualTo(silent.version());
    assertThat(inPods.hung("kubo-1").view("kubo-1").pod()).isEqualTo(pod);
  }

  @Test
  void questionsHaveLabelsThatTellThemApart() {
    assertThat(Question.values()).extracting(Question::label).doesNotHaveDuplicates();
    assertThat(Question.values()).extracting(Question::label).allMatch(l -> l.matches("[a-z]+"));
  }
}
