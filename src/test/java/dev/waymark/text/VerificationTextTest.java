package dev.waymark.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What people read of a verification. */
class VerificationTextTest {
  private static final Reader PLAIN = Reader.ofCommand(false);

  private static JsonNode report() throws IOException {
    return new ObjectMapper()
        .readTree(
            """
            {"status": "drifted", "database": "shop",
             "totals": {"all": {"present": 9, "missing": 1, "different": 1, "unexpected": 0}},
             "indexes": [
               {"namespace": "public", "table": "orders", "name": "orders_idx", "state": "missing",
                "definition": "CREATE INDEX orders_idx ON public.orders USING btree (id)"}],
             "views": [
               {"namespace": "public", "name": "late", "state": "different",
                "definition": " SELECT 2;",
                "differences": [{"attribute": "definition",
                  "expected": " SELECT 1\\n   FROM orders;", "actual": " SELECT 2;"}]}],
             "findings": [
               {"code": "invalid-index", "severity": "error", "kind": "indexes",
                "namespace": "public", "table": "orders", "name": "spare", "detail": "It is invalid.",
                "hint": "Build it again.", "sql": "REINDEX INDEX public.spare;"},
               {"code": "column-timestamp", "severity": "advice", "kind": "tables",
                "namespace": "public", "name": "orders", "column": "at", "detail": "at is vague.",
                "hint": "GET /schema/verification names the zone."},
               {"code": "column-timestamp", "severity": "advice", "kind": "tables",
                "namespace": "public", "name": "orders", "column": "until",
                "detail": "until is vague.", "hint": "Say which zone."}]}
            """);
  }

  private static final String JUDGEMENT =
      """
      shop: drifted, 9 present, 1 missing, 1 different, 0 unexpected
        missing index public.orders.orders_idx
          expected definition:
            CREATE INDEX orders_idx ON public.orders USING btree (id)
        different view public.late
          definition: SELECT 2;, expected SELECT 1 FROM orders;
          expected definition:
            SELECT 1
               FROM orders;
      """;

  @Test
  void countsFindingsByCode() throws IOException {
    assertEquals(
        JUDGEMENT
            + """
                error invalid-index: 1, public.orders.spare
                advice column-timestamp: 2, such as public.orders.at
                --findings prints each with its hint and SQL
              """,
        VerificationText.of(report(), PLAIN));
  }

  @Test
  void printsEachFindingForAReaderWhoAsksForIt() throws IOException {
    assertEquals(
        JUDGEMENT
            + """
                error invalid-index of public.orders.spare: It is invalid.
                  Build it again.
                  REINDEX INDEX public.spare;
                advice column-timestamp of public.orders: at is vague.
                  waymark verify names the zone.
                advice column-timestamp of public.orders: until is vague.
                  Say which zone.
              """,
        VerificationText.withFindings(report(), PLAIN));
  }
}
