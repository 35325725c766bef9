package dev.waymark.migration.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifPlanTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void whatSomebodyHasAcceptedIsSuppressedWithTheReason() throws Exception {
    JsonNode log =
        log(
            """
            {"migrations": [{"script": "V1__a.sql",
              "hazards": [{"code": "taken-along", "severity": "breaks", "detail": "a.", "hint": "b."}],
              "statements": [{"line": 3, "hazards": [{"code": "table-dropped", "severity": "loses",
                "detail": "c.", "hint": "d.", "accepted": "they moved"}]}]}],
             "failure": {"script": "V1__a.sql", "message": "It fails."}}
            """);

    List<String> suppressions = new ArrayList<>();
    log.at("/runs/0/results").forEach(it -> suppressions.add(it.path("suppressions").toString()));

    // All results have them as soon as one has, SARIF says: a reader of one knows of all.
    assertEquals(
        List.of(
            "[]",
            "[{\"kind\":\"inSource\",\"status\":\"accepted\",\"justification\":\"they moved\"}]",
            "[]"),
        suppressions);
  }

  @Test
  void whereNothingIsAcceptedNothingIsSaidOfIt() throws Exception {
    JsonNode log =
        log(
            """
            {"migrations": [{"script": "V1__a.sql", "statements": [], "hazards": [
              {"code": "taken-along", "severity": "breaks", "detail": "a.", "hint": "b."}]}]}
            """);

    assertEquals(1, log.at("/runs/0/results").size());
    assertEquals(false, log.at("/runs/0/results/0").has("suppressions"));
  }

  private static JsonNode log(String rehearsal) throws Exception {
    return MAPPER.readTree(SarifPlan.ofRehearsal(MAPPER.readTree(rehearsal), "", "1"));
  }
}
