package org.kubosteward.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;

/** One family of which every node has its own series, and how its numbers are read off a node. */
record NodeFamily(FamilySpec spec, BiConsumer<NodeFacts, Samples> reader) {

  /** One number of a reading; no series where the reading is missing. */
  static <T> NodeFamily of(
      FamilySpec spec, Function<NodeView, Reading<T>> reading, ToDoubleFunction<T> number) {
    return known(spec, reading, (answer, out) -> out.add(number.applyAsDouble(answer)));
  }

  /** Several numbers of a reading; no series where the reading is missing. */
  static <T> NodeFamily known(
      FamilySpec spec, Function<NodeView, Reading<T>> reading, BiConsumer<T, Samples> numbers) {
    return new NodeFamily(
        spec,
        (node, out) ->
            reading.apply(node.view()).value().ifPresent(answer -> numbers.accept(answer, out)));
  }

  /** The specification of a gauge on every node. */
  static FamilySpec gauge(String name, String help, String... more) {
    return FamilySpec.evolving(name, help, FamilySpec.Type.GAUGE, labels(more));
  }

  /** The specification of a counter on every node. */
  static FamilySpec counter(String name, String help, String... more) {
    return FamilySpec.evolving(name, help, FamilySpec.Type.COUNTER, labels(more));
  }

  /** The same specification, kept across releases. */
  static FamilySpec kept(FamilySpec spec) {
    return new FamilySpec(
        spec.name(), spec.help(), spec.type(), spec.labels(), FamilySpec.Stability.CONTRACT);
  }

  /** The family over all these nodes. */
  Family over(List<NodeFacts> nodes) {
    Samples samples = new Samples(nodes.size());
    for (NodeFacts node : nodes) {
      reader.accept(node, samples.about(node.labels()));
    }
    return new Family(spec, samples.all());
  }

  /** Seconds since the epoch. */
  static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }

  /** 1 for yes, 0 for no. */
  static double flag(boolean yes) {
    return yes ? 1 : 0;
  }

  /** An enum constant as a label value. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String[] labels(String... more) {
    return Stream.concat(Stream.of("namespace", "node"), Stream.of(more)).toArray(String[]::new);
  }
}
