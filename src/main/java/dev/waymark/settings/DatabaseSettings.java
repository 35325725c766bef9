package dev.waymark.settings;

import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.EmbeddedAddress;
import dev.waymark.database.LibpqEnvironment;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

/** Where the databases are, as the settings say, and which variable says it. */
public final class DatabaseSettings {
  private DatabaseSettings() {}

  /**
   * The addresses.
   *
   * @throws dev.waymark.database.InvalidConnectionUrlException when one cannot be used
   */
  public static DatabaseAddresses addresses(SmallRyeConfig config) {
    String pooled = value(config, DatabaseAddresses.POOLED_VARIABLE);
    String direct = value(config, DatabaseAddresses.DIRECT_VARIABLE);
    DatabaseAddresses given =
        DatabaseAddresses.fromEnvironment(pooled, direct, LibpqEnvironment.ofProcess());
    boolean embedded = given.pooled().isEmpty() && config.getProfiles().contains("dev");
    return embedded ? DatabaseAddresses.fromEnvironment(EmbeddedAddress.url(), null) : given;
  }

  /** The variable that says where the direct connection leads. */
  public static String directVariable(SmallRyeConfig config) {
    return isSet(config, DatabaseAddresses.DIRECT_VARIABLE)
        ? DatabaseAddresses.DIRECT_VARIABLE
        : DatabaseAddresses.POOLED_VARIABLE;
  }

  /** The variable that says where the pooled connection leads. */
  public static String pooledVariable(SmallRyeConfig config) {
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
