package dev.waymark;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.EmbeddedAddress;
import dev.waymark.database.LibpqEnvironment;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.SameDatabase;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Hands Quarkus's datasources to the services, which know nothing of Quarkus. */
final class DatabaseBeans {
  /**
   * The addresses from the configuration.
   *
   * @throws dev.waymark.database.InvalidConnectionUrlException when one cannot be used
   */
  @Produces
  @Singleton
  DatabaseAddresses addresses(SmallRyeConfig config) {
    String pooled = value(config, DatabaseAddresses.POOLED_VARIABLE);
    String direct = value(config, DatabaseAddresses.DIRECT_VARIABLE);
    DatabaseAddresses given =
        DatabaseAddresses.fromEnvironment(pooled, direct, LibpqEnvironment.ofProcess());
    boolean embedded = given.pooled().isEmpty() && config.getProfiles().contains("dev");
    return embedded ? DatabaseAddresses.fromEnvironment(EmbeddedAddress.url(), null) : given;
  }

  /**
   * The pooled connection.
   *
   * @throws IllegalStateException when no address is given
   */
  // The datasources are looked up, not injected: one without an address is inactive, and Quarkus
  // would end the start with words of its own before ours are printed.
  @Produces
  @Singleton
  PooledConnection pooled(
      DatabaseAddresses addresses,
      DirectConnection direct,
      WaymarkConfiguration configuration,
      InjectableInstance<AgroalDataSource> pool) {
    ConnectionUrl url =
        addresses.pooled().orElseThrow(() -> new IllegalStateException("DATABASE_URL is not set"));
    return new PooledConnection(
        url, pool.get(), Optional.of(direct), NetworkCheck.limits(configuration));
  }

  /** The direct connection, which may be refused or missing: its address says so. */
  @Produces
  @Singleton
  DirectConnection direct(
      SmallRyeConfig config,
      DatabaseAddresses addresses,
      FileCredentials credentials,
      WaymarkConfiguration configuration,
      Instance<PooledConnection> pooled,
      @DataSource("unpooled") InjectableInstance<AgroalDataSource> pool) {
    String variable = directVariable(config);
    return new DirectConnection(
        addresses.direct(),
        pool.get(),
        given -> credentials.renewed(variable, given),
        NetworkCheck.limits(configuration),
        Optional.of(new SameDatabase(pooled::get, addresses.direct())));
  }

  /** The settings that files hold. */
  @Produces
  @Singleton
  Secrets secrets(SmallRyeConfig config) {
    return Secrets.read(config.getPropertyNames().iterator(), config::getConfigValue);
  }

  /** The variable that says where the direct connection leads. */
  static String directVariable(SmallRyeConfig config) {
    return isSet(config, DatabaseAddresses.DIRECT_VARIABLE)
        ? DatabaseAddresses.DIRECT_VARIABLE
        : DatabaseAddresses.POOLED_VARIABLE;
  }

  /** The variable that says where the pooled connection leads. */
  static String pooledVariable(SmallRyeConfig config) {
    return isSet(config, DatabaseAddresses.POOLED_VARIABLE)
        ? DatabaseAddresses.POOLED_VARIABLE
        : DatabaseAddresses.DIRECT_VARIABLE;
  }

  private static boolean isSet(SmallRyeConfig config, String variable) {
    String value = value(config, variable);
    return value != null && !value.isBlank();
  }

  private static String value(SmallRyeConfig config, String name) {
    ConfigValue value = config.getConfigValue(name);
    return value.getRawValue();
  }
}
