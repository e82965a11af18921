package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.kubosteward.kubo.ActiveCommands.Command;
import org.kubosteward.kubo.SwarmPeers.Direction;
import org.kubosteward.kubo.SwarmPeers.Peer;
import org.kubosteward.kubo.SwarmResources.Use;

/** The readers, on what kubo 0.43.0 answered and on what it should never answer. */
class AnswerReadersTest {
  private static final String N1 = "12D3KooWL82SMoKuQuS3PELVsLTGU8P5gJRVfKYu6kXAQPTRqar7";
  private static final String N2 = "12D3KooWMWnyD2YQMxejCYmHN5dNK5gEbYhv1U2VxcC8HGqbrGk4";
  private static final String BLOCK = "bafkreidslqqccrmhwdonl67q3stdpecks6quf2e7jidpkx3ldepdgp3ldq";

  @Test
  void readsWhoANodeIs() {
    assertThat(AnswerReaders.identity(Recorded.bytes("id.json")))
        .isEqualTo(new Identity(N1, "kubo/0.43.0", List.of("/ip4/127.0.0.1/tcp/27101/p2p/" + N1)));
  }

  @Test
  void readsTheVersion() {
    assertThat(AnswerReaders.version(Recorded.bytes("version.json")))
        .isEqualTo(new Version("0.43.0", "18", "", "amd64/linux"));
  }

  @Test
  void readsPeersAndWhoDialled() {
    assertThat(swarmPeers(Recorded.bytes("swarm-peers.json")).peers())
        .containsExactly(new Peer(N2, "/ip4/127.0.0.1/tcp/27201", Direction.OUT));
    assertThat(swarmPeers(Recorded.bytes("swarm-peers-dialled.json")).peers())
        .containsExactly(new Peer(N1, "/ip4/127.0.0.1/tcp/27101", Direction.IN));
  }

  @Test
  void noPeersAreNoPeers() {
    assertThat(swarmPeers(Recorded.bytes("swarm-peers-none.json")).peers()).isEmpty();
  }

  @Test
  void aPeerListedTwiceStaysTwice() {
    String peer = "{\"Addr\":\"/a\",\"Peer\":\"p\"}";
    assertThat(swarmPeers(bytes("{\"Peers\":[" + peer + "," + peer + "]}")).peers())
        .containsExactly(
            new Peer("p", "/a", Direction.UNKNOWN), new Peer("p", "/a", Direction.UNKNOWN));
  }

  @Test
  void readsWhomANodeServesAndTakesNullForTheDefault() {
    NodeConfig recorded = AnswerReaders.config(Recorded.bytes("config-show.json"));
    NodeConfig client =
        AnswerReaders.config(
            bytes("{\"Bitswap\":{\"ServerEnabled\":false,\"Libp2pEnabled\":true}}"));

    assertThat(recorded.bitswapServer()).isEmpty();
    assertThat(recorded.bitswapLibp2p()).isEmpty();
    assertThat(recorded.autoConf()).contains(false);
    assertThat(client.bitswapServer()).contains(false);
    assertThat(client.bitswapLibp2p()).contains(true);
    assertThat(AnswerReaders.config(bytes("{\"Bitswap\":{}}")).bitswapServer()).isEmpty();
    assertThat(AnswerReaders.config(bytes("{\"Swarm\":{}}")).bitswapServer())
        .as("kubo before 0.35 has no such section")
        .isEmpty();
  }

  @Test
  void readsThePeeringSet() {
    assertThat(AnswerReaders.peering(Recorded.bytes("swarm-peering-ls.json")).members())
        .containsExactly(new PeeringSet.Member(N2, List.of("/ip4/127.0.0.1/tcp/27201")));
    assertThat(AnswerReaders.peering(bytes("{\"Peers\":null}")).members()).isEmpty();
    assertThat(
            AnswerReaders.peering(bytes("{\"Peers\":[{\"ID\":\"p\",\"Addrs\":null}]}")).members())
        .containsExactly(new PeeringSet.Member("p", List.of()));
  }

