package dev.waymark.verification.expectation;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.verification.expectation.Expected.Available;
import dev.waymark.verification.expectation.Expected.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Says what a database should be: by contract, by its migrations, or by what was recorded. */
public final class Expectations {
  private final ContractExpectation contract;
  private final RecordedExpectation recorded;
  private final MigrationsExpectation migrations;
  private final OpenDifferences open;
  private final StatusSince status;
  private final DirectConnection direct;
  private final Optional<CachedFile<IgnoreRules, InvalidIgnoreRule>> ignore;

  /**
   * @param reads reads what is recorded, and since when something is seen
   * @param own writes that down
   * @param rehearsal the server on which migrations are replayed, if not on the live one
   * @param longestReplay how long replaying the migrations may take
   * @param contract where the contract is, if there is one
   * @param ignore where rules are that go with every expectation, if there are any
   */
  public Expectations(
      PooledConnection pooled,
      DirectConnection direct,
      OwnSchemaConnections reads,
      OwnSchemaWriter own,
      RecordedSchemas recorded,
      Replay replay,
      Optional<DirectConnection> rehearsal,
      Duration longestReplay,
      Clock clock,
      Optional<String> contract,
      Optional<String> ignore) {
    this.direct = direct;
    this.contract = new ContractExpectation(contract);
    this.recorded = new RecordedExpectation(reads, recorded);
    this.migrations =
        new MigrationsExpectation(
            pooled, direct, reads, recorded, replay, rehearsal, longestReplay, clock);
    this.open = new OpenDifferences(reads, own, recorded.ownSchema());
    this.status = new StatusSince(reads, own, recorded.ownSchema());
    this.ignore = ignore.map(path -> new CachedFile<>(path, IgnoreRules::read));
  }

  /** Over which more than reading is possible. */
  public DirectConnection direct() {
    return direct;
  }

  /**
   * Says what is expected now. The first replay of a history takes as long as its migrations; after
   * that nothing is done twice.
   *
   * @param filter which part of the database is watched
   * @param there what is there, if that is known: what is recorded as exactly that is not read
   * @param patient whether to wait for a replay however long it takes; otherwise it counts as
   *     something that is not there yet
   * @throws DatabaseException if the database cannot be asked
   */
  public Expected expected(
      ExpectationChoice choice, NamespaceFilter filter, Optional<Schema> there, boolean patient) {
    Expected expected =
        switch (choice) {
          case CONTRACT -> contract.expected();
          case RECORDED -> recorded.expected(filter, there);
          case MIGRATIONS -> migrations.expected(filter, patient);
          case AUTO ->
              contract.named() ? contract.expected() : withoutContract(filter, there, patient);
        };
    return expected instanceof Available available ? withRules(available) : expected;
  }

  /** Since when differences are open. */
  public OpenDifferences open() {
    return open;
  }

  /** Since when what a report says as a whole is so. */
  public StatusSince status() {
    return status;
  }

  /** Whether the answer of {@link #expected} costs no replay. */
  public boolean isAtHand(ExpectationChoice choice, NamespaceFilter filter) {
    boolean mayReplay =
        switch (choice) {
          case CONTRACT, RECORDED -> false;
          case MIGRATIONS -> true;
          case AUTO ->
              !contract.named()
                  && recorded.expected(filter, Optional.empty()) instanceof Unavailable;
        };
    return !mayReplay || migrations.isAtHand(filter);
  }

  /** Whether the recorded schema is expected and, while it can be had, has the only say. */
  public boolean isRecordedAlone(ExpectationChoice choice) {
    return ignore.isEmpty()
        && switch (choice) {
          case RECORDED -> true;
          case AUTO -> !contract.named();
          case CONTRACT, MIGRATIONS -> false;
        };
  }

  /**
   * Whether {@link #expected} would say the same once more, without asking the database, where
   * nothing at all was committed there since before it was asked.
   */
  public boolean isStill(ExpectationChoice choice, Expected before) {
    return isRecordedAlone(choice)
        && before instanceof Available available
        && available.recordedId().isPresent()
        && recorded.canBeHad();
  }

  /**
   * What was proven of the schema recorded last; empty if nothing was.
   *
   * @throws SQLException also if what is recorded may not be read, or nothing ever was
   */
  public Optional<Proof> proof(Connection connection) throws SQLException {
    return recorded.proof(connection);
  }

  private Expected withoutContract(
      NamespaceFilter filter, Optional<Schema> there, boolean patient) {
    Expected fromRecord = recorded.expected(filter, there);
    if (!(fromRecord instanceof Unavailable noRecord)) {
      return fromRecord;
    }
    Expected fromReplay = migrations.expected(filter, patient);
    // One thing to do, not every one: with a record there is no need of a replay.
    return fromReplay instanceof Unavailable noReplay && !noReplay.first() ? noRecord : fromReplay;
  }

  private Expected withRules(Available available) {
    if (ignore.isEmpty()) {
      return available;
    }
    try {
      return new Available(
          available.expectation(),
          available.source(),
          available.ignore().and(ignore.get().get()),
          available.recordedId());
    } catch (InvalidIgnoreRule exception) {
      return new Unavailable(
          "The ignore rules cannot be used: " + exception.getMessage() + ".",
          "Mend the file that WAYMARK_IGNORE names.");
    }
  }
}
