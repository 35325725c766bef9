package dev.waymark.verification.expectation;

import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Where a replay takes place.
 *
 * @param scratch an empty database, as the role that replays
 * @param maker the same, as the user that made it
 * @param live the live database
 * @param roles which role stands for which in it, by the names of the roles that are stood for
 * @param recorded the extensions that the recorded schema has
 */
public record ReplayStage(
    DataSource scratch,
    DataSource maker,
    DataSource live,
    Map<String, String> roles,
    Set<String> recorded) {
  public ReplayStage {
    roles = Map.copyOf(roles);
    recorded = Set.copyOf(recorded);
  }

  /** Whether that is a role that may do nothing else. */
  public boolean isRestricted() {
    return !roles.isEmpty();
  }
}
