#!/usr/bin/env bash
# Agroal 3.0.1 (io.agroal:agroal-pool): one getConnection() of an empty pool calls the JDBC driver twice,
# one second apart, when the driver refuses at once. The kind of the refusal does not matter: a wrong
# password (SQLInvalidAuthorizationSpecException, "not to be tried again" in JDBC's own words) is tried
# again like a transient one. No setting of the pool names the second try or its pause.
#
# What follows for whoever uses it: no refusal is known before a second has passed, however fast the
# server answered; and a server that locks an account after N wrong passwords locks it after N/2 requests.
#
# Seen on 2026-11-29, OpenJDK 17:
#   wrong password: 2 calls of the driver, 1015 ms
#   transient:      2 calls of the driver, 1001 ms
#
# Needs a JDK (17 or later). Exits 0 when the behaviour is as described, 1 when it has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.agroal</groupId><artifactId>agroal-pool</artifactId><version>3.0.1</version></dependency>
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;

public class Finding {
  /** Refuses every connection at once, and counts. */
  public static class Refusing implements Driver {
    static final AtomicInteger CALLS = new AtomicInteger();
    static volatile Supplier<SQLException> refusal;

    public Connection connect(String url, Properties properties) throws SQLException {
      CALLS.incrementAndGet();
      throw refusal.get();
    }

    public boolean acceptsURL(String url) { return true; }
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties p) { return new DriverPropertyInfo[0]; }
    public int getMajorVersion() { return 1; }
    public int getMinorVersion() { return 0; }
    public boolean jdbcCompliant() { return false; }
    public Logger getParentLogger() { return Logger.getGlobal(); }
  }

  public static void main(String[] args) throws Exception {
    boolean same =
        asDescribed("wrong password", () -> new SQLInvalidAuthorizationSpecException("wrong password", "28P01"))
            & asDescribed("transient", () -> new SQLTransientConnectionException("try again", "08001"));
    System.exit(same ? 0 : 1);
  }

  static boolean asDescribed(String name, Supplier<SQLException> refusal) throws Exception {
    Refusing.refusal = refusal;
    Refusing.CALLS.set(0);
    var settings = new AgroalDataSourceConfigurationSupplier()
        .connectionPoolConfiguration(pool -> pool.maxSize(2).acquisitionTimeout(Duration.ofSeconds(5))
            .connectionFactoryConfiguration(f -> f.connectionProviderClass(Refusing.class).jdbcUrl("jdbc:none")));
    try (AgroalDataSource pool = AgroalDataSource.from(settings)) {
      long begin = System.nanoTime();
      try (Connection connection = pool.getConnection()) {
        throw new IllegalStateException("a driver that refuses gave " + connection);
      } catch (SQLException expected) {
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf("%-15s %d calls of the driver, %d ms%n", name + ":", Refusing.CALLS.get(), millis);
        return Refusing.CALLS.get() == 2 && millis >= 900;
      }
    }
  }
}
JAVA
javac -cp 'lib/*' -d . Finding.java
java -cp "lib/*:." Finding 2>/dev/null
echo "as described"
