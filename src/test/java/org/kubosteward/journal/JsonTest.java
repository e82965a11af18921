package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.journal.Rounds.node;
import static org.kubosteward.journal.Rounds.reconnect;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;

class JsonTest {
  @Test
  void readsEverySubjectBackWhateverItsNamesHold() {
    NodeId odd = new NodeId("a>b [\"", "é,\n/ ");
    for (Subject subject :
        List.of(Subject.fleet(), Subject.of(odd), Subject.of(new Link(odd, node(1))))) {
      assertThat(Json.subject(Json.subject(subject))).contains(subject);
    }
    assertThat(Json.subject("[1]")).isEmpty();
    assertThat(Json.subject("not json")).isEmpty();
  }

  /** Rows outlive the program: this text is in databases out there. */
  @Test
  void keepsTheFormThatItHadOnDisk() {
    assertThat(Json.action(reconnect(1, 2)))
        .isEqualTo(
            "{\"kind\":\"reconnect-peer\",\"target\":[\"kubo\",\"kubo-2\"],"
                + "\"peer\":[\"kubo\",\"kubo-1\"],\"peerId\":\"12D3KooW1\","
                + "\"addresses\":[\"/ip4/127.0.0.1/tcp/4001/p2p/12D3KooW1\"]}");
    assertThat(Json.action(new Action.CollectGarbage(node(1))))
        .isEqualTo("{\"kind\":\"collect-garbage\",\"target\":[\"kubo\",\"kubo-1\"]}");
    assertThat(Json.action(new Action.RestartPod(node(1), "uid-1")))
        .isEqualTo(
            "{\"kind\":\"restart-pod\",\"target\":[\"kubo\",\"kubo-1\"],\"podUid\":\"uid-1\"}");
    assertThat(Json.action(new Action.GrowVolume(node(1), "repo-kubo-1", "uid-2", 10, 12)))
        .isEqualTo(
            "{\"kind\":\"grow-volume\",\"target\":[\"kubo\",\"kubo-1\"],"
                + "\"claim\":\"repo-kubo-1\",\"claimUid\":\"uid-2\","
                + "\"fromBytes\":10,\"toBytes\":12}");
    assertThat(Json.subject(Subject.of(new Link(node(1), node(2)))))
        .isEqualTo("[\"kubo\",\"kubo-1\",\"kubo\",\"kubo-2\"]");
    assertThat(Json.evidence(Evidence.of("fill", "93 %").entries()))
        .isEqualTo("{\"fill\":\"93 %\"}");
  }

  @Test
  void doesNotKnowWhatANewerVersionWrote() {
    assertThat(Json.action("{\"kind\":\"move-repository\",\"target\":[\"kubo\",\"kubo-1\"]}"))
        .isEmpty();
    assertThat(Json.code("NOT_A_CODE_YET")).isEmpty();
    assertThat(Json.code("NODE_DOWN")).contains(Code.NODE_DOWN);
  }

  @Test
  void boundsEvidence() {
    TreeMap<String, String> much = new TreeMap<>();
    for (int n = 0; n < 1_000; n++) {
      much.put("%04d".formatted(n), "x".repeat(1_000));
    }

    assertThat(Json.evidence(Json.evidence(much)))
        .hasSize(TextBounds.EVIDENCE_ENTRIES)
        .containsKeys("0000", "0049");
  }

  @Test
  void cutsBetweenCharactersAndNeverThroughOne() {
    assertThat(TextBounds.cut("abc", 3)).isEqualTo("abc");
    assertThat(TextBounds.cut("abcd", 3)).isEqualTo("ab…");
    assertThat(TextBounds.cut("a😀bc", 3)).isEqualTo("a…");
    assertThat(TextBounds.cut("a\0b", 3)).isEqualTo("ab");
  }
}
