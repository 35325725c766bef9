package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EnumChangesTest {
  @TestFactory
  Stream<DynamicTest> enums() {
    String before = "CREATE TYPE mood AS ENUM ('sad', 'happy')";
    return new Changes()
        .change("", before, "unexpected enum shop.mood")
        .change(before, "DROP TYPE mood", "missing enum shop.mood")
        .change(
            before,
            "ALTER TYPE mood ADD VALUE 'ok' BEFORE 'happy'",
            "different enum shop.mood: labels [\"sad\",\"happy\"] -> [\"sad\",\"ok\",\"happy\"]")
        .change(
            before,
            "DROP TYPE mood; CREATE TYPE mood AS ENUM ('happy', 'sad')",
            "different enum shop.mood: labels [\"sad\",\"happy\"] -> [\"happy\",\"sad\"]")
        .change(
            before,
            "ALTER TYPE mood RENAME VALUE 'sad' TO 'Sad'",
            "different enum shop.mood: labels [\"sad\",\"happy\"] -> [\"Sad\",\"happy\"]")
        .change(
            before,
            "ALTER TYPE mood RENAME TO humour",
            "different enum shop.humour: name mood -> humour")
        .change(
            before,
            "REVOKE USAGE ON TYPE mood FROM PUBLIC",
            "different enum shop.mood: grants.PUBLIC nothing -> {\"grantee\":\"PUBLIC\"}")
        .change(
            before,
            "COMMENT ON TYPE mood IS 'how'",
            "different enum shop.mood: comment nothing -> how")
        .tests();
  }
}
