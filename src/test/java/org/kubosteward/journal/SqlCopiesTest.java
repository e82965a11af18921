package org.kubosteward.journal;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** The contract on H2. */
class SqlCopiesTest extends CopiesContract {
  @Override
  Connections emptyDatabase() throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID());
    opened(source.getConnection());
    Migrations.run(source, FleetId.DEFAULT);
    return source::getConnection;
  }
}
