package dev.waymark.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.proof.InstalledTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The alerts, evaluated by Prometheus's own tool against the labels that each monitor produces. */
class AlertsTest {
  private static final Path ALERTS =
      Path.of("docker/monitoring/prometheus/waymark-alerts.yml").toAbsolutePath();
  private static final Path COMPONENTS = Path.of("docker/kubernetes/components");
  private static final Path COMPOSE = Path.of("docker/compose/prometheus.yml");
  private static final String NO_TOOL = "promtool is absent; it comes with Prometheus";

  @TempDir Path folder;

  @Test
  void theOperatorsRuleHoldsTheSameAlerts() {
    JsonNode rule = Yaml.read(COMPONENTS.resolve("alerts/prometheus-rule.yaml")).get(0);

    assertEquals("PrometheusRule", rule.path("kind").asText());
    assertEquals(Yaml.read(ALERTS).get(0).path("groups"), rule.at("/spec/groups"));
  }

  @Test
  @EnabledIf(value = "hasPromtool", disabledReason = NO_TOOL)
  void downIsNoticedUnderTheJobOfTheServiceMonitor() throws Exception {
    JsonNode monitor = monitor();

    assertEquals("", downIsNoticed(job(monitor)));
  }

  /** The operator's own job is the service's name: the alert would be wrong about every replica. */
  @Test
  @EnabledIf(value = "hasPromtool", disabledReason = NO_TOOL)
  void withoutItsJobLabelTheAlertDoesNotFitTheMonitor() throws Exception {
    ObjectNode monitor = monitor();
    ((ObjectNode) monitor.path("spec")).remove("jobLabel");

    assertNotEquals("", downIsNoticed(job(monitor)));
  }

  @Test
  @EnabledIf(value = "hasPromtool", disabledReason = NO_TOOL)
  void downIsNoticedUnderTheJobOfCompose() throws Exception {
    JsonNode configuration = Yaml.read(COMPOSE).get(0);

    Files.copy(COMPOSE, folder.resolve("prometheus.yml"));
    Files.copy(ALERTS, folder.resolve("waymark-alerts.yml"));
    assertEquals("", promtool("check", "config", folder.resolve("prometheus.yml").toString()));
    assertEquals("", downIsNoticed(configuration.at("/scrape_configs/0/job_name").asText()));
  }

  private static ObjectNode monitor() {
    return Yaml.read(COMPONENTS.resolve("service-monitor/service-monitor.yaml")).get(0).deepCopy();
  }

  /** The label {@code job} as the Prometheus operator makes it. */
  private static String job(JsonNode monitor) {
    JsonNode service = Yaml.read(COMPONENTS.resolve("service-monitor/service.yaml")).get(0);
    String label = monitor.at("/spec/jobLabel").asText();
    JsonNode value = service.at("/metadata/labels").path(label);
    return value.isTextual() ? value.asText() : service.at("/metadata/name").asText();
  }

  /** One replica that is down, one that is well, and then none at all. */
  private String downIsNoticed(String job) throws Exception {
    Path test = folder.resolve("down.test.yml");
    Files.writeString(
        test,
        """
        rule_files: [%1$s]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
              - series: up{job="%2$s", namespace="waymark", instance="a"}
                values: 1x4 0x5 _x30
              - series: up{job="%2$s", namespace="waymark", instance="b"}
                values: 1x10 _x30
            promql_expr_test:
              - expr: ALERTS{alertname="WaymarkDown", alertstate="firing"}
                eval_time: 4m
              - expr: ALERTS{alertname="WaymarkDown", alertstate="firing"}
                eval_time: 9m
                exp_samples:
                  - labels: 'ALERTS{alertname="WaymarkDown", alertstate="firing", job="%2$s", \
        namespace="waymark", instance="a", severity="critical"}'
                    value: 1
              - expr: ALERTS{alertname="WaymarkDown", alertstate="firing"}
                eval_time: 30m
                exp_samples:
                  - labels: 'ALERTS{alertname="WaymarkDown", alertstate="firing", job="%2$s", \
        severity="critical"}'
                    value: 1
        """
            .formatted(ALERTS, job));
    return promtool("test", "rules", test.toString());
  }

  /** What the tool complains of. */
  private static String promtool(String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : printed;
  }

  static boolean hasPromtool() {
    return InstalledTool.isThere("promtool");
  }
}
