package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.journal.Rounds.node;
import static org.kubosteward.journal.Rounds.reconnect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.CopyContent;
import org.kubosteward.remedy.DropExcess;
import org.kubosteward.remedy.GrowVolume;
import org.kubosteward.remedy.HealBlocks;
import org.kubosteward.remedy.HealContent;
import org.kubosteward.remedy.ReconnectPeer;
import org.kubosteward.remedy.RefreshLink;
import org.kubosteward.remedy.RestartPod;

class JsonTest {
  @Test
  void readsEverySubjectBackWhateverItsNamesHold() {
    NodeId odd = new NodeId("a>b [\"", "é,\n/ ");
    for (Subject subject :
        List.of(
            Subject.fleet(),
            Subject.of(odd),
            Subject.of(new Link(odd, node(1))),
            Subject.ofPolicy("é\"]"))) {
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
    assertThat(Json.action(new CollectGarbage(node(1))))
        .isEqualTo("{\"kind\":\"collect-garbage\",\"target\":[\"kubo\",\"kubo-1\"]}");
    assertThat(Json.action(new RestartPod(node(1), "uid-1")))
        .isEqualTo(
            "{\"kind\":\"restart-pod\",\"target\":[\"kubo\",\"kubo-1\"],\"podUid\":\"uid-1\"}");
    assertThat(Json.action(new GrowVolume(node(1), "repo-kubo-1", "uid-2", 10, 12)))
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
  void keepsWhatAnActionIsAboutAndHowLongAProcessMayTakeToEnd() {
    assertThat(Json.action(new RestartPod(node(1), "uid-1", Duration.ofSeconds(10))))
        .isEqualTo(
            "{\"kind\":\"restart-pod\",\"target\":[\"kubo\",\"kubo-1\"],\"podUid\":\"uid-1\","
                + "\"graceSeconds\":10}");
    assertThat(Json.action(new HealBlocks(node(1), List.of("bafytwo", "bafyone"))))
        .isEqualTo(
            "{\"kind\":\"heal-blocks\",\"target\":[\"kubo\",\"kubo-1\"],"
                + "\"cids\":[\"bafytwo\",\"bafyone\"]}");
    assertThat(Json.action(new RefreshLink(node(1), node(2), "12D3KooW2", List.of("/a"))))
        .isEqualTo(
            "{\"kind\":\"refresh-link\",\"target\":[\"kubo\",\"kubo-1\"],"
                + "\"peer\":[\"kubo\",\"kubo-2\"],\"peerId\":\"12D3KooW2\","
                + "\"addresses\":[\"/a\"]}");
  }

  @Test
  void keepsEachCopyOfABatchAndThePolicyThatItIsFor() {
    assertThat(Json.action(copying()))
        .isEqualTo(
            "{\"kind\":\"copy-content\",\"target\":[\"kubo\",\"kubo-1\"],\"copies\":["
                + "{\"cid\":\"bafyone\",\"node\":[\"kubo\",\"kubo-1\"],\"from\":[\"kubo\",\"kubo-2\"]},"
                + "{\"cid\":\"bafytwo\",\"node\":[\"kubo\",\"kubo-3\"]}]}");
    assertThat(Json.action(healing()))
        .isEqualTo(
            "{\"kind\":\"heal-content\",\"target\":[\"kubo\",\"kubo-1\"],\"copies\":["
                + "{\"cid\":\"bafyone\",\"node\":[\"kubo\",\"kubo-1\"],"
                + "\"from\":[\"kubo\",\"kubo-2\"],\"blocks\":[\"bafyblock\"]}]}");
    assertThat(Json.action(dropping()))
        .isEqualTo(
            "{\"kind\":\"drop-excess\",\"target\":[\"kubo\",\"kubo-1\"],\"copies\":["
                + "{\"cid\":\"bafyone\",\"node\":[\"kubo\",\"kubo-1\"]}]}");
    assertThat(Json.subject(Subject.ofPolicy("models"))).isEqualTo("[\"models\"]");
  }

  @Test
  void aBatchAsLargeAsAnyIsReadBackWhole() {
    List<CopyContent.One> copies =
        IntStream.range(0, CopyContent.MOST)
            .mapToObj(n -> new CopyContent.One("bafy" + n, node(1), Optional.of(node(2))))
            .toList();
    CopyContent most = new CopyContent(node(1), copies);

    assertThat(Json.action(Json.action(most))).contains(most);
  }

  private static Action copying() {
    return new CopyContent(
        node(1),
        List.of(
            new CopyContent.One("bafyone", node(1), Optional.of(node(2))),
            new CopyContent.One("bafytwo", node(3), Optional.empty())));
  }

  private static Action healing() {
    return new HealContent(
        node(1), List.of(new HealContent.One("bafyone", node(1), node(2), List.of("bafyblock"))));
  }

  private static Action dropping() {
    return new DropExcess(node(1), List.of(new DropExcess.One("bafyone", node(1))));
  }

  @Test
  void readsEveryActionBackThatItWrote() {
    List<Action> actions =
        List.of(
            reconnect(1, 2),
            new RefreshLink(node(1), node(2), "12D3KooW2", List.of("/a", "/b")),
            new CollectGarbage(new NodeId("a>b [\"", "é,\n/ ")),
            new RestartPod(node(1), "uid-1"),
            new RestartPod(node(1), "uid-1", Duration.ofSeconds(10)),
            new GrowVolume(node(1), "repo-kubo-1", "uid-2", 10L << 40, 13L << 40),
            new HealBlocks(node(1), List.of("bafyone", "bafytwo")),
            copying(),
            healing(),
            dropping());

    for (Action action : actions) {
      assertThat(Json.action(Json.action(action))).contains(action);
    }
    assertThat(actions).extracting(Action::kind).contains(ActionKind.values());
  }

  @Test
  void keepsNoMoreAddressesThanAnybodyDials() {
    List<String> many = IntStream.range(0, 1_000).mapToObj("/ip4/10.0.0.%d"::formatted).toList();

    assertThat(Json.action(Json.action(new ReconnectPeer(node(1), node(2), "12D3KooW2", many))))
        .hasValueSatisfying(
            action ->
                assertThat(((ReconnectPeer) action).addresses()).isEqualTo(many.subList(0, 50)));
  }

  @Test
  void readsWhatANewerVersionAddedToAnActionWithoutIt() {
    assertThat(
            Json.action(
                "{\"kind\":\"collect-garbage\",\"target\":[\"kubo\",\"kubo-1\"],\"until\":0.8}"))
        .contains(new CollectGarbage(node(1)));
  }

  @Test
  void aRowThatIsNoActionIsNone() {
    for (String row :
        List.of(
            "not json",
            "[]",
            "{}",
            "{\"kind\":\"collect-garbage\"}",
            "{\"kind\":\"heal-blocks\",\"target\":[\"kubo\",\"kubo-1\"],\"cids\":[]}",
            "{\"kind\":\"copy-content\",\"target\":[\"kubo\",\"kubo-1\"],\"copies\":[]}",
            "{\"kind\":\"grow-volume\",\"target\":[\"kubo\",\"kubo-1\"],\"claim\":\"c\","
                + "\"claimUid\":\"u\",\"fromBytes\":12,\"toBytes\":10}",
            "{\"kind\":\"grow-volume\",\"target\":[\"kubo\",\"kubo-1\"],\"fromBytes\":\"much\"}")) {
      assertThat(Json.action(row)).as(row).isEmpty();
    }
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
