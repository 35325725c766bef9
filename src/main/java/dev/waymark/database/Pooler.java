package dev.waymark.database;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A transaction pooler that stands before PostgreSQL, to judge by an address. Session locks, {@code
 * SET} and {@code CREATE INDEX CONCURRENTLY} beside a lock do not survive one.
 *
 * @param reason a sentence that says how the address shows it
 * @param remedy a sentence that says what the direct address would be
 */
public record Pooler(String reason, String remedy) {
  private static final String NEON_MARK = "-pooler";
  private static final int SUPABASE_PORT = 6543;

  public Pooler {
    Objects.requireNonNull(reason);
    Objects.requireNonNull(remedy);
  }

  /**
   * The pooler that the addresses show, or empty.
   *
   * @param declared what {@code pgbouncer=} says; {@code false} settles that there is no pooler
   */
  static Optional<Pooler> of(List<ServerAddress> hosts, Optional<Boolean> declared) {
    if (declared.isPresent()) {
      return declared.filter(pooled -> pooled).map(pooled -> declared());
    }
    return hosts.stream().flatMap(host -> ofHost(host).stream()).findFirst();
  }

  private static Optional<Pooler> ofHost(ServerAddress host) {
    String label = host.firstLabel();
    if (label.endsWith(NEON_MARK)) {
      String direct =
          label.substring(0, label.length() - NEON_MARK.length())
              + host.host().substring(label.length());
      return Optional.of(
          new Pooler(
              "The host "
                  + host.host()
                  + " is a connection pooler: its first label ends in -pooler.",
              "Remove -pooler from the host name: the direct host is " + direct + "."));
    }
    if (host.port() == SUPABASE_PORT) {
      return Optional.of(
          new Pooler(
              "Port 6543 of " + host.host() + " is a transaction pooler, as Supabase runs it.",
              "Use port 5432 of the same host; if there is no pooler on 6543, add pgbouncer=false."));
    }
    return Optional.empty();
  }

  private static Pooler declared() {
    return new Pooler(
        "The address says pgbouncer=true, so a transaction pooler stands before PostgreSQL.",
        "Give the address of PostgreSQL itself, without pgbouncer=true.");
  }
}
