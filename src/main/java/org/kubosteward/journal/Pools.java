package org.kubosteward.journal;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import org.kubosteward.text.Secrets;

/** Makes the pools of connections to one database, one after the other. */
final class Pools {
  /** The loop, a runner or two, and people who read. */
  private static final int POOL_MAX = 5;

  /** Whether an idle connection still answers is asked for as long. */
  private static final int VALID_WITHIN_SECONDS = 2;

  private final JournalConfig config;
  private final JournalUrl url;

  /**
   * For the database of these settings.
   *
   * @throws IllegalArgumentException when the URL names no database that we know
   */
  Pools(JournalConfig config) {
    this.config = config;
    config.password().ifPresent(Secrets::keep);
    this.url = JournalUrl.of(config.url(), config.statementTimeout());
    make().close();
  }

  /** A pool that has no connection yet. */
  AgroalDataSource make() {
    AgroalDataSourceConfigurationSupplier settings = new AgroalDataSourceConfigurationSupplier();
    settings
        .connectionPoolConfiguration()
        .maxSize(POOL_MAX)
        .acquisitionTimeout(JournalUrl.CONNECT)
        .validateOnBorrow(true)
        .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(VALID_WITHIN_SECONDS))
        .connectionFactoryConfiguration(this::factory);
    try {
      return AgroalDataSource.from(settings);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          Secrets.strike("steward.journal.url: " + e.getMessage()), e);
    }
  }

  private AgroalConnectionFactoryConfigurationSupplier factory(
      AgroalConnectionFactoryConfigurationSupplier factory) {
    factory
        .jdbcUrl(url.jdbc())
        .connectionProviderClass(url.driver())
        .loginTimeout(JournalUrl.CONNECT)
        .principal(new NamePrincipal(config.username()))
        .credential(new SimplePassword(config.password().orElse("")));
    url.properties().forEach(factory::jdbcProperty);
    return factory;
  }
}
