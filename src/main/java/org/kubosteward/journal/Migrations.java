package org.kubosteward.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables of a database up to this version. The scripts are listed by name: Flyway's
 * search of the class path does not see into the class loaders of Quarkus.
 */
final class Migrations {
  /** The scripts in order; append only, and never change one that was released. */
  static final List<String> SCRIPTS =
      List.of(
          "V1__journal.sql",
          "V2__fence.sql",
          "V3__extents_and_silences.sql",
          "V4__resumes.sql",
          "V5__origin.sql",
          "V6__identities.sql",
          "V8__roster.sql",
          "V9__fleets.sql",
          "V10__api_keys.sql",
          "V12__content.sql");

  /** Times, a second apart, that the lock of another plane that migrates is tried for. */
  private static final int LOCK_RETRIES = 10;

  private static final String FOLDER = "/db/migration/";

  private Migrations() {}

  /** Brings them up to date; what is there and says of no fleet is that fleet's. */
  static void run(DataSource database, FleetId fleet) {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database)
            .resourceProvider(new Listed())
            .javaMigrationClassProvider(List::of)
            .placeholders(Map.of("fleet", fleet.name()))
            .lockRetryCount(LOCK_RETRIES)
            .load();
    if (Stream.of(flyway.info().all()).anyMatch(script -> script.getState().isFailed())) {
      // A disk that was full half way, say. Each script can be run again, once that is forgotten.
      flyway.repair();
    }
    flyway.migrate();
  }

  private static final class Listed implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return scripts().filter(script -> script.getFilename().equals(name)).findFirst().orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return scripts()
          .filter(script -> script.getFilename().startsWith(prefix))
          .filter(script -> Stream.of(suffixes).anyMatch(script.getFilename()::endsWith))
          .toList();
    }

    private static Stream<LoadableResource> scripts() {
      return SCRIPTS.stream().map(Script::new);
    }
  }

  private static final class Script extends LoadableResource {
    private final String name;

    Script(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      try (InputStream text = Migrations.class.getResourceAsStream(FOLDER + name)) {
        return new StringReader(
            new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return FOLDER + name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
