package dev.waymark.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.http.Profiles;
import dev.waymark.http.TestDatabase;
import dev.waymark.proof.InstalledTool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Dashboard and alerts ask for nothing that is not served. */
@QuarkusTest
@TestProfile(Profiles.Watched.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class MonitoringTest {
  private static final Path DASHBOARD = Path.of("docker/monitoring/grafana/waymark.json");
  private static final Path PROMETHEUS = Path.of("docker/monitoring/prometheus");
  private static final Path ALERTS = PROMETHEUS.resolve("waymark-alerts.yml");
  private static final Path OPERATIONS = Path.of("docs/reference/operations.md");

  @TestHTTPResource(management = true)
  URL management;

  private Metrics served;

  @BeforeEach
  @Timeout(60)
  void everythingHappenedOnce() throws Exception {
    if (served == null) {
      Scenario scenario = new Scenario(TestDatabase.managementPort(management));
      scenario.reset();
      scenario.everything();
      served = scenario.metrics();
    }
  }

  @Test
  void theDashboardAsksForWhatIsServed() throws IOException {
    List<String> queries = new ArrayList<>();
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    dashboard.findValues("expr").forEach(query -> queries.add(query.asText()));

    assertTrue(queries.size() > 20, queries::toString);
    queries.forEach(this::isServed);
  }

  @Test
  void theAlertsAskForWhatIsServed() throws IOException {
    Map<String, JsonNode> alerts = alerts();

    assertFalse(alerts.isEmpty());
    alerts.values().forEach(alert -> isServed(alert.path("expr").asText()));
  }

  @Test
  void everyAlertHasItsFirstSteps() throws IOException {
    List<String> sections =
        Files.readAllLines(OPERATIONS).stream()
            .filter(line -> line.startsWith("### Waymark"))
            .map(line -> line.substring(4))
            .toList();

    assertEquals(List.copyOf(alerts().keySet()), sections);
    alerts()
        .forEach(
            (name, alert) ->
                assertEquals(
                    "https://waymark.dev/docs/operations#" + name.toLowerCase(),
                    alert.at("/annotations/runbook_url").asText()));
  }

  /** Where Prometheus's own tool is installed it reads the alerts, and runs their tests. */
  @Test
  // A condition and no assumption: one that fails ends the executable under the other tests.
  @EnabledIf(value = "hasPromtool", disabledReason = "promtool comes with Prometheus")
  void prometheusUnderstandsTheAlerts() throws Exception {
    succeeds("promtool", "check", "rules", ALERTS.toString());
    succeeds("promtool", "test", "rules", PROMETHEUS.resolve("waymark-alerts.test.yml").toString());
  }

  private void isServed(String query) {
    Map<String, java.util.Set<String>> needs = PromQl.needs(query);
    assertFalse(needs.isEmpty(), query);
    needs.forEach(
        (name, labels) -> {
          // Prometheus itself says whether a target could be scraped.
          if (!name.equals("up")) {
            assertTrue(served.names().contains(name), name + " in " + query);
            assertTrue(served.labels(name).containsAll(labels), name + labels + " in " + query);
          }
        });
  }

  private static Map<String, JsonNode> alerts() throws IOException {
    Map<String, JsonNode> alerts = new LinkedHashMap<>();
    new YAMLMapper()
        .readTree(ALERTS.toFile())
        .at("/groups/0/rules")
        .forEach(rule -> alerts.put(rule.path("alert").asText(), rule));
    return alerts;
  }

  static boolean hasPromtool() {
    return InstalledTool.isThere("promtool");
  }

  private static void succeeds(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), printed);
  }
}
