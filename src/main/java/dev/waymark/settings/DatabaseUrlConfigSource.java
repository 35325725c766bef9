package dev.waymark.settings;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.EmbeddedAddress;
import dev.waymark.database.InvalidConnectionUrlException;
import dev.waymark.database.LibpqEnvironment;
import dev.waymark.database.NetworkLimits;
import dev.waymark.database.SessionProperties;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns {@code DATABASE_URL} and {@code DATABASE_URL_UNPOOLED}, or the files that hold them, into
 * the run-time properties of Quarkus's two datasources, the default one (pooled) and {@code
 * unpooled} (direct).
 *
 * <p>A URL that cannot be read yields nothing, so that the application gets as far as the start-up
 * check, which prints the one line of {@link InvalidConnectionUrlException}.
 */
public final class DatabaseUrlConfigSource implements ConfigSourceFactory {
  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Secrets secrets = Secrets.read(context.iterateNames(), context::getValue);
    Given pooled = given(context, secrets, DatabaseAddresses.POOLED_VARIABLE);
    Given direct = given(context, secrets, DatabaseAddresses.DIRECT_VARIABLE);
    if (pooled.isMissing() && direct.isMissing() && context.getProfiles().contains("dev")) {
      pooled = new Given(EmbeddedAddress.url(), Optional.empty());
    }
    Map<String, String> properties = new HashMap<>();
    // The unpooled datasource gets an address even where migrating through it is refused: the
    // runner asks DirectAddress first, and Quarkus wants one to start.
    NetworkLimits limits = NetworkCheck.limits(name -> value(context, name));
    put(
        properties,
        "quarkus.datasource.",
        pooled.or(direct),
        url -> SessionProperties.pooled(url, limits));
    put(
        properties,
        "quarkus.datasource.unpooled.",
        direct.or(pooled),
        url -> SessionProperties.direct(url, limits));
    return List.of(
        secrets.configSource(),
        new DerivedConfigSource("DATABASE_URL and DATABASE_URL_UNPOOLED", properties));
  }

  /**
   * One of the two addresses.
   *
   * @param url blank if there is none
   * @param rotating the variable whose file holds it, for {@link FileCredentials} to read it again
   */
  private record Given(String url, Optional<String> rotating) {
    boolean isMissing() {
      return url.isBlank();
    }

    Given or(Given other) {
      return isMissing() ? other : this;
    }
  }

  private static void put(
      Map<String, String> properties,
      String datasource,
      Given given,
      Function<ConnectionUrl, SortedMap<String, String>> session) {
    if (given.isMissing()) {
      return;
    }
    ConnectionUrl url;
    try {
      url = ConnectionUrl.parse(given.url(), LibpqEnvironment.ofProcess());
    } catch (InvalidConnectionUrlException exception) {
      return;
    }
    String jdbc = datasource + "jdbc.";
    properties.put(jdbc + "url", ConfigExpressions.literal(url.jdbcUrl()));
    given
        .rotating()
        .ifPresentOrElse(
            variable -> properties.put(datasource + "credentials-provider", variable),
            () -> putCredentials(properties, datasource, url));
    session
        .apply(url)
        .forEach(
            (name, value) ->
                properties.put(
                    jdbc + "additional-jdbc-properties." + name, ConfigExpressions.literal(value)));
  }

  private static void putCredentials(
      Map<String, String> properties, String datasource, ConnectionUrl url) {
    properties.put(datasource + "username", ConfigExpressions.literal(url.username()));
    url.password()
        .ifPresent(it -> properties.put(datasource + "password", ConfigExpressions.literal(it)));
  }

  private static Given given(ConfigSourceContext context, Secrets secrets, String variable) {
    String secret = secrets.values().get(variable);
    return secret == null
        ? new Given(value(context, variable), Optional.empty())
        : new Given(secret, Optional.of(variable));
  }

  /** The value as it was set: a dollar sign in a password must not be expanded. */
  private static String value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value == null || value.getRawValue() == null ? "" : value.getRawValue();
  }
}
