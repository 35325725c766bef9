package dev.waymark.database;

/**
 * The two addresses lead to different databases: a run would change the one, and what is reported
 * of it would be read from the other.
 */
public final class DatabasesDiffer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabasesDiffer(
      ConnectionUrl pooled, DatabaseIdentity reports, ConnectionUrl direct, DatabaseIdentity runs) {
    super(
        "%s at %s is the database %s, and %s at %s is %s: a run would change the one and be verified in the other."
            .formatted(
                DatabaseAddresses.POOLED_VARIABLE,
                pooled.describe(),
                reports,
                DatabaseAddresses.DIRECT_VARIABLE,
                direct.describe(),
                runs));
  }

  /** What to set. */
  public String remedy() {
    return "Let DATABASE_URL and DATABASE_URL_UNPOOLED lead to the same database of the same server.";
  }
}