  @Test
  void readsBandwidthRepositoryAndDisk() {
    assertThat(AnswerReaders.bandwidth(Recorded.bytes("stats-bw.json")).totalInBytes())
        .isPositive();
    assertThat(AnswerReaders.bandwidth(bytes("{\"TotalIn\":3,\"TotalOut\":4,\"RateIn\":0.5}")))
        .isEqualTo(new Bandwidth(3, 4));
    assertThat(AnswerReaders.repoStat(Recorded.bytes("repo-stat.json")).storageMaxBytes())
        .hasValue(100_000_000);
    assertThat(AnswerReaders.repoStat(bytes("{\"RepoSize\":1,\"StorageMax\":2}")))
        .isEqualTo(new RepoStat(1, OptionalLong.of(2)));
    String disk = "{\"diskinfo\":{\"free_space\":9,\"fstype\":\"ext\",\"total_space\":7}}";
    assertThat(AnswerReaders.diskSpace(bytes(disk))).isEqualTo(new DiskSpace(7));
    assertThat(AnswerReaders.diskSpace(Recorded.bytes("diag-sys.json")).availableBytes())
        .isPositive();
  }

  @Test
  void noStorageMaxIsNoMarkAndNotNonsense() {
    String unset = "{\"RepoSize\":24704,\"StorageMax\":18446744073709551615}";

    assertThat(AnswerReaders.repoStat(bytes(unset)))
        .isEqualTo(new RepoStat(24_704, OptionalLong.empty()));
    assertThat(malformed(AnswerReaders::repoStat, "{\"RepoSize\":1,\"StorageMax\":-1}"))
        .isEqualTo("StorageMax is not a whole number from zero up");
  }

  @Test
  void aSizeThatNoDiskHoldsIsNonsense() {
    assertThat(
            malformed(
                AnswerReaders::repoStat, "{\"RepoSize\":18446744073709551615,\"StorageMax\":1}"))
        .isEqualTo("RepoSize is not a whole number from zero up");
  }

  @Test
  void everyCounterMayRunBeyondOurs() {
    String most = "18446744073709551615";
    String disk = "{\"diskinfo\":{\"total_space\":" + most + "}}";
    String bitswap =
        Recorded.text("bitswap-stat.json")
            .replaceAll("(Blocks|Data|Dup)(\\w+)\":\\d+", "$1$2\":" + most);

    assertThat(AnswerReaders.diskSpace(bytes(disk))).isEqualTo(new DiskSpace(Long.MAX_VALUE));
    assertThat(AnswerReaders.bandwidth(bytes("{\"TotalIn\":" + most + ",\"TotalOut\":4}")))
        .isEqualTo(new Bandwidth(Long.MAX_VALUE, 4));
    long end = Long.MAX_VALUE;
    assertThat(AnswerReaders.bitswap(bytes(bitswap)))
        .isEqualTo(new BitswapStat(1, end, end, end, end, end, end));
  }

  @Test
  void aLimitBeyondOursIsNone() {
    String body =
        Recorded.text("swarm-resources.json")
            .replaceFirst("\"Conns\":\"unlimited\"", "\"Conns\":%s");

    for (String most : List.of("18446744073709551615", "\"18446744073709551615\"")) {
      assertThat(AnswerReaders.resources(bytes(body.formatted(most))).conns().limit()).isEmpty();
    }
    assertThat(malformed(AnswerReaders::resources, body.formatted("\"123456789012345678901\"")))
        .isEqualTo("System.Conns is no limit");
  }

  @Test
  void readsBitswap() {
    assertThat(AnswerReaders.bitswap(Recorded.bytes("bitswap-stat.json")))
        .isEqualTo(new BitswapStat(1, 1, 1, 108, 11, 0, 0));
  }

