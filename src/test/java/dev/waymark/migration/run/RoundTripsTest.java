package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.CountedFlights;
import dev.waymark.database.CountedFlights.Flight;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.SessionProperties;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.RunRequest;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.report.Verification;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.pool.DataSource;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How often something waits for an answer of the database. Far away from it that is what everything
 * costs: with 200 ms each way, a hundred times are 40 s. Connections that are opened count, with a
 * password to be proven and pools that are as a server's.
 */
class RoundTripsTest extends MigrationTesting {
  /**
   * On a slow machine a connection lies idle for so long that it is looked at before it is used,
   * and a transaction of somebody else's makes what was recorded be asked for once more.
   */
  private static final int LOOKED_AT_AGAIN = 3;

  /** Looks by a clock, beside the run and not in its way, and so over connections of its own. */
  private static final String BESIDE = "run-keeper";

  private DataSource directPool;
  private DataSource pooledPool;

  @BeforeEach
  void owner() throws SQLException {
    use("owner");
    givenInDatabase("ALTER DATABASE %s OWNER TO %s".formatted(database, user));
  }

  /** From now on another role connects. */
  private void use(String role) throws SQLException {
    user = database + "_" + role;
    givenInDatabase(
        "CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE %s"
            .formatted(user, TestPostgres.PASSWORD, TestPostgres.ROLE_WITH_PASSWORD));
    directPool =
        pool(SessionProperties.direct(url(), network), it -> it.maxSize(5).validateOnBorrow(true));
    pooledPool =
        pool(
            SessionProperties.pooled(url(), network),
            it -> it.maxSize(10).idleValidationTimeout(Duration.ofSeconds(5)));
  }

  @AfterEach
  void close() {
    directPool.close();
    pooledPool.close();
  }

  @Test
  void theFirstRun() throws Exception {
    givenThreeScripts();
    OneProcess process = process();
    CountedFlights.taken();

    process.runner().run(RunRequest.upTo(null));

    assertAtMost(87, 3);
  }

  @Test
  void whatComesAfterIt() throws Exception {
    givenThreeScripts();
    MigrationRunner runner = runner();
    runner.run(RunRequest.upTo(null));
    CountedFlights.taken();

    runner.run(RunRequest.upTo(null));
    assertAtMost(17, 0);

    given("V4__d.sql", "CREATE TABLE d (id int);");
    runner.run(RunRequest.upTo(null));
    assertAtMost(56, 0);

    Supplier<MigrationStatus> polled = reading.status().polled();
    polled.get();
    assertAtMost(8, 0);
    polled.get();
    assertAtMost(1, 0);

    reading.verifier().verify(Optional.empty(), Freshness.RECENT);
    assertAtMost(1, 0);
    reading.verifier().verify(Optional.empty(), Freshness.PROVEN);
    assertAtMost(4, 0);
    reading.verifier().verify(Optional.empty(), Freshness.READ);
    assertAtMost(6, 0);
  }

  /** As it is documented: the role that reads owns nothing of what it reads. */
  @Test
  void aRoleThatOnlyReads() throws Exception {
    givenThreeScripts();
    runner().run(RunRequest.upTo(null));
    close();
    use("reader");
    givenInDatabase(
        """
        GRANT USAGE ON SCHEMA waymark TO %1$s;
        GRANT SELECT ON ALL TABLES IN SCHEMA waymark TO %1$s;
        GRANT SELECT ON public.flyway_schema_history TO %1$s;
        """
            .formatted(user));
    process();
    Supplier<MigrationStatus> polled = reading.status().polled();
    polled.get();
    reading.verifier().verify(Optional.empty(), Freshness.RECENT);
    polled.get();
    CountedFlights.taken();

    polled.get();
    assertAtMost(1, 0);
    reading.verifier().verify(Optional.empty(), Freshness.RECENT);
    assertAtMost(1, 0);
  }

  /** Of which the database knows nothing, so that no question would be missed. */
  @Test
  void aRecordThatFailedIsReportedByWhomeverAsksNothing() throws Exception {
    givenAReportThatIsPolled();

    reading.recorded().failed("It did not fit into memory.", "Give it more.");

    Verification said =
        reading.verifier().verify(Optional.empty(), Freshness.RECENT).verification();
    assertEquals("It did not fit into memory.", said.reason());
  }

