package dev.waymark.deployment;

import static dev.waymark.deployment.Manifests.containers;
import static dev.waymark.deployment.Manifests.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.command.WaymarkCommand;
import dev.waymark.command.output.Terminal;
import dev.waymark.documentation.SettingRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/** Nothing is installed here; what can be known of manifests without a cluster is. */
class KubernetesManifestsTest {
  private static final Path ROOT = Path.of("docker/kubernetes");
  private static final Path BASE = ROOT.resolve("base");

  /** What is made beforehand, by an operator who knows the passwords. */
  private static final Set<String> SECRETS = Set.of("waymark-database", "waymark-tokens");

  @TempDir Path elsewhere;

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .filter(file -> !file.startsWith(ROOT.resolve("examples/helm")))
          // Of the Prometheus operator's kinds there is no model; AlertsTest reads them.
          .filter(file -> !file.endsWith("service-monitor.yaml"))
          .filter(file -> !file.endsWith("prometheus-rule.yaml"))
          .sorted()
          .toList();
    }
  }

  static List<Path> kustomizations() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.endsWith("kustomization.yaml"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  static List<Path> examples() throws IOException {
    return kustomizations().stream().filter(it -> it.startsWith(ROOT.resolve("examples"))).toList();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyFileIsWhatItsKindMayBe(Path file) {
    // A patch holds a part only, so it is looked at in what is built with it.
    if (!isPatch(file)) {
      Yaml.read(file).forEach(KubernetesModels::check);
    }
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void everyKustomizationNamesWhatIsThere(Path folder) throws IOException {
    JsonNode kustomization = Yaml.read(folder.resolve("kustomization.yaml")).get(0);
    Set<String> named = new TreeSet<>();
    for (String list : List.of("resources", "components")) {
      each(kustomization.path(list)).forEach(path -> named.add(path.asText()));
    }
    each(kustomization.path("patches"))
        .filter(patch -> patch.has("path"))
        .forEach(patch -> named.add(patch.path("path").asText()));
    each(kustomization.path("configMapGenerator"))
        .flatMap(generator -> each(generator.path("files")))
        .forEach(file -> named.add(file.asText()));

    for (String path : named) {
      assertTrue(Files.exists(folder.resolve(path)), folder + " names " + path);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(),
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .filter(file -> !file.matches("kustomization.yaml|Dockerfile"))
              .filter(file -> !named.contains(file))
              .toList(),
          "files of " + folder + " that nothing uses");
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsWhatItsKindsMayBeAndFitsTogether(Path folder) throws Exception {
    // As docs/kubernetes.md says to copy it: the folder as a whole, into an empty one.
    copy(ROOT, elsewhere);

    Manifests example = Manifests.built(elsewhere.resolve(ROOT.relativize(folder)));

    example.all().forEach(KubernetesModels::check);
    fitsTogether(example);
    example.pods().forEach(KubernetesManifestsTest::isRestricted);
    example.pods().forEach(KubernetesManifestsTest::saysWhatWaymarkUnderstands);
    example.pods().forEach(pod -> mountsWhatIsThere(pod, example));
  }

  @Test
  void anOverlayWithoutTheBaseBesideItIsNotBuilt() throws Exception {
    copy(ROOT.resolve("examples/configmap"), elsewhere.resolve("examples/configmap"));

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () -> Manifests.built(elsewhere.resolve("examples/configmap")));

    assertTrue(failure.getMessage().contains("namespace"), failure::getMessage);
  }

  @Test
  void theComponentsFitTheBase() throws Exception {
    Path overlay = Files.createDirectories(Path.of("target/kubernetes"));
    Files.writeString(
        overlay.resolve("kustomization.yaml"),
        kustomizations().stream()
            .filter(folder -> folder.startsWith(ROOT.resolve("components")))
            .map(folder -> "  - " + fromTarget(folder))
            .collect(
                Collectors.joining(
                    "\n", "resources:\n  - " + fromTarget(BASE) + "\ncomponents:\n", "\n")));

    Manifests all = Manifests.built(overlay);

    fitsTogether(all);
    all.pods().forEach(KubernetesManifestsTest::isRestricted);
    all.pods().forEach(KubernetesManifestsTest::saysWhatWaymarkUnderstands);
    JsonNode monitor = all.of("ServiceMonitor").findFirst().orElseThrow();
    List<JsonNode> watched =
        all.of("Service")
            .filter(
                service ->
                    includes(
                        service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels")))
            .toList();
    assertEquals(1, watched.size());
    assertEquals(monitor.at("/spec/endpoints/0/port"), watched.get(0).at("/spec/ports/0/name"));
  }

  @Test
  void theBaseFitsTogether() {
    Manifests base = Manifests.resourcesOf(BASE);

    fitsTogether(base);
    base.pods().forEach(KubernetesManifestsTest::isRestricted);
    base.pods().forEach(KubernetesManifestsTest::saysWhatWaymarkUnderstands);
    assertEquals(3, base.named("Deployment", "waymark").orElseThrow().at("/spec/replicas").asInt());
  }

  @Test
  void theChartIsWhatItsKindsMayBe() throws IOException {
    Manifests chart = Chart.read(ROOT.resolve("examples/helm")).install("shop");

    assertEquals(
        List.of("ConfigMap shop-migrations", "Job shop-migrate"),
        chart.all().stream()
            .map(it -> it.path("kind").asText() + " " + it.at("/metadata/name").asText())
            .sorted()
            .toList());
    chart.all().forEach(KubernetesModels::check);
    chart.pods().forEach(KubernetesManifestsTest::isRestricted);
    chart.pods().forEach(KubernetesManifestsTest::saysWhatWaymarkUnderstands);
    chart.pods().forEach(pod -> mountsWhatIsThere(pod, chart));
    assertTrue(
        chart.of("ConfigMap").findFirst().orElseThrow().at("/data").has("V1__customers.sql"));
  }

  @Test
  void aRunHasTheTimeItIsPromised() {
    JsonNode pod = Manifests.resourcesOf(BASE).pods().get(0).path("spec");
    JsonNode container = pod.at("/containers/0");
    Duration grace = Duration.parse("PT" + variable(container, "WAYMARK_SHUTDOWN_GRACE"));
    Duration lastAnswers =
        ConfigProvider.getConfig().getValue("quarkus.shutdown.timeout", Duration.class);

    long needed =
        container.at("/lifecycle/preStop/sleep/seconds").asLong()
            + grace.toSeconds()
            + lastAnswers.toSeconds();

    assertTrue(
        pod.path("terminationGracePeriodSeconds").asLong() > needed, "more than " + needed + " s");
  }

  private static void copy(Path folder, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = target.resolve(folder.relativize(file).toString());
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied);
      }
    }
  }

  private static String fromTarget(Path folder) {
    return "../../" + folder;
  }

  private static boolean isPatch(Path file) {
    JsonNode kustomization =
        Yaml.read(file.resolveSibling("kustomization.yaml")).get(0).path("patches");
    return each(kustomization)
        .anyMatch(patch -> patch.path("path").asText().equals(file.getFileName().toString()));
  }

  /** What selects pods finds Waymark's, and what names a port names one that they have. */
  private static void fitsTogether(Manifests manifests) {
    for (JsonNode deployment : manifests.of("Deployment").toList()) {
      JsonNode labels = deployment.at("/spec/template/metadata/labels");
      assertTrue(includes(labels, deployment.at("/spec/selector/matchLabels")), "its selector");
      each(deployment.at("/spec/template/spec/topologySpreadConstraints"))
          .forEach(
              it -> assertTrue(includes(labels, it.at("/labelSelector/matchLabels")), "spread"));
      String account = deployment.at("/spec/template/spec/serviceAccountName").asText();
      assertTrue(manifests.named("ServiceAccount", account).isPresent(), account);
      Set<String> ports = ports(deployment);
      containers(deployment.at("/spec/template"))
          .flatMap(it -> Stream.of("startupProbe", "livenessProbe", "readinessProbe").map(it::path))
          .filter(probe -> !probe.isMissingNode())
          .map(probe -> probe.at("/httpGet/port").asText())
          .forEach(port -> assertTrue(ports.contains(port), port));
    }
    for (JsonNode service : manifests.of("Service").toList()) {
      Set<String> ports = ports(selected(manifests, service.at("/spec/selector")));
      each(service.at("/spec/ports"))
          .map(port -> port.path("targetPort").asText())
          .forEach(port -> assertTrue(ports.contains(port), port));
    }
    for (JsonNode policy : manifests.of("NetworkPolicy").toList()) {
      Set<String> ports = ports(selected(manifests, policy.at("/spec/podSelector/matchLabels")));
      each(policy.at("/spec/ingress"))
          .flatMap(rule -> each(rule.path("ports")))
          .map(port -> port.path("port").asText())
          .forEach(port -> assertTrue(ports.contains(port), port));
    }
    manifests
        .of("PodDisruptionBudget")
        .forEach(budget -> selected(manifests, budget.at("/spec/selector/matchLabels")));
  }

  private static JsonNode selected(Manifests manifests, JsonNode selector) {
    assertFalse(selector.isEmpty());
    return manifests
        .of("Deployment")
        .filter(it -> includes(it.at("/spec/template/metadata/labels"), selector))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nothing is selected by " + selector));
  }

  private static Set<String> ports(JsonNode deployment) {
    return containers(deployment.at("/spec/template"))
        .flatMap(container -> each(container.path("ports")))
        .map(port -> port.path("name").asText())
        .collect(Collectors.toSet());
  }

  private static boolean includes(JsonNode labels, JsonNode selector) {
    return !selector.isEmpty()
        && selector.properties().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }

  /** Kubernetes's pod security standard "restricted", and a file system that is not written to. */
  private static void isRestricted(JsonNode pod) {
    assertTrue(pod.at("/spec/securityContext/runAsNonRoot").asBoolean());
    assertEquals(1001, pod.at("/spec/securityContext/runAsUser").asInt());
    assertEquals("RuntimeDefault", pod.at("/spec/securityContext/seccompProfile/type").asText());
    containers(pod)
        .map(container -> container.path("securityContext"))
        .forEach(
            context -> {
              assertTrue(context.path("readOnlyRootFilesystem").asBoolean());
              assertFalse(context.path("allowPrivilegeEscalation").asBoolean(true));
              assertEquals("[\"ALL\"]", context.at("/capabilities/drop").toString());
              assertFalse(context.at("/capabilities").has("add"));
            });
  }

  private static void mountsWhatIsThere(JsonNode pod, Manifests manifests) {
    Map<String, JsonNode> volumes = new TreeMap<>();
    each(pod.at("/spec/volumes")).forEach(it -> volumes.put(it.path("name").asText(), it));
    containers(pod)
        .flatMap(container -> each(container.path("volumeMounts")))
        .map(mount -> mount.path("name").asText())
        .forEach(name -> assertTrue(volumes.containsKey(name), name));
    for (JsonNode volume : volumes.values()) {
      if (volume.has("configMap")) {
        String name = volume.at("/configMap/name").asText();
        assertTrue(manifests.named("ConfigMap", name).isPresent(), name);
      } else if (volume.has("persistentVolumeClaim")) {
        String name = volume.at("/persistentVolumeClaim/claimName").asText();
        assertTrue(manifests.named("PersistentVolumeClaim", name).isPresent(), name);
      } else if (volume.has("secret")) {
        assertTrue(SECRETS.contains(volume.at("/secret/secretName").asText()));
      }
    }
  }

  private static void saysWhatWaymarkUnderstands(JsonNode pod) {
    Set<String> settings = SettingRows.all().keySet();
    for (JsonNode container : containers(pod).filter(it -> runsWaymark(it)).toList()) {
      each(container.path("env"))
          .map(variable -> variable.path("name").asText())
          .forEach(name -> assertTrue(settings.contains(name), name));
      String[] arguments =
          each(container.path("args")).map(JsonNode::asText).toArray(String[]::new);
      // It throws on what it does not know.
      WaymarkCommand.line(Terminal.detect(), arguments).parseArgs(arguments);
    }
  }

  private static boolean runsWaymark(JsonNode container) {
    return container.path("image").asText().matches("(registry.example.com/)?waymark(:.*)?");
  }

  private static String variable(JsonNode container, String name) {
    return each(container.path("env"))
        .filter(variable -> variable.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asText();
  }
}
