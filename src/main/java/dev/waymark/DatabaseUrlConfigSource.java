package dev.waymark;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.EmbeddedAddress;
import dev.waymark.database.InvalidConnectionUrlException;
import dev.waymark.database.SessionProperties;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns {@code DATABASE_URL} and {@code DATABASE_URL_UNPOOLED} into the run-time properties of
 * Quarkus's two datasources, the default one (pooled) and {@code unpooled} (direct).
 *
 * <p>A URL that cannot be read yields nothing, so that the application gets as far as the start-up
 * check, which prints the one line of {@link InvalidConnectionUrlException}.
 */
public final class DatabaseUrlConfigSource implements ConfigSourceFactory {
  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    String pooled = value(context, DatabaseAddresses.POOLED_VARIABLE);
    String direct = value(context, DatabaseAddresses.DIRECT_VARIABLE);
    if (pooled.isBlank() && direct.isBlank() && context.getProfiles().contains("dev")) {
      pooled = EmbeddedAddress.url();
    }
    Map<String, String> properties = new HashMap<>();
    // The unpooled datasource gets an address even where migrating through it is refused: the
    // runner asks DirectAddress first, and Quarkus wants one to start.
    put(properties, "quarkus.datasource.", first(pooled, direct), SessionProperties::pooled);
    put(
        properties,
        "quarkus.datasource.unpooled.",
        first(direct, pooled),
        SessionProperties::direct);
    return List.of(new AddressConfigSource(properties));
  }

  private static void put(
      Map<String, String> properties,
      String datasource,
      String text,
      Function<ConnectionUrl, SortedMap<String, String>> session) {
    if (text.isBlank()) {
      return;
    }
    ConnectionUrl url;
    try {
      url = ConnectionUrl.parse(text);
    } catch (InvalidConnectionUrlException exception) {
      return;
    }
    String jdbc = datasource + "jdbc.";
    properties.put(jdbc + "url", ConfigExpressions.literal(url.jdbcUrl()));
    properties.put(datasource + "username", ConfigExpressions.literal(url.username()));
    url.password()
        .ifPresent(it -> properties.put(datasource + "password", ConfigExpressions.literal(it)));
    session
        .apply(url)
        .forEach(
            (name, value) ->
                properties.put(
                    jdbc + "additional-jdbc-properties." + name, ConfigExpressions.literal(value)));
  }

  private static String first(String preferred, String other) {
    return preferred.isBlank() ? other : preferred;
  }

  /** The value as it was set: a dollar sign in a password must not be expanded. */
  private static String value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value == null || value.getRawValue() == null ? "" : value.getRawValue();
  }
}
