package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.ByteRange;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;
import org.kubosteward.ipld.Multihash;

/** Content in and out of a real pair of kubo nodes, and what happens when it is damaged or lost. */
class KuboContentIT extends KuboTestBase {
  private static final String KEY = "/key/swarm/psk/1.0.0/\n/base16/\n" + "00ff".repeat(16) + "\n";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FILE_BYTES = (3 << 20) + 17;

  private static KuboContent content;
  private static PrivateNode first;
  private static PrivateNode second;
  private static KuboEndpoint a;
  private static KuboEndpoint b;
  private static KuboEndpoint gateway;

  @BeforeAll
  static void startAPair(@TempDir Path home) throws Exception {
    content =
        new KuboContent(
            vertx, KuboLimits.DEFAULT, Clocks.of(InstantSource.system()), options -> {});
    Optional<String> served = Optional.of("{\"NoFetch\": false, \"NoDNSLink\": true}");
    first = new PrivateNode(Files.createDirectory(home.resolve("a")), KEY, "{}", served);
    second = new PrivateNode(Files.createDirectory(home.resolve("b")), KEY, "{}", served);
    a = first.endpoint();
    b = second.endpoint();
    gateway = new KuboEndpoint(first.gateway(), Optional.empty());
    ready(a);
    String address = second.address(ready(b).peerId());
    answer(kubo.swarmConnect(a, List.of(address), AMPLE));
  }

