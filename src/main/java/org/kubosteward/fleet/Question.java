package org.kubosteward.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The questions put to a node, each with its own reading; the label value of {@code probe}. A
 * question knows what answers it, and {@link NodeView#reading} hands that on: a new one is a
 * constant here, the file of its answer, and its line where the probe asks.
 *
 * @param <T> the answer
 */
public final class Question<T> implements Comparable<Question<?>> {
  private static final List<Question<?>> ALL = new ArrayList<>();

  public static final Question<Version> VERSION = new Question<>("version");
  public static final Question<Identity> IDENTITY = new Question<>("id");
  public static final Question<Swarm> SWARM = new Question<>("swarm");

  /** The peer ids that the node itself keeps connections to. */
  public static final Question<Set<String>> PEERING = new Question<>("peering");

  public static final Question<Bandwidth> BANDWIDTH = new Question<>("bandwidth");
  public static final Question<RepoStat> REPO = new Question<>("repo");
  public static final Question<Disk> DISK = new Question<>("disk");
  public static final Question<Bitswap> BITSWAP = new Question<>("bitswap");
  public static final Question<Provide> PROVIDE = new Question<>("provide");
  public static final Question<Resources> RESOURCES = new Question<>("resources");
  public static final Question<Commands> COMMANDS = new Question<>("commands");
  public static final Question<Pins> PINS = new Question<>("pins");
  public static final Question<DaemonProcess> PROCESS = new Question<>("process");

  /** The peer ids in the node's bootstrap list. */
  public static final Question<Set<String>> BOOTSTRAP = new Question<>("bootstrap");

  /** What its configuration says of the exchange of blocks. */
  public static final Question<BitswapConfig> CONFIG = new Question<>("config");

  /** Put to the API server, not to the node. */
  public static final Question<Pod> POD = new Question<>("pod");

  private final String label;
  private final int place;

  private Question(String label) {
    this.label = label;
    this.place = ALL.size();
    ALL.add(this);
  }

  /** All of them, in order. */
  public static List<Question<?>> values() {
    return List.copyOf(ALL);
  }

  /** Its name in metrics, logs and the API. */
  public String label() {
    return label;
  }

  /** Its place in the order of all, from 0. */
  int place() {
    return place;
  }

  /** What was kept at this place, as a reading of this question: nothing else is put there. */
  @SuppressWarnings("unchecked")
  Reading<T> reading(Reading<?>[] kept) {
    return (Reading<T>) kept[place];
  }

  @Override
  public int compareTo(Question<?> other) {
    return Integer.compare(place, other.place);
  }

  @Override
  public String toString() {
    return label;
  }
}