  @Test
  void readsProvidingOnTheLanAndOnTheWan() {
    ProvideStat.Sweep lan =
        AnswerReaders.provide(Recorded.bytes("provide-stat-lan.json")).sweep().orElseThrow();
    assertThat(lan.connectivity()).isEqualTo("online");
    assertThat(lan.scheduledKeys()).isEqualTo(18);
    assertThat(lan.pendingKeyProvides()).isZero();
    assertThat(lan.pendingRegionReprovides()).isZero();
    assertThat(lan.nextReprovideAt())
        .hasValueSatisfying(
            next -> assertThat(next).isAfter(Instant.parse("2026-11-23T16:00:00Z")));
    ProvideStat.Sweep wan =
        AnswerReaders.provide(Recorded.bytes("provide-stat-wan.json")).sweep().orElseThrow();
    assertThat(wan.connectivity()).isEqualTo("offline");
    assertThat(wan.nextReprovideAt()).isEmpty();
  }

  @Test
  void theOldProviderTellsNoSweep() {
    String old = "{\"Sweep\":null,\"Legacy\":{\"TotalReprovides\":3},\"FullRT\":false}";
    assertThat(AnswerReaders.provide(bytes(old)).sweep()).isEmpty();
    assertThat(malformed(AnswerReaders::provide, "{\"Sweep\":null}"))
        .isEqualTo("Legacy is missing");
  }

  @Test
  void readsResourcesWithTheirThreeSortsOfLimit() {
    SwarmResources read = AnswerReaders.resources(Recorded.bytes("swarm-resources.json"));
    assertThat(read.conns()).isEqualTo(new Use(1, OptionalLong.empty()));
    assertThat(read.connsInbound()).isEqualTo(new Use(0, OptionalLong.of(12_052)));
    assertThat(read.streams().limit()).isEmpty();
    assertThat(read.memoryBytes().limit()).hasValue(12_638_257_152L);
    assertThat(read.fileDescriptors().limit()).hasValue(10_000);
  }

  @Test
  void aBlockedOrUnwrittenLimitIsZeroAndAnotherWordIsMalformed() {
    String body =
        Recorded.text("swarm-resources.json")
            .replaceFirst("\"Conns\":\"unlimited\"", "\"Conns\":%s");
    assertThat(AnswerReaders.resources(bytes(body.formatted("\"blockAll\""))).conns().limit())
        .hasValue(0);
    assertThat(AnswerReaders.resources(bytes(body.formatted("null"))).conns().limit()).hasValue(0);
    assertThat(malformed(AnswerReaders::resources, body.formatted("\"plenty\"")))
        .isEqualTo("System.Conns is no limit");
  }

  @Test
  void readsTheActiveCommandsOnlyAndNotItsOwn() {
    ActiveCommands read = AnswerReaders.commands(Recorded.bytes("diag-cmds.json"));
    assertThat(read.total()).isEqualTo(1);
    assertThat(read.commands())
        .containsExactly(
            new Command(
                65,
                "block/get",
                Instant.parse("2026-11-23T16:10:50.912032274Z"),
                List.of("bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")));
  }

  @Test
  void keepsABoundedNumberOfCommandsAndCountsAll() {
    String one =
        "{\"StartTime\":\"2026-11-23T16:10:50Z\",\"Active\":true,\"Command\":\"add\",\"Args\":[\""
            + "x".repeat(1000)
            + "\"],\"ID\":1}";
    ActiveCommands read = AnswerReaders.commands(bytes("[" + (one + ",").repeat(299) + one + "]"));
    assertThat(read.total()).isEqualTo(300);
    assertThat(read.commands()).hasSize(ActiveCommands.MOST);
    assertThat(read.commands().get(0).args().get(0)).hasSize(256);
  }

