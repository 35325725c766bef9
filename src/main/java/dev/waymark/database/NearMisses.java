package dev.waymark.database;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * Parameters that are not known and cannot be harmless: those that are nearly another's name, or
 * speak of what keeps a connection safe or says where it leads. Dropped, as drivers do, {@code
 * sslMode=verify-full} would be a connection that verifies nothing.
 */
final class NearMisses {
  private static final List<String> OF_SAFETY =
      List.of("ssl", "tls", "cert", "verify", "crypt", "auth", "secur", "trust", "gss", "krb");
  private static final List<String> OF_SAFETY_TOO =
      List.of("channelbinding", "password", "requirepeer");
  private static final List<String> OF_THE_ADDRESS =
      List.of("host", "hostaddr", "port", "dbname", "user", "options", "targetsessionattrs");

  /** What other clients call it, and what it is called here. */
  private static final Map<String, String> OTHERS_WORDS =
      Map.of(
          "username", "user",
          "passwd", "password",
          "pwd", "password",
          "database", "dbname",
          "databasename", "dbname",
          "server", "host",
          "hostname", "host",
          "searchpath", "options=-c%20search_path%3D…",
          "role", "options=-c%20role%3D…");

  private static final List<String> PROPERTIES =
      Arrays.stream(PGProperty.values()).map(PGProperty::getName).toList();

  private static final int SHORTEST_TO_MISSPELL = 6;

  private NearMisses() {}

  /**
   * Refuses a name that is none of the known ones, if dropping it could do harm.
   *
   * @param known the names of parameters that have a rule
   */
  static void refuse(String name, Collection<String> known) {
    String plain = plain(name);
    Optional<String> meant =
        Optional.ofNullable(OTHERS_WORDS.get(plain)).or(() -> nearest(plain, known));
    if (meant.isPresent()) {
      throw InvalidConnectionUrlException.refused(
          "A parameter that is not known is nearly %s, and dropping it would weaken or redirect the connection"
              .formatted(meant.get().replaceFirst("=.*", "")),
          "Write it " + meant.get());
    }
    if (OF_SAFETY.stream().anyMatch(plain::contains)) {
      throw InvalidConnectionUrlException.refused(
          "A parameter that PostgreSQL's clients do not know speaks of encryption or authentication, and would be"
              + " dropped",
          "Write what it means in libpq's words, such as sslmode=verify-full and sslrootcert, or"
              + " remove it");
    }
  }

  private static Optional<String> nearest(String plain, Collection<String> known) {
    return Stream.of(
            known.stream(),
            PROPERTIES.stream(),
            Stream.of("user", "password", "host", "hostaddr"),
            Stream.of("port", "dbname"))
        .flatMap(names -> names)
        .filter(name -> matters(plain(name)) && isNear(plain, plain(name)))
        .min(
            (one, other) ->
                EditDistance.of(plain, plain(one)) - EditDistance.of(plain, plain(other)));
  }

  private static boolean matters(String plain) {
    return OF_THE_ADDRESS.contains(plain)
        || Stream.concat(OF_SAFETY.stream(), OF_SAFETY_TOO.stream()).anyMatch(plain::contains);
  }

  private static boolean isNear(String plain, String other) {
    int allowed = other.length() < SHORTEST_TO_MISSPELL ? 0 : other.length() < 10 ? 1 : 2;
    return EditDistance.of(plain, other) <= allowed;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
