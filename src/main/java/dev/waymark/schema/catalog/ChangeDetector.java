package dev.waymark.schema.catalog;

import dev.waymark.database.RoundTrip;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks whether the catalogs can have changed, without reading them: cheaply by a token, exactly by
 * a fingerprint of their row versions.
 */
public final class ChangeDetector {
  private static final String TOKEN = CatalogQuery.text("change_token");
  private static final String FINGERPRINT = ofRows("catalog_fingerprint");

  /**
   * Takes a token; a few milliseconds whatever the size of the schema.
   *
   * @throws SQLException whatever the driver says
   */
  public ChangeToken token(Connection connection) throws SQLException {
    return token(connection, Optional.empty(), new RoundTrip());
  }

  /**
   * The same for a tenth where nothing was committed since an earlier one, and with other
   * questions, which are asked after it.
   *
   * @param earlier the one that it will be held against; its counters are those of the new one
   *     where the snapshot is the same. They may have been moved since by what was committed before
   *     that, which then costs a fingerprint and loses nothing
   * @throws SQLException whatever the driver says
   */
  public ChangeToken token(Connection connection, Optional<ChangeToken> earlier, RoundTrip others)
      throws SQLException {
    var token = new AtomicReference<ChangeToken>();
    new RoundTrip()
        .read(
            TOKEN,
            row -> token.set(token(row, earlier)),
            earlier.map(ChangeToken::snapshot).orElse(null))
        .with(others)
        .over(connection);
    return token.get();
  }

  /** A query over the versions of all rows. */
  static String ofRows(String file) {
    return CatalogQuery.text(file).replace("${rows}", CatalogQuery.text("catalog_rows"));
  }

  private static ChangeToken token(ResultSet row, Optional<ChangeToken> earlier)
      throws SQLException {
    String counters = row.getString("counters");
    return new ChangeToken(
        row.getString("snapshot"),
        counters == null ? earlier.orElseThrow().counters() : counters,
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
