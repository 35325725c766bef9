package dev.waymark.migration.run;

import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.MigrationException.DirectConnectionRequired;

/** What must be there before anything is changed. */
public final class DirectConnections {
  private DirectConnections() {}

  /**
   * Refuses to go on without a usable direct connection.
   *
   * @throws DirectConnectionRequired if there is none
   */
  public static void require(DirectConnection direct) {
    if (direct.address() instanceof DirectAddress.Refused refused) {
      throw new DirectConnectionRequired(refused.reason(), refused.remedy());
    }
    if (direct.address() instanceof DirectAddress.Missing missing) {
      throw new DirectConnectionRequired("No database address is set.", missing.remedy());
    }
  }
}
