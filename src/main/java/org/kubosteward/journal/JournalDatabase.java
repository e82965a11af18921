package org.kubosteward.journal;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;

/**
 * The database that {@code steward.journal.url} names, H2 or PostgreSQL, behind a small pool. It is
 * not touched until the first connection is wanted; whichever connection is the first to succeed
 * brings the tables up to date. A database that is down at the start is simply tried again.
 */
public final class JournalDatabase implements Connections, AutoCloseable {
  /** The loop, a runner or two, and people who read. */
  private static final int POOL_MAX = 5;

  private final AgroalDataSource pool;
  private final ReentrantLock migrating = new ReentrantLock();
  private volatile boolean migrated;

  /**
   * A pool for the database of these settings; connects to nothing yet.
   *
   * @throws IllegalArgumentException when the URL names no database that we know
   */
  public JournalDatabase(JournalConfig config) {
    JournalUrl url = JournalUrl.of(config.url(), config.statementTimeout());
    AgroalDataSourceConfigurationSupplier settings = new AgroalDataSourceConfigurationSupplier();
    settings
        .connectionPoolConfiguration()
        .maxSize(POOL_MAX)
        .acquisitionTimeout(JournalUrl.CONNECT)
        .validateOnBorrow(true)
        .connectionValidator(ConnectionValidator.defaultValidator())
        .connectionFactoryConfiguration(factory -> factory(factory, url, config));
    try {
      this.pool = AgroalDataSource.from(settings);
    } catch (SQLException e) {
      throw new IllegalArgumentException("steward.journal.url: " + e.getMessage(), e);
    }
  }

  private static AgroalConnectionFactoryConfigurationSupplier factory(
      AgroalConnectionFactoryConfigurationSupplier factory, JournalUrl url, JournalConfig config) {
    factory
        .jdbcUrl(url.jdbc())
        .connectionProviderClass(url.driver())
        .loginTimeout(JournalUrl.CONNECT)
        .principal(new NamePrincipal(config.username()))
        .credential(new SimplePassword(config.password().orElse("")));
    url.properties().forEach(factory::jdbcProperty);
    return factory;
  }

  @Override
  public Connection open() throws SQLException {
    if (!migrated) {
      migrate();
    }
    return pool.getConnection();
  }

  private void migrate() throws SQLException {
    if (!tryLock()) {
      throw new SQLException("the database of steward.journal.url is still being opened");
    }
    try {
      if (!migrated) {
        Migrations.run(pool);
        migrated = true;
      }
    } catch (FlywayException e) {
      throw Trouble.explain(e);
    } finally {
      migrating.unlock();
    }
  }

  private boolean tryLock() {
    try {
      return migrating.tryLock(JournalUrl.CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes the pool, and with it an H2 file. */
  @Override
  public void close() {
    pool.close();
  }
}