  /** kubo keeps what has ended in the list for an hour, and lists thousands of our own calls. */
  @Test
  void passesOverWhatHasEndedWhereverItSaysSo() {
    String ended =
        "{\"Command\":\"id\",\"Args\":7,\"Active\":false,\"ID\":\"x\",\"Options\":{\"a\":[{}]}}";
    String first = "{\"Active\":false}";
    String open =
        "{\"Options\":[],\"Active\":true,\"ID\":9,\"Command\":\"add\",\"StartTime\":\"2026-11-23T16:10:50Z\"}";
    ActiveCommands read =
        AnswerReaders.commands(
            bytes("[" + String.join(",", ended, open, first, open, ended) + "]"));
    assertThat(read.total()).isEqualTo(2);
    assertThat(read.commands()).extracting(Command::command).containsExactly("add", "add");
    assertThat(malformed(AnswerReaders::commands, "[" + ended + ",7]"))
        .isEqualTo("[1] is not an object");
    assertThat(malformed(AnswerReaders::commands, "[{\"Command\":\"id\"}]"))
        .isEqualTo("[0].Active is missing");
  }

  @Test
  void readsTheSmallOnes() {
    assertThat(AnswerReaders.bootstrap(Recorded.bytes("bootstrap-list.json")).addresses())
        .isEmpty();
    assertThat(AnswerReaders.bootstrap(bytes("{\"Peers\":[\"/ip4/a\"]}")).addresses())
        .containsExactly("/ip4/a");
    assertThat(AnswerReaders.blockPut(Recorded.bytes("block-put.json"))).isEqualTo(BLOCK);
    assertThat(AnswerReaders.sentence(Recorded.bytes("swarm-connect.json")))
        .isEqualTo("connect " + N2 + " success");
    assertThat(AnswerReaders.sentence(Recorded.bytes("swarm-disconnect.json")))
        .isEqualTo("disconnect " + N2 + " success");
  }

  @Test
  void aRefusalInsideAnAnswerIsARefusal() {
    assertThat(
            unfit(
                FaultKind.REJECTED,
                AnswerReaders::sentence,
                Recorded.text("swarm-disconnect-not-connected.json")))
        .endsWith("failure: not connected");
    assertThat(
            unfit(
                FaultKind.REJECTED,
                AnswerReaders::sentence,
                Recorded.text("swarm-connect-failed.json")))
        .contains("connection refused");
  }

  @Test
  void whatIsMissingOrMistypedIsNamed() {
    assertThat(malformed(AnswerReaders::identity, "{}")).isEqualTo("ID is missing");
    assertThat(malformed(AnswerReaders::identity, "{\"ID\":7}")).isEqualTo("ID is not a string");
    assertThat(
            malformed(
                AnswerReaders::identity, "{\"ID\":\"a\",\"AgentVersion\":\"b\",\"Addresses\":7}"))
        .isEqualTo("Addresses is not a list");
    assertThat(
            malformed(
                AnswerReaders::identity, "{\"ID\":\"a\",\"AgentVersion\":\"b\",\"Addresses\":[7]}"))
        .isEqualTo("Addresses is not a list of strings");
    assertThat(malformed(AnswerReaders::version, "{\"Version\":null}"))
        .isEqualTo("Version is not a string");
    assertThat(malformed(AnswerReadersTest::swarmPeers, "{}")).isEqualTo("Peers is missing");
    assertThat(malformed(AnswerReadersTest::swarmPeers, "{\"Peers\":{}}"))
        .isEqualTo("Peers is not a list");
    assertThat(malformed(AnswerReadersTest::swarmPeers, "{\"Peers\":[1]}"))
        .isEqualTo("Peers[0] is not an object");
    assertThat(malformed(AnswerReadersTest::swarmPeers, "{\"Peers\":[{\"Peer\":\"a\"}]}"))
        .isEqualTo("Peers[0].Addr is missing");
    assertThat(malformed(AnswerReaders::repoStat, "{\"RepoSize\":\"1\",\"StorageMax\":2}"))
        .isEqualTo("RepoSize is not a whole number from zero up");
    assertThat(malformed(AnswerReaders::repoStat, "{\"RepoSize\":-1,\"StorageMax\":2}"))
        .startsWith("RepoSize is not");
    assertThat(malformed(AnswerReaders::repoStat, "{\"RepoSize\":1.5,\"StorageMax\":2}"))
        .startsWith("RepoSize is not");
    assertThat(
            malformed(
                AnswerReaders::repoStat, "{\"RepoSize\":99999999999999999999,\"StorageMax\":2}"))
        .startsWith("RepoSize is not");
    assertThat(malformed(AnswerReaders::diskSpace, "{\"diskinfo\":{}}"))
        .isEqualTo("diskinfo.total_space is missing");
    assertThat(malformed(AnswerReaders::diskSpace, "{\"diskinfo\":[]}"))
        .isEqualTo("diskinfo is not an object");
    assertThat(malformed(AnswerReaders::commands, "{}")).isEqualTo("the answer is not a list");
    assertThat(malformed(AnswerReaders::commands, "[{\"Command\":\"add\",\"Active\":1}]"))
        .isEqualTo("[0].Active is not true or false");
    assertThat(
            malformed(
                AnswerReaders::commands,
                "[{\"Command\":\"add\",\"Active\":true,\"ID\":1,\"StartTime\":\"noon\"}]"))
        .isEqualTo("[0].StartTime is not a time");
    assertThat(malformed(AnswerReaders::sentence, "{\"Strings\":[]}"))
        .isEqualTo("Strings is empty");
  }

