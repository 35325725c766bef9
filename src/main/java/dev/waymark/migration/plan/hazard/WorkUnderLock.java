package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.Live;
import java.util.Map;
import java.util.stream.Stream;

/** A statement works through the rows of a table while its own locks keep others away. */
final class WorkUnderLock implements ObservedRule {
  @Override
  public Stream<Hazard> check(ObservedStatement statement) {
    Map<String, Live> worked = statement.worked();
    if (worked.isEmpty()) {
      return Stream.empty();
    }
    Map.Entry<String, Live> most =
        worked.entrySet().stream()
            .reduce((one, other) -> other.getValue().rows() > one.getValue().rows() ? other : one)
            .orElseThrow();
    return statement.seen().locks().stream()
        .filter(lock -> lock.live() != null && lock.live().rows() > 0)
        .filter(lock -> lock.mode().blocksWrites() && !statement.rewrites(lock.relation()))
        .map(
            lock ->
                hazard(
                    statement,
                    lock,
                    worked.containsKey(lock.relation())
                        ? Map.entry(lock.relation(), worked.get(lock.relation()))
                        : most));
  }

  private static Hazard hazard(
      ObservedStatement statement, HeldLock lock, Map.Entry<String, Live> work) {
    boolean reads = lock.mode().blocksReads();
    return new Hazard(
        reads ? Hazard.Code.READS_BLOCKED : Hazard.Code.WRITES_BLOCKED,
        ObservedStatement.severity(work.getValue()),
        Basis.REHEARSAL,
        lock.relation(),
        lock.live(),
        "No other session can %s %s (%s) while all of %s (%s) is read."
            .formatted(
                reads ? "read or write" : "write to",
                lock.relation(),
                lock.mode().code(),
                work.getKey(),
                Sizes.of(work.getValue())),
        hint(statement));
  }

  private static String hint(ObservedStatement statement) {
    if (statement.says("ATTACH", "PARTITION")) {
      return "Add a CHECK that says the same as the bound, NOT VALID, and validate it first.";
    }
    if (statement.says("SET", "NOT", "NULL")) {
      return "Add CHECK (column IS NOT NULL) NOT VALID, validate it, and SET NOT NULL then.";
    }
    if (!statement.seen().indexes().isEmpty()) {
      return statement.says("CREATE", "INDEX")
          ? "CREATE INDEX CONCURRENTLY, in a script of its own."
          : "CREATE UNIQUE INDEX CONCURRENTLY first, and ADD CONSTRAINT ... USING INDEX then.";
    }
    if (statement.says("REFERENCES") || statement.says("CHECK") || statement.says("CONSTRAINT")) {
      return "Add the constraint NOT VALID, and VALIDATE CONSTRAINT in a script of its own.";
    }
    if (statement.says("REFRESH")) {
      return "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index.";
    }
    return "Do it when few need the table.";
  }
}
