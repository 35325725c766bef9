package dev.waymark.operation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.http.Profiles;
import dev.waymark.http.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What is counted, what docs/reference/metrics.md says of it, and what dashboard and alerts make of
 * it.
 */
@QuarkusTest
@TestProfile(Profiles.Watched.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class MetricsTest {
  /** What Micrometer adds to a timer, on top of the histogram that the page names. */
  private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

  @TestHTTPResource(management = true)
  URL management;

  private Metrics before;
  private Metrics served;

  @BeforeEach
  @Timeout(60)
  void everythingHappenedOnce() throws Exception {
    if (served == null) {
      Scenario scenario = new Scenario(TestDatabase.managementPort(management));
      scenario.reset();
      before = scenario.metrics();
      scenario.everything();
      served = scenario.metrics();
    }
  }

  @Test
  void everyRunIsCountedByWhatItCameTo() {
    assertEquals(2, counted(runs("succeeded")));
    assertEquals(1, counted(runs("failed")));
    assertEquals(0, counted(runs("cancelled")));
    assertEquals(0, served.value("waymark_runs_in_progress"));
    assertEquals(0, served.value("waymark_runs_blocked"));
  }

  @Test
  void everyMigrationIsTimedByWhatItCameTo() {
    assertEquals(2, counted(migrations("applied")));
    assertEquals(1, counted(migrations("failed")));
    assertEquals(counted("waymark_lock_retries_total"), counted(migrations("rolled-back")));
  }

  @Test
  void waitingForALockIsTimed() {
    String waits = "waymark_lock_wait_seconds_%s{lock=\"statement\"}";
    assertTrue(counted(waits.formatted("count")) > 0);
    assertTrue(counted(waits.formatted("sum")) > 0);
  }

  @Test
  void theDriftIsCountedByKindAndState() {
    assertEquals(1, served.value("waymark_verification_status{status=\"drifted\"}"));
    assertEquals(0, served.value("waymark_verification_status{status=\"verified\"}"));
    assertEquals(1, served.value(objects("views", "unexpected")));
    assertEquals(1, served.value(objects("tables", "present")));
    assertEquals(0, served.value(objects("tables", "missing")));
  }

  @Test
  void theCurrentVersionIsALabelOfOneSeries() {
    assertEquals(
        List.of("waymark_current_version{version=\"2\"}"),
        served.series().keySet().stream()
            .filter(it -> it.startsWith("waymark_current_version"))
            .toList());
    assertEquals(1, served.value("waymark_migrations_pending"));
    assertEquals(2, served.value("waymark_migrations_applied"));
    assertEquals(1, served.value("waymark_database_up"));
  }

  @Test
  void thePageNamesWhatIsServedAndNothingElse() throws IOException {
    Map<String, Set<String>> page = page();
    Map<String, Set<String>> found = new TreeMap<>();
    for (String name : served.names()) {
      String metric = withoutPart(name);
      Set<String> labels = served.labels(name);
      labels.remove("le");
      found.computeIfAbsent(metric, any -> new TreeSet<>()).addAll(labels);
    }
    List<String> families =
        page.keySet().stream().filter(it -> it.endsWith("*")).map(MetricsTest::prefix).toList();
    found.keySet().removeIf(name -> families.stream().anyMatch(name::startsWith));
    page.keySet().removeIf(name -> name.endsWith("*"));

    assertEquals(lines(page), lines(found));
  }

  @Test
  void aClientMakesNoSeriesOfItsOwn() {
    given().request("INVENTED", "/migrations");
    given().get("/invented/" + before.series().size());

    Metrics after = new Scenario(TestDatabase.managementPort(management)).metrics();

    assertTrue(after.labels("http_server_requests_seconds_count").contains("uri"));
    assertEquals(
        List.of(),
        after.series().keySet().stream()
            .filter(it -> it.toLowerCase().contains("invented"))
            .toList());
  }

  @Test
  void thePageNamesTheTypesThatAreServed() throws IOException {
    for (String[] row : rows()) {
      if (!row[0].contains("*")) {
        String name = row[0].replace("`", "").replaceFirst("_total$", "");
        assertEquals(row[1], served.types().get(name), name);
      }
    }
  }

  /** How often since the test's own scenario began: other tests share the application. */
  private double counted(String series) {
    double earlier = before.value(series);
    return served.value(series) - (Double.isNaN(earlier) ? 0 : earlier);
  }

  private static String runs(String outcome) {
    return "waymark_runs_total{operation=\"migrate\",outcome=\"%s\"}".formatted(outcome);
  }

  private static String migrations(String outcome) {
    return "waymark_migration_duration_seconds_count{outcome=\"%s\",transactional=\"true\"}"
        .formatted(outcome);
  }

  private static String objects(String kind, String state) {
    return "waymark_verification_objects{kind=\"%s\",state=\"%s\"}".formatted(kind, state);
  }

  /** The name of the metric that a series is part of. */
  private String withoutPart(String series) {
    String metric = PART.matcher(series).replaceFirst("");
    return "histogram".equals(served.types().get(metric)) ? metric : series;
  }

  /** The labels that the page gives each name. */
  private static Map<String, Set<String>> page() throws IOException {
    Map<String, Set<String>> page = new TreeMap<>();
    for (String[] row : rows()) {
      for (String name : row[0].replace("`", "").split(", ")) {
        page.put(
            name,
            Arrays.stream(row[2].replace("`", "").split(", "))
                .filter(label -> !label.isBlank())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return page;
  }

  /** Name, type and labels of each row of the page's first table. */
  private static List<String[]> rows() throws IOException {
    return Files.readString(Path.of("docs/reference/metrics.md"))
        .lines()
        .dropWhile(line -> !line.startsWith("| name |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(1).split("\\|"))
        .map(cells -> Arrays.stream(cells).map(String::strip).toArray(String[]::new))
        .toList();
  }

  private static String prefix(String family) {
    return family.substring(0, family.length() - 1);
  }

  private static String lines(Map<String, Set<String>> metrics) {
    return metrics.entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue())
        .collect(Collectors.joining("\n"));
  }
}
