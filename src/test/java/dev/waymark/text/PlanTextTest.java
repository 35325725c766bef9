package dev.waymark.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What keeps a run from starting stands under one heading, each with its place once. */
class PlanTextTest {
  @Test
  void whatIsInvalidIsListed() throws Exception {
    String plan =
        """
        {
          "database": "shop", "fromVersion": "1", "digest": "sha256:0", "migrations": [], "callbacks": [],
          "invalid": [
            {"script": "V2__b.sql", "line": 3, "detail": "V2__b.sql, line 3: \\\\i is psql's.", "hint": "Leave it out."},
            {"script": "V3__c.sql", "detail": "V3__c.sql is not UTF-8.", "hint": "Save it as UTF-8."},
            {"script": "V1__a.sql", "detail": "Version 1 was changed.", "hint": "Restore it."}
          ]
        }
        """;

    assertEquals(
        """
        shop: nothing pending, version 1
          plan  sha256:0
        invalid, so that no run starts
          V2__b.sql, line 3: \\i is psql's.
            Leave it out.
          V3__c.sql is not UTF-8.
            Save it as UTF-8.
          V1__a.sql: Version 1 was changed.
            Restore it.
        """,
        PlanText.of(new ObjectMapper().readTree(plan), Reader.ofCommand(false)));
  }
}
