package org.kubosteward.ipld;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lists all blocks of a DAG, each once. It fetches nothing: see {@link FileWalk}. Of a block that
 * can have no links, it does not ask for the bytes. Used by one thread; after a refusal it is of no
 * use.
 */
public final class DagWalk {
  /** Raw bytes, plain CBOR and plain JSON: they have no links. */
  static final Set<Long> LEAVES = Set.of(Cid.RAW, 0x51L, 0x0200L);

  private record Node(Cid cid, int depth) {}

  private final WalkBounds bounds;
  private final Consumer<Cid> found;
  private final Waiting<Node> waiting;

  /** The pins' fingerprints of what was found: some 50 bytes a block. */
  private final Set<Long> known = new HashSet<>();

  /**
   * Tells of the root at once.
   *
   * @param found is told of each block, before what is below it. A block that stands within its CID
   *     is told of too, though it is stored nowhere
   */
  public DagWalk(Cid root, WalkBounds bounds, Consumer<Cid> found) {
    this.bounds = bounds;
    this.found = found;
    this.waiting = new Waiting<>(bounds, Node::cid);
    follow(root, 1);
  }

  /** Whether all were found. */
  public boolean isDone() {
    return waiting.isEmpty();
  }

  /** The block that is needed next, to see what is below it. */
  public Cid next() {
    return waiting.next();
  }

  /** Blocks that will be needed, in order, the next one first; more may come between them. */
  public List<Cid> ahead(int most) {
    return waiting.ahead(most);
  }

  /** How many blocks were found so far. */
  public long count() {
    return known.size();
  }

  /**
   * Takes the block that {@link #next} asked for.
   *
   * @throws MalformedBlock when it is not what its codec demands
   * @throws Unsupported when a block has a codec of which the links are not read here
   * @throws LimitExceeded when it takes more than its bounds allow
   */
  public void take(Block block) {
    int below = waiting.pop(block).depth() + 1;
    if (block.cid().codec() == DagCbor.CODEC) {
      DagCbor.links(block, link -> follow(link, below));
    } else {
      PbNode.decode(block).links().forEach(link -> follow(link.cid(), below));
    }
  }

  /** Gives up the block that {@link #next} asked for: what is below it is not told of. */
  public void skip() {
    waiting.drop();
  }

  private void follow(Cid cid, int depth) {
    if (known.contains(cid.pinFingerprint())) {
      return;
    }
    if (known.size() >= bounds.blocks()) {
      throw new LimitExceeded("the DAG has more than %d blocks".formatted(bounds.blocks()));
    }
    waiting.checkDepth(depth, cid);
    boolean leaf = LEAVES.contains(cid.codec());
    if (!leaf && cid.codec() != Cid.DAG_PB && cid.codec() != DagCbor.CODEC) {
      throw new Unsupported(
          "block %s has codec 0x%x, of which the links are not read here"
              .formatted(cid, cid.codec()));
    }
    known.add(cid.pinFingerprint());
    found.accept(cid);
    if (!leaf) {
      waiting.push(new Node(cid, depth));
    }
  }
}
