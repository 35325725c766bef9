package dev.waymark.migration.script;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConcurrentWithoutNameTest {

  @TestFactory
  Stream<DynamicTest> leavesBehindWhatNobodyCanName() {
    return new ReviewTable(Objection.Code.CONCURRENT_WITHOUT_NAME, "CREATE TABLE t (a int)")
        .objects("CREATE INDEX CONCURRENTLY ON t (a);", 1)
        .objects("-- first\nCREATE UNIQUE INDEX CONCURRENTLY ON t (a);", 2)
        .acceptsAndRuns("CREATE INDEX CONCURRENTLY i ON t (a);")
        .acceptsAndRuns("CREATE INDEX ON t (a);")
        .tests();
  }
}