  private static Identity ready(KuboEndpoint node) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> reply(kubo.id(node, AMPLE)).optional(), Optional::isPresent)
        .orElseThrow();
  }

  @AfterAll
  static void stopThePair() throws Exception {
    content.close();
    first.close();
    second.close();
  }

  private static CarImport store(KuboEndpoint node, SampleDag dag) throws Exception {
    return store(node, dag, true);
  }

  private static CarImport store(KuboEndpoint node, SampleDag dag, boolean pin) throws Exception {
    BytePipe pipe = new BytePipe(1 << 20);
    Transfer<CarImport> transfer = content.dagImport(node, pipe, pin, PATIENCE);
    ByteBuffer car = ByteBuffer.wrap(dag.car());
    while (car.hasRemaining()) {
      int size = Math.min(100_000, car.remaining());
      pipe.put(car.slice().limit(size), PATIENCE);
      car.position(car.position() + size);
    }
    pipe.end();
    return answer(transfer.reply());
  }

  @Test
  void aCarIsStoredAndPinnedWhileItIsMade() throws Exception {
    SampleDag dag = SampleDag.ofFile(1, FILE_BYTES);

    CarImport stored = store(a, dag);

    assertThat(stored)
        .isEqualTo(new CarImport(dag.blocks().size(), dag.size(), List.of(dag.root())));
    assertThat(answer(content.pinOf(a, dag.root(), PinType.RECURSIVE, AMPLE)))
        .contains(new HeldPin(PinType.RECURSIVE, ""));
    assertThat(store(a, SampleDag.ofFile(2, 1000), false).pinned()).isEmpty();
  }

  @Test
  void aCarWithADamagedBlockIsRefusedAndNothingOfItIsPinned() throws Exception {
    SampleDag dag = SampleDag.ofFile(3, FILE_BYTES);
    byte[] car = dag.car();
    car[car.length - 5] ^= 1;
    BytePipe pipe = new BytePipe(16 << 20);
    Transfer<CarImport> transfer = content.dagImport(a, pipe, true, PATIENCE);
    pipe.write(ByteBuffer.wrap(car));
    pipe.end();

    Fault<CarImport> fault = fault(FaultKind.REJECTED, transfer.reply());

    assertThat(fault.detail()).contains("kubo says: ");
    assertThat(answer(content.pinOf(a, dag.root(), PinType.RECURSIVE, AMPLE))).isEmpty();
  }

  @Test
  void anImportThatIsCancelledEndsInsideKubo() throws Exception {
    SampleDag dag = SampleDag.ofFile(4, FILE_BYTES);
    byte[] car = dag.car();
    BytePipe pipe = new BytePipe(16 << 20);
    Transfer<CarImport> transfer = content.dagImport(a, pipe, true, PATIENCE);
    pipe.write(ByteBuffer.wrap(car, 0, car.length / 2));
    await().until(() -> commands(a).contains("dag/import"));

    transfer.cancel("nobody wants it any more");

    Fault<CarImport> fault = fault(FaultKind.CANCELLED, transfer.reply());
    assertThat(fault.detail()).contains("nobody wants it any more");
    await().until(() -> !commands(a).contains("dag/import"));
    assertThat(pipe.write(ByteBuffer.wrap(car))).as("the maker hears of it").isFalse();
  }

  private static List<String> commands(KuboEndpoint node) throws Exception {
    return answer(kubo.diagCmds(node, AMPLE)).commands().stream()
        .map(ActiveCommands.Command::command)
        .toList();
  }

  @Test
  void aPinIsFetchedNamedFollowedAndRemoved() throws Exception {
    SampleDag dag = SampleDag.ofFile(5, 20 << 20);
    store(a, dag);
    List<PinProgress> seen = new ArrayList<>();

    PinProgress last = answer(content.pinAdd(b, dag.root(), "five", seen::add, PATIENCE).reply());

    assertThat(seen).allSatisfy(progress -> assertThat(progress.nodes()).isPositive());
    assertThat(last.nodes()).isBetween(0L, (long) dag.blocks().size());
    assertThat(answer(content.pinOf(b, dag.root(), PinType.RECURSIVE, AMPLE)))
        .contains(new HeldPin(PinType.RECURSIVE, "five"));
    assertThat(answer(content.pinOf(b, dag.root(), PinType.DIRECT, AMPLE))).isEmpty();
    Cid leaf = dag.blocks().get(0).cid();
    assertThat(answer(content.pinOf(b, leaf, PinType.RECURSIVE, AMPLE)))
        .as("a part of it is not pinned by itself")
        .isEmpty();
    assertThat(answer(content.pinRm(b, leaf, AMPLE))).isFalse();
    assertThat(answer(content.pinRm(b, dag.root(), AMPLE))).isTrue();
    assertThat(answer(content.pinRm(b, dag.root(), AMPLE))).isFalse();
    assertThat(answer(content.pinOf(b, dag.root(), PinType.RECURSIVE, AMPLE))).isEmpty();
  }

  @Test
  void aPinThatGetsNoFurtherIsGivenUpAndFreesKubosLock() throws Exception {
    SampleDag nobodys = SampleDag.ofFile(6, FILE_BYTES);
    answer(content.blockPut(b, nobodys.rootBlock(), AMPLE));

    Transfer<PinProgress> pin =
        content.pinAdd(b, nobodys.root(), "", progress -> {}, Duration.ofSeconds(2));

    Fault<PinProgress> late = fault(FaultKind.TOO_SLOW, pin.reply());
    assertThat(late.detail()).contains("got no further for 2000 ms");
    await().until(() -> !commands(b).contains("pin/add"));
    assertThat(answer(content.pinOf(b, nobodys.root(), PinType.RECURSIVE, AMPLE))).isEmpty();
  }

  @Test
  void allBlocksOfANodeAreToldByTheirHashes() throws Exception {
    SampleDag dag = SampleDag.ofFile(7, FILE_BYTES);
    store(a, dag);
    Block other = Block.of(Cid.RAW, HashFunction.BLAKE2B_256, bytes("of another hash"));
    answer(content.blockPut(a, other, AMPLE));
    Set<String> told = new TreeSet<>();

    long count =
        answer(
            content
                .refsLocal(a, hash -> told.add(java.util.HexFormat.of().formatHex(hash)), PATIENCE)
                .reply());

    assertThat(told).hasSize((int) count);
    assertThat(told).contains(other.cid().multihash().toString());
    assertThat(told)
        .containsAll(
            dag.blocks().stream()
                .map(Block::cid)
                .map(Cid::multihash)
                .map(Multihash::toString)
                .toList());
  }

  @Test
  void blocksArePutLookedForAndReadWithoutBeingFetched() throws Exception {
    Block block = Block.of(Cid.RAW, HashFunction.SHA2_256, bytes("on the first alone"));
    assertThat(answer(content.blockPut(a, block, AMPLE))).isEqualTo(block.cid());

    assertThat(answer(content.blockStat(a, block.cid(), AMPLE))).hasValue(block.size());
    assertThat(answer(content.blockGet(a, block.cid(), AMPLE)).data()).isEqualTo(block.data());
    assertThat(answer(content.blockStat(b, block.cid(), AMPLE))).isEqualTo(OptionalLong.empty());
    fault(FaultKind.ABSENT, content.blockGet(b, block.cid(), AMPLE));
    assertThat(answer(content.blockStat(b, block.cid(), AMPLE))).as("nor later").isEmpty();
  }

  @Test
  void blocksOfEveryHashAndCodecAndSizeKeepTheirNames() throws Exception {
    for (HashFunction hash : HashFunction.values()) {
      if (hash != HashFunction.IDENTITY) {
        Block block = Block.of(Cid.RAW, hash, bytes("by " + hash));
        assertThat(answer(content.blockPut(a, block, AMPLE))).isEqualTo(block.cid());
      }
    }
    Block node = SampleDag.ofFile(8, FILE_BYTES).rootBlock();
    assertThat(answer(content.blockPut(a, node, AMPLE))).isEqualTo(node.cid());
    Block cbor = Block.of(0x71, HashFunction.SHA2_256, new byte[] {(byte) 0xa0});
    assertThat(answer(content.blockPut(a, cbor, AMPLE))).isEqualTo(cbor.cid());
    Block large = Block.of(Cid.RAW, HashFunction.SHA2_256, new byte[Block.MOST_BYTES]);
    assertThat(answer(content.blockPut(a, large, AMPLE))).isEqualTo(large.cid());
    assertThat(answer(content.blockGet(a, large.cid(), AMPLE)).size()).isEqualTo(2 << 20);
  }

  @Test
  void aGatewayGivesBlocksThatAreThereAndFetchesNone() throws Exception {
    Block here = Block.of(Cid.RAW, HashFunction.SHA2_256, bytes("behind the gateway"));
    Block there = Block.of(Cid.RAW, HashFunction.SHA2_256, bytes("at its sibling"));
    answer(content.blockPut(a, here, AMPLE));
    answer(content.blockPut(b, there, AMPLE));

    assertThat(answer(content.gateway().block(gateway, here.cid(), AMPLE)).data())
        .isEqualTo(here.data());
    fault(FaultKind.ABSENT, content.gateway().block(gateway, there.cid(), AMPLE));
    assertThat(answer(content.blockStat(a, there.cid(), AMPLE))).isEmpty();
    CarWanted absent = CarWanted.all(there.cid());
    fault(FaultKind.ABSENT, content.gateway().car(gateway, absent, block -> {}, PATIENCE).reply());
  }

  @Test
  void aDagComesOutWholeThroughTheGatewayAndThroughTheRpc() throws Exception {
    SampleDag dag = SampleDag.ofFile(9, FILE_BYTES);
    store(a, dag);
    CarWanted all = CarWanted.all(dag.root());
    List<Function<BlockSink, Transfer<CarTaken>>> ways =
        List.of(
            sink -> content.gateway().car(gateway, all, sink, PATIENCE),
            sink -> content.dagExport(a, all, sink, PATIENCE));
    for (Function<BlockSink, Transfer<CarTaken>> way : ways) {
      List<Block> blocks = new ArrayList<>();
      CarTaken taken = answer(way.apply(blocks::add).reply());
      assertThat(taken).isEqualTo(new CarTaken(dag.blocks().size(), dag.size()));
      assertThat(blocks).containsExactlyElementsOf(dag.inDepthOrder());
    }
  }

  @Test
  void partsOfADagComeOutOfTheGateway() throws Exception {
    SampleDag dag = SampleDag.ofFile(10, FILE_BYTES);
    store(a, dag);
    List<Block> root = new ArrayList<>();
    List<Block> entity = new ArrayList<>();
    List<Block> part = new ArrayList<>();
    answer(
        content
            .gateway()
            .car(gateway, CarWanted.of(dag.root(), DagScope.BLOCK), root::add, PATIENCE)
            .reply());
    answer(
        content
            .gateway()
            .car(gateway, CarWanted.of(dag.root(), DagScope.ENTITY), entity::add, PATIENCE)
            .reply());
    CarWanted second = CarWanted.range(dag.root(), new ByteRange(1 << 20, (1 << 20) + 5));
    answer(content.gateway().car(gateway, second, part::add, PATIENCE).reply());

    assertThat(root).containsExactly(dag.rootBlock());
    assertThat(entity).containsExactlyElementsOf(dag.inDepthOrder());
    assertThat(part).containsExactly(dag.rootBlock(), dag.blocks().get(1));
  }

  @Test
  void aCopyIsVerifiedOnItsWayAndPinned() throws Exception {
    SampleDag dag = SampleDag.ofFile(11, FILE_BYTES);
    store(a, dag);

    CarImport copied = answer(content.copy(dag.root(), export(dag.root()), b, PATIENCE).reply());

    assertThat(copied)
        .isEqualTo(new CarImport(dag.blocks().size(), dag.size(), List.of(dag.root())));
    assertThat(answer(content.pinOf(b, dag.root(), PinType.RECURSIVE, AMPLE))).isPresent();
    for (Block block : dag.blocks()) {
      assertThat(answer(content.blockGet(b, block.cid(), AMPLE))).isEqualTo(block);
    }
  }

  private static Function<BlockSink, Transfer<CarTaken>> export(Cid root) {
    return sink -> content.dagExport(a, CarWanted.all(root), sink, PATIENCE);
  }

  @Test
  void aDagThatLacksABlockOrHasADamagedOneIsNotCopied() throws Exception {
    SampleDag lacking = SampleDag.ofFile(12, FILE_BYTES);
    store(a, lacking, false);
    answer(kubo.blockRm(a, List.of(lacking.blocks().get(2).cid().toString()), AMPLE));
    SampleDag damaged = SampleDag.ofFile(13, FILE_BYTES);
    store(a, damaged, false);
    spoil(damaged.blocks().get(1));

    Fault<CarImport> absent =
        fault(
            FaultKind.ABSENT,
            content.copy(lacking.root(), export(lacking.root()), b, PATIENCE).reply());
    Fault<CarImport> corrupt =
        fault(
            FaultKind.CORRUPT,
            content.copy(damaged.root(), export(damaged.root()), b, PATIENCE).reply());

    assertThat(absent.detail()).startsWith("dag/export at ").contains("kubo says: ");
    assertThat(corrupt.detail()).contains(damaged.blocks().get(1).cid().toString());
    fault(FaultKind.CORRUPT, content.blockGet(a, damaged.blocks().get(1).cid(), AMPLE));
    for (SampleDag dag : List.of(lacking, damaged)) {
      assertThat(answer(content.pinOf(b, dag.root(), PinType.RECURSIVE, AMPLE))).isEmpty();
    }
    await().until(() -> !commands(b).contains("dag/import"));
  }

  /** Why {@link KuboGateway} promises it of the root alone. */
  @Test
  void belowItsRootACarOfTheGatewayIsFetchedAndOneOfTheRpcIsNot() throws Exception {
    SampleDag dag = SampleDag.ofFile(14, FILE_BYTES);
    store(a, dag, false);
    store(b, dag, false);
    Cid leaf = dag.blocks().get(2).cid();
    answer(kubo.blockRm(a, List.of(leaf.toString()), AMPLE));
    CarWanted all = CarWanted.all(dag.root());

    fault(FaultKind.ABSENT, content.dagExport(a, all, block -> {}, PATIENCE).reply());
    assertThat(answer(content.blockStat(a, leaf, AMPLE))).isEmpty();
    answer(content.gateway().car(gateway, all, block -> {}, PATIENCE).reply());
    assertThat(answer(content.blockStat(a, leaf, AMPLE))).isPresent();
  }

  private static void spoil(Block block) throws IOException {
    for (Path file : first.blockFiles()) {
      byte[] bytes = Files.readAllBytes(file);
      if (ByteBuffer.wrap(bytes).equals(block.data())) {
        bytes[0] ^= 1;
        Files.write(file, bytes);
        return;
      }
    }
    throw new AssertionError("The node has no file for " + block.cid());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
