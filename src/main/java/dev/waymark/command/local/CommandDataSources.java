package dev.waymark.command.local;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.NetworkLimits;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.SameDatabase;
import dev.waymark.database.SessionProperties;
import dev.waymark.settings.DatabaseSettings;
import dev.waymark.settings.FileCredentials;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.AgroalSecurityProvider;
import io.agroal.pool.DataSource;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.postgresql.Driver;

/**
 * The two pools of a command, of the same kind as a server's: Agroal without the extension that
 * configures it there.
 */
final class CommandDataSources {
  private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LOOK_BEFORE_USE = Duration.ofSeconds(5);
  private static final int ANSWERS_WITHIN_SECONDS = 5;
  private static final int MAX_SIZE = 5;

  /** The session of a run, and what is looked at beside it. */
  private static final int FOR_A_RUN = 2;

  private final PooledConnection pooled;
  private final DirectConnection direct;

  /**
   * @param addresses which name a database
   * @param limits how long the network may say nothing
   * @param changing whether the direct connections will be needed; what is needed is opened now, on
   *     other threads
   */
  CommandDataSources(
      SmallRyeConfig settings,
      DatabaseAddresses addresses,
      FileCredentials credentials,
      NetworkLimits limits,
      boolean changing) {
    ConnectionUrl pooledUrl = addresses.pooled().orElseThrow();
    // Where migrating is refused no connection is opened: DirectConnection says so first.
    ConnectionUrl directUrl =
        addresses.direct() instanceof DirectAddress.Usable usable ? usable.url() : pooledUrl;
    String pooledVariable = DatabaseSettings.pooledVariable(settings);
    String directVariable = DatabaseSettings.directVariable(settings);
    UnaryOperator<ConnectionUrl> pooledNow = url -> credentials.renewed(pooledVariable, url);
    UnaryOperator<ConnectionUrl> directNow = url -> credentials.renewed(directVariable, url);
    DataSource pool = pool(pooledUrl, SessionProperties.pooled(pooledUrl, limits), pooledNow);
    DataSource directPool = pool(directUrl, SessionProperties.direct(directUrl, limits), directNow);
    boolean migrating = changing && addresses.direct() instanceof DirectAddress.Usable;
    javax.sql.DataSource forRun = migrating ? new OpenedEarly(directPool, FOR_A_RUN) : directPool;
    direct =
        new DirectConnection(
            addresses.direct(),
            forRun,
            directNow,
            limits,
            Optional.of(new SameDatabase(this::pooled, addresses.direct())));
    pooled = new PooledConnection(pooledUrl, new OpenedEarly(pool, 1), Optional.of(direct), limits);
  }

  PooledConnection pooled() {
    return pooled;
  }

  DirectConnection direct() {
    return direct;
  }

  private static DataSource pool(
      ConnectionUrl url, Map<String, String> properties, UnaryOperator<ConnectionUrl> renewed) {
    // Asked for each connection, so that a renewed password is taken at once.
    AgroalSecurityProvider provider =
        address -> credentials(renewed.apply((ConnectionUrl) address));
    var configuration =
        new AgroalDataSourceConfigurationSupplier()
            .metricsEnabled(false)
            .connectionPoolConfiguration(
                it ->
                    it.initialSize(0)
                        .minSize(0)
                        .maxSize(MAX_SIZE)
                        .acquisitionTimeout(ACQUISITION_TIMEOUT)
                        .idleValidationTimeout(LOOK_BEFORE_USE)
                        .connectionValidator(
                            ConnectionValidator.defaultValidatorWithTimeout(ANSWERS_WITHIN_SECONDS))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(
                            factory -> {
                              factory
                                  .connectionProviderClass(Driver.class)
                                  .jdbcUrl(url.jdbcUrl())
                                  .credential(url)
                                  .addSecurityProvider(provider);
                              properties.forEach(factory::jdbcProperty);
                              return factory;
                            }));
    return new DataSource(configuration.get());
  }

  private static Properties credentials(ConnectionUrl url) {
    Properties credentials = new Properties();
    credentials.setProperty("user", url.username());
    url.password().ifPresent(password -> credentials.setProperty("password", password));
    return credentials;
  }
}
