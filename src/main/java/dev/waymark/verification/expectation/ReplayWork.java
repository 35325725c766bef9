package dev.waymark.verification.expectation;

import dev.waymark.database.ScratchDatabase;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.verification.expectation.Expected.Available;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Replays migrations, and reads what they make.
 *
 * @param plan what is replayed
 * @param filter what is read
 * @param live the live database
 * @param recorded the extensions of the recorded schema
 */
record ReplayWork(
    Replay.Plan plan, NamespaceFilter filter, DataSource live, RecordedExtensions recorded)
    implements ScratchWork<Expected> {
  @Override
  public String done() {
    return "replayed";
  }

  @Override
  public Collection<String> roles() throws ReplayRefused {
    return plan.check().roles();
  }

  @Override
  public Optional<String> unproven(Connection server) throws ReplayRefused, SQLException {
    return plan.unproven(server);
  }

  @Override
  public Expected in(ScratchDatabase scratch) throws ReplayRefused, SQLException {
    List<String> notes = new ArrayList<>();
    notes.add(plan.from());
    notes.addAll(
        plan.apply(
            new ReplayStage(
                scratch.dataSource(),
                scratch.makerDataSource(),
                live,
                scratch.roles(),
                recorded.names())));
    scratch.restore();
    try (Connection connection = scratch.dataSource().getConnection()) {
      Schema schema = new CatalogReader().read(connection, filter);
      return new Available(
          ReplayedSchema.of(schema, scratch.roles()),
          ExpectationSource.of(ExpectationChoice.MIGRATIONS, String.join("; ", notes)));
    }
  }
}
