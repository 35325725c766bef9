package dev.waymark.migration.rehearsal;

import dev.waymark.migration.plan.hazard.NeededRight;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a script needs to be allowed.
 *
 * @param needed the rights
 * @param roles the roles of the live database as which it goes on, beside that which begins it
 */
record ScriptRights(List<NeededRight> needed, Set<String> roles) {
  ScriptRights(Collection<NeededRight> needed, Set<String> roles) {
    this(List.copyOf(needed), Set.copyOf(roles));
  }
}
