package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.waymark.migration.MigrationException.TargetUnknown;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a database stands against the migrations of the source.
 *
 * @param database the database's name
 * @param source where the migrations come from
 * @param historyTable Flyway's tracking table, qualified
 * @param historyTableExists whether it is there; false means that nothing was ever applied
 * @param currentVersion the highest applied version; null if there is none
 * @param upToDate whether nothing is pending, nothing is invalid and nothing has failed
 * @param counts how many migrations are in each list
 * @param applied everything in the history that succeeded, in the order of being applied
 * @param pending what a run would apply, in order
 * @param aboveTarget what is pending but above the target that was asked for
 * @param failed what failed and left its mark in the history
 * @param changed what was changed in the source after being applied
 * @param missing what was applied but is no longer in the source
 * @param ahead what was applied above everything in the source, such as by a newer release of the
 *     application; it blocks nothing
 * @param appliedElsewhere what a class or a program applied that is not here, such as an
 *     application's Java migrations; it blocks nothing, and cannot be replayed
 * @param outOfOrder what was applied after a higher version, or waits below the current one
 * @param invalid what keeps a run from starting, and what to do about it
 * @param leftOut files of the source that no run executes, the first hundred
 * @param running the process that is changing the database now; null if none is
 * @param discrepancies where the history table and the database disagree
 * @param runStore where runs are kept
 */
@Schema(
    requiredProperties = {
      "database",
      "source",
      "historyTable",
      "historyTableExists",
      "currentVersion",
      "state",
      "upToDate",
      "counts",
      "applied",
      "pending",
      "failed",
      "changed",
      "missing",
      "ahead",
      "appliedElsewhere",
      "outOfOrder",
      "invalid",
      "leftOut",
      "discrepancies"
    },
    additionalProperties = Schema.False.class)
@JsonPropertyOrder({
  "database",
  "source",
  "historyTable",
  "historyTableExists",
  "currentVersion",
  "state"
})
public record MigrationStatus(
    String database,
    String source,
    String historyTable,
    boolean historyTableExists,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String currentVersion,
    boolean upToDate,
    Counts counts,
    List<Migration> applied,
    List<Migration> pending,
    @JsonIgnore List<Migration> aboveTarget,
    List<Migration> failed,
    List<Migration> changed,
    List<Migration> missing,
    List<Migration> ahead,
    List<Migration> appliedElsewhere,
    List<Migration> outOfOrder,
    List<InvalidMigration> invalid,
    List<LeftOutFile> leftOut,
    @JsonInclude(JsonInclude.Include.NON_NULL) RunningElsewhere running,
    List<Discrepancy> discrepancies,
    @JsonInclude(JsonInclude.Include.NON_NULL) RunStoreState runStore) {

  /** How many of the files that are left out are listed; a wrong folder may hold any number. */
  public static final int MOST_LEFT_OUT = 100;

  /** What the scripts and the history alone show. */
  public MigrationStatus(
      String database,
      String source,
      String historyTable,
      boolean historyTableExists,
      String currentVersion,
      boolean upToDate,
      Counts counts,
      List<Migration> applied,
      List<Migration> pending,
      List<Migration> aboveTarget,
      List<Migration> failed,
      List<Migration> changed,
      List<Migration> missing,
      List<Migration> ahead,
      List<Migration> appliedElsewhere,
      List<Migration> outOfOrder,
      List<InvalidMigration> invalid,
      List<LeftOutFile> leftOut) {
    this(
        database,
        source,
        historyTable,
        historyTableExists,
        currentVersion,
        upToDate,
        counts,
        applied,
        pending,
        aboveTarget,
        failed,
        changed,
        missing,
        ahead,
        appliedElsewhere,
        outOfOrder,
        invalid,
        leftOut,
        null,
        List.of(),
        null);
  }

  /** Where the database stands, in a word: the first of what follows that is so. */
  @Schema(name = "MigrationState")
  public enum State {
    /** Something failed and left its mark in the history; no run starts. */
    FAILED,
    /** Something keeps a run from starting. */
    INVALID,
    /** The history and the database disagree. */
    INCONSISTENT,
    /** A run would apply something. */
    PENDING,
    /** Everything is applied, and more that the scripts do not know. */
    AHEAD,
    /** Everything is applied. */
    UP_TO_DATE;

    /** The word as it stands in JSON, such as {@code up-to-date}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Where the database stands, in a word. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public State state() {
    if (!failed.isEmpty()) {
      return State.FAILED;
    }
    if (!invalid.isEmpty()) {
      return State.INVALID;
    }
    if (!discrepancies.isEmpty()) {
      return State.INCONSISTENT;
    }
    if (!pending.isEmpty()) {
      return State.PENDING;
    }
    return ahead.isEmpty() ? State.UP_TO_DATE : State.AHEAD;
  }

  /** The rank of what was applied last; before anything was, the lowest number there is. */
  public int lastRank() {
    return applied.stream().mapToInt(Migration::installedRank).max().orElse(Integer.MIN_VALUE);
  }

  /** The version once all that is pending is applied; null if there is none. */
  public String reachedVersion() {
    return pending.stream()
        .filter(migration -> migration.version() != null && !outOfOrder.contains(migration))
        .map(Migration::version)
        .reduce(currentVersion, (lower, higher) -> higher);
  }

  /** The same with what else is known of the database. */
  public MigrationStatus with(
      RunningElsewhere nowRunning, List<Discrepancy> disagreements, RunStoreState store) {
    return new MigrationStatus(
        database,
        source,
        historyTable,
        historyTableExists,
        currentVersion,
        upToDate,
        counts,
        applied,
        pending,
        aboveTarget,
        failed,
        changed,
        missing,
        ahead,
        appliedElsewhere,
        outOfOrder,
        invalid,
        leftOut,
        nowRunning,
        disagreements,
        store);
  }

  /** The lists' lengths, for callers that only want numbers. */
  @Schema(
      requiredProperties = {
        "applied",
        "pending",
        "failed",
        "changed",
        "missing",
        "ahead",
        "outOfOrder",
        "invalid",
        "leftOut"
      },
      additionalProperties = Schema.False.class)
  public record Counts(
      int applied,
      int pending,
      int failed,
      int changed,
      int missing,
      int ahead,
      int outOfOrder,
      int invalid,
      int leftOut) {}

  /**
   * Refuses a target that no script has.
   *
   * @param target as {@link RunRequest#normal}; null means the latest
   * @throws TargetUnknown if there is no such version
   */
  public void requireKnown(String target) {
    if (target == null) {
      return;
    }
    List<String> versions =
        Stream.of(applied, pending, aboveTarget)
            .flatMap(List::stream)
            .map(Migration::version)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (versions.stream().map(RunRequest::normal).noneMatch(target::equals)) {
      throw new TargetUnknown(target, versions);
    }
  }
}
