package dev.waymark.server;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.SameDatabase;
import dev.waymark.settings.DatabaseSettings;
import dev.waymark.settings.FileCredentials;
import dev.waymark.settings.NetworkCheck;
import dev.waymark.settings.Secrets;
import dev.waymark.settings.WaymarkConfiguration;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
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
    return DatabaseSettings.addresses(config);
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
    String variable = DatabaseSettings.directVariable(config);
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
    return Secrets.read(config);
  }
}
