package org.kubosteward.boot;

import io.quarkus.tls.CertificateUpdatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.kubosteward.content.Policies;
import org.kubosteward.gateway.download.DownloadConfig;
import org.kubosteward.gateway.download.DownloadDesk;
import org.kubosteward.gateway.upload.KeptContent;
import org.kubosteward.gateway.upload.UploadBounds;
import org.kubosteward.gateway.upload.UploadConfig;
import org.kubosteward.gateway.upload.UploadDesk;
import org.kubosteward.gateway.upload.Uploads;
import org.kubosteward.journal.LatestRound;
import org.kubosteward.journal.SqlPins;
import org.kubosteward.kubo.Clocks;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.loop.SystemClock;
import org.kubosteward.roster.RosterBook;

/** What uploads and downloads are given. Nothing of it is made before the first of them. */
@ApplicationScoped
class UploadWiring {
  private static final Logger LOG = Logger.getLogger(UploadWiring.class);

  /** As many downloads as are given at once have a few blocks asked for each. */
  private static final KuboLimits LIMITS =
      new KuboLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          16,
          32,
          256,
          8 << 20,
          256L << 20,
          64 << 10);

  private volatile Optional<Doors> doors = Optional.empty();
  private volatile Optional<UploadDesk> desk = Optional.empty();

  /** The connections for content, on event loops of their own: probes do not wait behind them. */
  record Doors(KuboLoops loops, KuboContent content) {
    void close() {
      content.close();
      loops.close();
    }
  }

  @Produces
  @Singleton
  Doors doors(SystemClock clock, Trust trust) {
    KuboLoops loops = KuboLoops.start();
    Doors made =
        new Doors(
            loops,
            new KuboContent(
                loops.vertx(), LIMITS, new Clocks(clock::steady, clock), trust.ofTheFleet()));
    doors = Optional.of(made);
    return made;
  }

  void close(@Disposes Doors closing) {
    closing.close();
  }

  /** Connections from now on are made with the new certificates, where they are of the fleet. */
  void renewed(@Observes CertificateUpdatedEvent event, Trust trust) {
    doors.ifPresent(
        open ->
            trust
                .renewed(event)
                .ifPresent(
                    tls ->
                        open.content()
                            .trust(tls)
                            .whenComplete(
                                (changed, broken) -> {
                                  if (broken != null) {
                                    LOG.errorf(
                                        "content=old-certificates why=\"%s\"", broken.getMessage());
                                  }
                                })));
  }

  @Produces
  @Singleton
  NodesOfTheRound nodes(LatestRound rounds, RosterBook book, Plane plane) {
    return new NodesOfTheRound(rounds, book, plane::targets);
  }

  @Produces
  @Singleton
  KeptContent kept(SqlPins pins, Policies policies, SystemClock clock, Plane plane) {
    return new KeptInTheBook(pins, policies, clock, plane::arrived);
  }

  @Produces
  @Singleton
  UploadDesk uploads(
      Doors open, NodesOfTheRound nodes, KeptContent kept, UploadConfig config, SystemClock clock) {
    UploadDesk made =
        Configs.judged(
            () ->
                new UploadDesk(
                    open.content(), nodes, kept, UploadBounds.of(config), clock, clock::steady));
    desk = Optional.of(made);
    return made;
  }

  /** The uploads that are under way, the oldest first. */
  List<Uploads.UnderWay> underWay() {
    return desk.map(UploadDesk::underWay).orElse(List.of());
  }

  /** Nodes that hold parts of uploads; none before the first upload, for which nothing is made. */
  Set<String> uploading() {
    return desk.map(UploadDesk::nodes).orElse(Set.of());
  }

  void close(@Disposes UploadDesk closing) {
    closing.close();
  }

  @Produces
  @Singleton
  DownloadDesk downloads(Doors open, NodesOfTheRound nodes, DownloadConfig config) {
    return Configs.judged(
        () ->
            new DownloadDesk(
                open.content().gateway(), nodes, config.downloadsAtOnce(), config.blockDeadline()));
  }
}