  @Test
  void anyRecordedAnswerCutAnywhereIsMalformed() {
    everyCut("id.json", AnswerReaders::identity);
    everyCut("swarm-peers.json", AnswerReadersTest::swarmPeers);
    everyCut("diag-cmds.json", AnswerReaders::commands);
    everyCut("provide-stat-lan.json", AnswerReaders::provide);
    everyCut("swarm-resources.json", AnswerReaders::resources);
  }

  private static void everyCut(String name, Function<byte[], ?> reader) {
    String whole = Recorded.text(name).strip();
    for (int length = 0; length < whole.length(); length += 1 + whole.length() / 300) {
      malformed(reader, whole.substring(0, length));
    }
    assertThat(malformed(reader, whole + whole)).startsWith("there is more");
  }

  @Test
  void unknownFieldsAreSkippedHoweverDeepTheyAre() {
    String deep = "[".repeat(500) + "]".repeat(500);
    String body = Recorded.text("version.json").replaceFirst("\\{", "{\"New\":" + deep + ",");
    assertThat(AnswerReaders.version(bytes(body)).version()).isEqualTo("0.43.0");
    String bottomless = "{\"New\":" + "[".repeat(100_000);
    assertThat(malformed(AnswerReaders::version, bottomless)).startsWith("the answer is not JSON");
  }

  @Test
  void aThousandPeersAreRead() {
    String peer = Recorded.text("swarm-peers.json").replaceFirst("^\\{\"Peers\":\\[", "");
    peer = peer.substring(0, peer.lastIndexOf(']'));
    String body = "{\"Peers\":[" + (peer + ",").repeat(999) + peer + "]}";
    assertThat(swarmPeers(bytes(body)).peers()).hasSize(1000);
  }

  /** In pieces of seven bytes, so that names, numbers and letters are cut anywhere. */
  private static SwarmPeers swarmPeers(byte[] body) {
    PeerIntake<SwarmPeers> intake = new PeerIntake<>(PeerTally.kept());
    for (int from = 0; from < body.length; from += 7) {
      intake.take(Buffer.buffer(Arrays.copyOfRange(body, from, Math.min(body.length, from + 7))));
    }
    return intake.end();
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static String malformed(Function<byte[], ?> reader, String body) {
    return unfit(FaultKind.MALFORMED, reader, body);
  }

  private static String unfit(FaultKind kind, Function<byte[], ?> reader, String body) {
    UnusableAnswerException unfit =
        catchThrowableOfType(UnusableAnswerException.class, () -> reader.apply(bytes(body)));
    assertThat(unfit).as(body).isNotNull();
    assertThat(unfit.kind()).as(unfit.getMessage()).isEqualTo(kind);
    return String.valueOf(unfit.getMessage());
  }
}
