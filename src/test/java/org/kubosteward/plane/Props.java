package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.journal.PostgresServer;

/** What a drill has beside nodes and a plane. */
final class Props implements AutoCloseable {
  private static final int SMALL_MEBIBYTES = 48;

  /** A block is a file, and kubo spreads them over a thousand directories. */
  private static final int FEW_INODES = 10_000;

  private static final int MEBIBYTES_OF_FEW_INODES = 128;
  private static final String HOUSED = "kubo-2";

  private final Path directory;
  private final Optional<PostgresServer> database;
  private final Optional<SmallDisk> disk;
  private final Optional<DrillCluster> cluster;
  private final Optional<DrillMachine> machine;

  /** Gets what the drill needs, and an API server only if it needs one. */
  Props(Drill drill, Path directory, Supplier<DrillCluster> clusters) {
    this.directory = directory;
    this.database =
        drill.needing(Drill.Need.DATABASE) ? Optional.of(postgres(directory)) : Optional.empty();
    this.disk =
        drill.needing(Drill.Need.SMALL_DISK)
            ? Optional.of(SmallDisk.at(directory.resolve("small"), SMALL_MEBIBYTES).needed())
            : drill.needing(Drill.Need.FEW_INODES)
                ? Optional.of(
                    SmallDisk.withInodes(
                            directory.resolve("small"), MEBIBYTES_OF_FEW_INODES, FEW_INODES)
                        .needed())
                : Optional.empty();
    this.cluster =
        drill.needing(Drill.Need.API_SERVER) ? Optional.of(clusters.get()) : Optional.empty();
    this.machine =
        drill.needing(Drill.Need.FEW_INODES)
            ? cluster.map(all -> all.house(HOUSED, disk.orElseThrow().path(), directory))
            : Optional.empty();
  }

  private static PostgresServer postgres(Path directory) {
    PostgresServer server = new PostgresServer(directory.resolve("postgres"));
    server.start();
    return server;
  }

  /** With kubo-2 on the small disk, if there is one; nothing but the disk limits it there. */
  DemoSpec placed(DemoSpec spec) {
    return disk.map(
            small -> spec.withStorageMax("200MB").with(HOUSED, node -> node.in(small.path())))
        .orElse(spec);
  }

  /** What a plane must be told to use all this. */
  Map<String, String> settings(int rpcPort) {
    Map<String, String> settings = new TreeMap<>();
    database.ifPresent(
        server -> {
          settings.put("steward.journal.url", server.url("postgres"));
          settings.put("steward.journal.username", "postgres");
        });
    cluster.ifPresent(
        server -> settings.putAll(server.settings(directory.resolve("kubeconfig"), rpcPort)));
    machine.ifPresent(known -> settings.putAll(known.settings()));
    return settings;
  }

  boolean onKubernetes() {
    return cluster.isPresent();
  }

  PostgresServer database() {
    return database.orElseThrow();
  }

  DrillCluster cluster() {
    return cluster.orElseThrow();
  }

  /** The API server stays for the next drill, without pods. */
  @Override
  public void close() {
    cluster.ifPresent(DrillCluster::removeAll);
    disk.ifPresent(SmallDisk::close);
    database.ifPresent(
        server -> {
          try {
            server.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