  /** Rows of Waymark's own move no counter of the catalogs, so only a transaction shows them. */
  @Test
  void aRecordThatAnotherTookAwayIsMissedAtOnce() throws Exception {
    givenAReportThatIsPolled();

    givenInDatabase("DELETE FROM waymark.recorded_schema");

    Verification said =
        reading.verifier().verify(Optional.empty(), Freshness.RECENT).verification();
    assertEquals("No schema is recorded for this database.", said.reason());
  }

  @Test
  void theRecordIsAskedForOncePerTransaction() throws Exception {
    givenAReportThatIsPolled();
    assertTrue(isPolledWithoutTheRecord());

    givenInDatabase("SELECT pg_catalog.pg_current_xact_id()");
    assertTrue(asksForTheRecord());
    assertTrue(isPolledWithoutTheRecord());
  }

  /** Soon, for something may be committed in the background between two polls. */
  private boolean isPolledWithoutTheRecord() {
    return IntStream.range(0, 10).anyMatch(poll -> !asksForTheRecord());
  }

  private boolean asksForTheRecord() {
    CountedFlights.taken();
    reading.verifier().verify(Optional.empty(), Freshness.RECENT);
    return CountedFlights.taken().stream()
        .anyMatch(flight -> flight.sent().contains("The schema recorded last"));
  }

  private void givenAReportThatIsPolled() throws Exception {
    givenThreeScripts();
    runner().run(RunRequest.upTo(null));
    reading.verifier().verify(Optional.empty(), Freshness.RECENT);
    reading.verifier().verify(Optional.empty(), Freshness.RECENT);
  }

  private void givenThreeScripts() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("V2__b.sql", "CREATE TABLE b (id int);");
    given("V3__c.sql", "CREATE TABLE c (id int);");
  }

  /** So few since the last time, among them those that open connections. */
  private static void assertAtMost(int most, int connections) {
    List<Flight> flights = CountedFlights.taken();
    long opened = flights.stream().filter(Flight::opens).count();
    assertTrue(
        flights.size() <= most + LOOKED_AT_AGAIN && opened <= connections,
        () ->
            flights.size()
                + " round trips, "
                + opened
                + " connections:\n"
                + flights.stream().map(Flight::toString).collect(Collectors.joining("\n")));
  }

  @Override
  ConnectionUrl url() {
    return ConnectionUrl.parse(
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(user, TestPostgres.PASSWORD, port, database));
  }

  @Override
  PooledConnection pooled() {
    return new PooledConnection(url(), pooledPool, Optional.of(direct()), network);
  }

  @Override
  DirectConnection direct() {
    PGSimpleDataSource beside = dataSource();
    beside.setPassword(TestPostgres.PASSWORD);
    var counted =
        (javax.sql.DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {javax.sql.DataSource.class},
                (proxy, method, arguments) ->
                    method.invoke(
                        Thread.currentThread().getName().equals(BESIDE) ? beside : directPool,
                        arguments));
    return new DirectConnection(
        new DirectAddress.Usable(url()), counted, UnaryOperator.identity(), network);
  }

  @Override
  javax.sql.DataSource forFlyway() {
    return directPool;
  }

  private DataSource pool(
      Map<String, String> properties,
      UnaryOperator<AgroalConnectionPoolConfigurationSupplier> looking)
      throws SQLException {
    var configuration =
        new AgroalDataSourceConfigurationSupplier()
            .metricsEnabled(false)
            .connectionPoolConfiguration(
                it ->
                    looking.apply(
                        it.initialSize(0)
                            .minSize(0)
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(5))
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(
                                factory -> {
                                  factory
                                      .connectionProviderClass(Driver.class)
                                      .jdbcUrl(url().jdbcUrl())
                                      .principal(new NamePrincipal(user))
                                      .credential(new SimplePassword(TestPostgres.PASSWORD));
                                  properties.forEach(factory::jdbcProperty);
                                  return factory.jdbcProperty(
                                      "socketFactory", CountedFlights.class.getName());
                                })));
    return new DataSource(configuration.get());
  }
}
