package dev.waymark.settings;

import dev.waymark.database.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Variables that look like settings of Waymark and are none: somebody wished for something, and it
 * does not happen. They are named, and nothing is refused: others set such variables, too.
 */
public final class UnknownVariables {
  private static final String OURS = "WAYMARK_";

  /** Those that exist; a test holds the list against the pages. */
  static final Set<String> KNOWN =
      Set.of(
          "ACCESS",
          "ALLOW_EMPTY",
          "CERTIFICATE_ROLES",
          "CONTRACT",
          "CORS_ORIGINS",
          "EXPECTATION",
          "FINDINGS_OFF",
          "HISTORY_TABLE",
          "HOSTS",
          "IGNORE",
          "JWT_AUDIENCE",
          "JWT_ISSUER",
          "JWT_JWKS",
          "JWT_JWKS_CA",
          "JWT_JWKS_TOKEN_FILE",
          "JWT_ROLES",
          "LIMITS_BODY_TIMEOUT",
          "LIMITS_CHANGES",
          "LIMITS_FOLLOWERS",
          "LIMITS_HEAD_TIMEOUT",
          "LIMITS_IDLE_TIMEOUT",
          "LIMITS_READS",
          "LIMITS_WRITE_TIMEOUT",
          "LOCK_RETRIES",
          "LOCK_TIMEOUT",
          "LOG_FORMAT",
          "MIGRATIONS",
          "NAMESPACES",
          "NETWORK_TIMEOUT",
          "OUT_OF_ORDER",
          "OWN_SCHEMA",
          "PAGE",
          "PLAN_GATE",
          "READINESS",
          "READ_TIMEOUT",
          "REHEARSAL_DATA_TIMEOUT",
          "REHEARSAL_URL",
          "RELEASE_START_MEMORY",
          "REPLAY_TIMEOUT",
          "SCHEMAS",
          "SECRETS_DIR",
          "SHUTDOWN_GRACE",
          "STATEMENT_TIMEOUT",
          "TLS_CERTIFICATE",
          "TLS_CLIENT_CA",
          "TLS_KEY",
          "TOKEN",
          "TOKENS_DIR",
          "TOKEN_FILE",
          "TRACE_SQL",
          "WATCH_INTERVAL",
          "WEBHOOKS_FILE");

  private static final Pattern PLACEHOLDER = Pattern.compile("PLACEHOLDERS_.+");

  /**
   * What Kubernetes gives every container for a service whose name begins with waymark, and so do
   * Docker's links.
   */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(
          "(?:.+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_.+)?"
              + "|PORT(?:_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?)");

  /** Of more mistakes than these it cannot be said what was meant. */
  private static final int MOST_MISTAKES = 3;

  private UnknownVariables() {}

  /** A sentence for each unknown one among these names of the environment, sorted. */
  public static List<String> in(Collection<String> names) {
    return new TreeSet<>(names)
        .stream().filter(UnknownVariables::isUnknown).map(UnknownVariables::sentence).toList();
  }

  private static boolean isUnknown(String name) {
    if (!name.startsWith(OURS)) {
      return false;
    }
    String word = name.substring(OURS.length());
    return !KNOWN.contains(word)
        && !KNOWN.contains(word.replaceFirst("_FILE$", ""))
        && !PLACEHOLDER.matcher(word).matches()
        && !OF_A_SERVICE.matcher(word).matches();
  }

  private static String sentence(String name) {
    String word = plain(name.substring(OURS.length()));
    String nearest =
        KNOWN.stream()
            .min(
                Comparator.<String>comparingInt(known -> EditDistance.of(word, plain(known)))
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    return EditDistance.of(word, plain(nearest)) <= MOST_MISTAKES
        ? "%s is no setting of Waymark and does nothing; did you mean %s%s?"
            .formatted(name, OURS, nearest)
        : "%s is no setting of Waymark and does nothing.".formatted(name);
  }

  private static String plain(String word) {
    return word.replace("_", "");
  }
}
