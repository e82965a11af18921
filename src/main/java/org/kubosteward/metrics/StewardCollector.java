package org.kubosteward.metrics;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Hands our families to the Prometheus client: the only class that knows it. */
final class StewardCollector extends Collector implements Collector.Describable {
  private final Supplier<Scrape> scrape;

  StewardCollector(Supplier<Scrape> scrape) {
    this.scrape = scrape;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return scrape.get().families().stream().map(f -> translate(f.spec(), f.samples())).toList();
  }

  /** Names alone, so that registering does not look at the fleet. */
  @Override
  public List<MetricFamilySamples> describe() {
    return Catalogue.all().stream().map(spec -> translate(spec, List.of())).toList();
  }

  private static MetricFamilySamples translate(FamilySpec spec, List<Sample> samples) {
    List<MetricFamilySamples.Sample> theirs = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      boolean full = !sample.labels().contains("");
      theirs.add(
          new MetricFamilySamples.Sample(
              spec.name(),
              full ? spec.labels() : present(spec.labels(), sample.labels()),
              full ? sample.labels() : present(sample.labels(), sample.labels()),
              sample.value()));
    }
    Type type = spec.type() == FamilySpec.Type.COUNTER ? Type.COUNTER : Type.GAUGE;
    return new MetricFamilySamples(spec.name(), type, spec.help(), theirs);
  }

  private static List<String> present(List<String> from, List<String> values) {
    return IntStream.range(0, values.size())
        .filter(i -> !values.get(i).isEmpty())
        .mapToObj(from::get)
        .toList();
  }
}
