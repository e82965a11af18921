package org.kubosteward.kubo;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.kubosteward.ipld.Attributes;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.CarWriter;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.FileBuilder;
import org.kubosteward.ipld.ImportProfile;
import org.kubosteward.ipld.Multibase;
import org.kubosteward.ipld.PbLink;
import org.kubosteward.ipld.PbNode;

/** Two real kubo nodes that exchange blocks, contents that both have pinned, and damage to them. */
public final class NodePair implements AutoCloseable {
  private static final String KEY = "/key/swarm/psk/1.0.0/\n/base16/\n" + "d00d".repeat(16) + "\n";
  private static final Duration AMPLE = Duration.ofSeconds(30);

  /** Blocks of a content in the order in which they were built, the root last. */
  public record Stored(Cid root, List<Cid> blocks) {
    /** Its leaves, where no block but a leaf is raw. */
    public List<Cid> leaves() {
      return blocks.stream().filter(cid -> cid.codec() == Cid.RAW).toList();
    }
  }

  public final Vertx vertx = Vertx.vertx();
  public final KuboContent content;
  public final Kubo kubo;
  public final PrivateNode first;
  public final PrivateNode second;
  private final Path home;

  /**
   * Starts them; their gateways are configured like that, and so is the whole of the second.
   *
   * @param gateway what stands under Gateway
   */
  public NodePair(Path home, String gateway) throws Exception {
    this.home = home;
    content =
        new KuboContent(
            vertx, KuboLimits.DEFAULT, Clocks.of(InstantSource.system()), options -> {});
    kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
    first =
        new PrivateNode(Files.createDirectory(home.resolve("a")), KEY, "{}", Optional.of(gateway));
    second =
        new PrivateNode(Files.createDirectory(home.resolve("b")), KEY, "{}", Optional.of(gateway));
    ready(first);
    String address = second.address(ready(second).peerId());
    answer(kubo.swarmConnect(first.endpoint(), List.of(address), AMPLE));
  }

  private Identity ready(PrivateNode node) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> now(kubo.id(node.endpoint(), AMPLE)).optional(), Optional::isPresent)
        .orElseThrow();
  }

  /** The gateway of a node. */
  public static KuboEndpoint gateway(PrivateNode node) {
    return new KuboEndpoint(node.gateway(), Optional.empty());
  }

  /** A file of random bytes, on both nodes, pinned under that name. */
  public Stored store(ImportProfile profile, long seed, long bytes, String name) throws Exception {
    store(first, profile, seed, bytes);
    Stored stored = store(second, profile, seed, bytes);
    for (PrivateNode node : List.of(first, second)) {
      answer(content.pinAdd(node.endpoint(), stored.root(), name, got -> {}, AMPLE).reply());
    }
    return stored;
  }

  private Stored store(PrivateNode node, ImportProfile profile, long seed, long bytes)
      throws Exception {
    BytePipe pipe = new BytePipe(4 << 20);
    Transfer<CarImport> transfer = content.dagImport(node.endpoint(), pipe, false, AMPLE);
    List<Cid> blocks = new ArrayList<>();
    // Nothing is pinned by it, so that its head may name any root.
    CarWriter car =
        new CarWriter(List.of(SampleDag.ofFile(1, 1).root()), piece -> put(pipe, piece));
    FileBuilder builder =
        new FileBuilder(profile, Attributes.NONE, block -> written(block, car, blocks));
    Random dice = new Random(seed);
    byte[] piece = new byte[1 << 20];
    for (long at = 0; at < bytes; at += piece.length) {
      dice.nextBytes(piece);
      builder.write(ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, bytes - at)));
    }
    Cid root = builder.finish().cid();
    pipe.end();
    answer(transfer.reply());
    return new Stored(root, List.copyOf(blocks));
  }

  private static void written(Block block, CarWriter car, List<Cid> blocks) {
    blocks.add(block.cid());
    car.write(block);
  }

  private static void put(BytePipe pipe, ByteBuffer bytes) {
    try {
      pipe.put(bytes, AMPLE);
    } catch (Exception late) {
      throw new AssertionError(late);
    }
  }

  /** The blocks that this one links to, as the first node has it. */
  public List<Cid> below(Cid cid) throws Exception {
    Block block = answer(content.blockGet(first.endpoint(), cid, AMPLE));
    return PbNode.decode(block).links().stream().map(PbLink::cid).toList();
  }

  /** The file of a block on the second node, or the first. */
  public Path file(PrivateNode node, Cid cid) {
    String name =
        Multibase.BASE32.encode(cid.multihash().bytes()).toUpperCase(java.util.Locale.ROOT);
    String shard = name.substring(name.length() - 3, name.length() - 1);
    Path repo = home.resolve(node == first ? "a" : "b");
    return repo.resolve("blocks").resolve(shard).resolve(name + ".data");
  }

  /** One bit of a block is another one now, as a disk that rots leaves it. */
  public void flip(PrivateNode node, Cid cid, int at) throws IOException {
    Path file = file(node, cid);
    byte[] bytes = Files.readAllBytes(file);
    bytes[at % bytes.length] ^= 4;
    Files.write(file, bytes);
  }

  /** A block is gone, and the node was not told. */
  public void lose(PrivateNode node, Cid cid) throws IOException {
    Files.delete(file(node, cid));
  }

  /** Whether the node has a file of that block. */
  public boolean has(PrivateNode node, Cid cid) {
    return Files.exists(file(node, cid));
  }

  /** What came, in time. */
  public static <T> T now(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.MINUTES);
  }

  /** The value of an answer. */
  public static <T> T answer(CompletionStage<Reply<T>> reply) throws Exception {
    return now(reply)
        .fold(
            Answer::value,
            fault -> {
              throw new AssertionError(fault.toString());
            });
  }

  @Override
  public void close() {
    content.close();
    kubo.close();
    try {
      first.close();
      second.close();
      now(vertx.close().toCompletionStage());
    } catch (Exception e) {
      throw new AssertionError("the pair did not end", e);
    }
  }
}
