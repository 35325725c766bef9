package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks whether the catalogs can have changed, without reading them: cheaply by a token, exactly by
 * a fingerprint of their row versions.
 */
public final class ChangeDetector {
  private static final String TOKEN = token(CatalogQuery.text("catalog_counters"));
  private static final String SNAPSHOT = token("SELECT NULL");
  private static final String FINGERPRINT = ofRows("catalog_fingerprint");

  /** Whether nothing was committed between the last two tokens, so that this is to be expected. */
  private volatile boolean atRest = true;

  /**
   * Takes a token; a few milliseconds whatever the size of the schema.
   *
   * @throws SQLException whatever the driver says
   */
  public ChangeToken token(Connection connection) throws SQLException {
    return token(connection, new RoundTrip());
  }

  /**
   * The same with other questions, which are asked after it.
   *
   * @throws SQLException whatever the driver says
   */
  public ChangeToken token(Connection connection, RoundTrip others) throws SQLException {
    return asked(connection, TOKEN, null, others);
  }

  /**
   * The same for a tenth where nothing was committed since an earlier one.
   *
   * @param earlier the one that it will be held against; its counters are those of the new one
   *     where the snapshot is the same. They may have been moved since by what was committed before
   *     that, which then costs a fingerprint and loses nothing
   * @throws SQLException whatever the driver says
   */
  public ChangeToken token(Connection connection, ChangeToken earlier) throws SQLException {
    if (atRest) {
      ChangeToken token = asked(connection, SNAPSHOT, earlier.counters(), new RoundTrip());
      if (token.provesUnchangedSince(earlier)) {
        return token;
      }
    }
    // A database in which something is committed all the time is not asked twice each time.
    ChangeToken token = token(connection);
    atRest = token.provesUnchangedSince(earlier);
    return token;
  }

  private static ChangeToken asked(
      Connection connection, String question, String counters, RoundTrip others)
      throws SQLException {
    var token = new AtomicReference<ChangeToken>();
    new RoundTrip()
        .read(question, row -> token.set(token(row, counters)))
        .with(others)
        .over(connection);
    return token.get();
  }

  private static String token(String counters) {
    return CatalogQuery.text("change_token").replace("${counters}", counters);
  }

  /** A query over the versions of all rows. */
  static String ofRows(String file) {
    return CatalogQuery.text(file).replace("${rows}", CatalogQuery.text("catalog_rows"));
  }

  private static ChangeToken token(ResultSet row, String known) throws SQLException {
    String counted = row.getString("counters");
    return new ChangeToken(
        row.getString("snapshot"),
        counted == null ? known : counted,
        row.getBoolean("counting"),
        row.getObject("taken_at", OffsetDateTime.class).toInstant());
  }

  /**
   * Returns what is another one after any change of the catalogs, of any namespace, on another
   * version of the server, and after it was started again. It costs a fraction of a read and needs
   * no privilege. It is no identity of the schema: the same schema made anew has another one.
   *
   * @throws SQLException whatever the driver says
   */
  public CatalogFingerprint fingerprint(Connection connection) throws SQLException {
    // Prepared, because planning it takes as long as reading some hundred tables' versions.
    try (var statement = connection.prepareStatement(FINGERPRINT);
        var row = statement.executeQuery()) {
      row.next();
      return new CatalogFingerprint(row.getString(1), row.getString(2));
    }
  }
}
