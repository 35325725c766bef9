package dev.waymark.settings;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.InvalidConnectionUrlException;
import java.util.Optional;

/** The server that is named for replays. */
final class RehearsalAddress {
  static final String VARIABLE = "WAYMARK_REHEARSAL_URL";

  private RehearsalAddress() {}

  /**
   * Its connection, which has no pool: replays are rare.
   *
   * @throws InvalidConnectionUrlException if the address cannot be used
   */
  static Optional<DirectConnection> connection(WaymarkConfiguration configuration) {
    return configuration.rehearsalUrl().filter(url -> !url.isBlank()).map(RehearsalAddress::of);
  }

  private static DirectConnection of(String url) {
    try {
      return DirectConnection.unpooled(ConnectionUrl.parse(url));
    } catch (InvalidConnectionUrlException exception) {
      throw exception.in(VARIABLE);
    }
  }
}
