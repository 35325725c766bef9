package dev.waymark.database;

import java.util.Objects;
import java.util.Optional;

/**
 * The two addresses that Waymark works with.
 *
 * @param pooled where reports are read from; empty when no address is given
 * @param direct where migrations run
 */
public record DatabaseAddresses(Optional<ConnectionUrl> pooled, DirectAddress direct) {
  /** The environment variable of the pooled connection. */
  public static final String POOLED_VARIABLE = "DATABASE_URL";

  /** The environment variable of the direct connection. */
  public static final String DIRECT_VARIABLE = "DATABASE_URL_UNPOOLED";

  private static final String MISSING_REMEDY =
      "Set DATABASE_URL, and DATABASE_URL_UNPOOLED too if DATABASE_URL leads through a pooler. "
          + InvalidConnectionUrlException.EXAMPLE
          + ".";

  public DatabaseAddresses {
    Objects.requireNonNull(pooled);
    Objects.requireNonNull(direct);
  }

  /**
   * Works out both addresses from the values of the two variables; null or blank means not set. One
   * alone serves both, unless it leads to a pooler.
   *
   * @throws InvalidConnectionUrlException naming the variable whose value cannot be used
   */
  public static DatabaseAddresses fromEnvironment(String databaseUrl, String databaseUrlUnpooled) {
    return fromEnvironment(databaseUrl, databaseUrlUnpooled, LibpqEnvironment.NONE);
  }

  /** The same, with libpq's variables for what the addresses do not say. */
  public static DatabaseAddresses fromEnvironment(
      String databaseUrl, String databaseUrlUnpooled, LibpqEnvironment libpq) {
    Optional<ConnectionUrl> pooled = parse(POOLED_VARIABLE, databaseUrl, libpq);
    Optional<ConnectionUrl> unpooled = parse(DIRECT_VARIABLE, databaseUrlUnpooled, libpq);
    DirectAddress direct =
        unpooled
            .map(url -> direct(url, "Change " + DIRECT_VARIABLE + ". "))
            .or(() -> pooled.map(url -> direct(url, "Set " + DIRECT_VARIABLE + " too. ")))
            .orElseGet(() -> new DirectAddress.Missing(MISSING_REMEDY));
    return new DatabaseAddresses(pooled.or(() -> unpooled), direct);
  }

  private static DirectAddress direct(ConnectionUrl url, String whatToDo) {
    return url.pooler()
        .<DirectAddress>map(
            pooler -> new DirectAddress.Refused(url, pooler.reason(), whatToDo + pooler.remedy()))
        .orElseGet(() -> new DirectAddress.Usable(url));
  }

  private static Optional<ConnectionUrl> parse(
      String variable, String value, LibpqEnvironment libpq) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConnectionUrl.parse(value, libpq));
    } catch (InvalidConnectionUrlException exception) {
      throw exception.in(variable);
    }
  }
}
