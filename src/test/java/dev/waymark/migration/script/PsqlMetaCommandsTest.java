package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PsqlMetaCommandsTest {

  @TestFactory
  Stream<DynamicTest> onlyPsqlUnderstands() {
    return new ReviewTable(Objection.Code.PSQL_META_COMMAND, "CREATE TABLE t (a text)")
        .objects("\\i other.sql", 1)
        .objects("\\connect db\nCREATE TABLE b ();", 1)
        .objects("SELECT 1;\n  \\copy t FROM 'it''s.csv'\n\\set x 1\n", 2, 3)
        .objects("\\copy a FROM 'a'\n\\copy b FROM 'b'", 1)
        .objects("CREATE TABLE b ();\n\\.\n", 2)
        .objects("COPY t FROM stdin;\n1\n\\.\n\\.\n", 4)
        .objects("SELECT 1 \\gset", 1)
        .objects("\\restrict aB1\nCREATE TABLE b ();\n\\unrestrict aB1\n", 1, 3)
        .accepts("COPY t FROM stdin;\n\\N\n\\i x\n\\.\n")
        .acceptsAndRuns("INSERT INTO t VALUES ('\n\\i x\n'), (E'\\\\i'), ($$\n\\i x\n$$);")
        .acceptsAndRuns("/*\n\\i x\n*/ -- \\i x\nSELECT 1;")
        .tests();
  }

  @Test
  void theStatementsAroundItAreStillRead() {
    ScriptReview review = ScriptReview.of("\\set it's\nCREATE TABLE b ();\nVACUUM;");

    assertEquals(2, review.statements().size());
    assertEquals(2, review.objections().size());
    assertTrue(review.objections().get(0).hint().contains("placeholder"));
  }

  /** A current pg_dump of the schema public begins, goes on and ends with these lines. */
  @Test
  void theFilterThatTheDocumentationNamesLeavesOutWhatOnlyPsqlUnderstands() throws Exception {
    String dump =
        "\\restrict aB1\nCREATE SCHEMA public;\nCREATE TABLE public.b ();\n\\unrestrict aB1\n";
    Matcher filter =
        Pattern.compile("\\| (sed -E '[^']+')")
            .matcher(Files.readString(Path.of("docs/how-to/adopting.md")));
    assertTrue(filter.find());
    assertEquals(2, ScriptReview.of(dump).objections().size());
    assertTrue(
        ScriptReview.of(dump)
            .objections()
            .get(0)
            .hint()
            .contains("sed -i -E '/^\\\\(un)?restrict /d'"));

    Process sed = new ProcessBuilder("bash", "-c", filter.group(1)).start();
    try (var input = sed.outputWriter()) {
      input.write(dump);
    }
    String script = new String(sed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals("CREATE SCHEMA IF NOT EXISTS public;\nCREATE TABLE public.b ();\n", script);
    assertEquals(0, ScriptReview.of(script).objections().size());
  }
}
