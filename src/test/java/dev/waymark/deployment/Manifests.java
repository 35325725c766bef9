package dev.waymark.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Kubernetes manifests that are installed together. */
record Manifests(List<JsonNode> all) {

  /** The plain resources of a folder's kustomization. */
  static Manifests resourcesOf(Path folder) {
    JsonNode kustomization = Yaml.read(folder.resolve("kustomization.yaml")).get(0);
    return new Manifests(
        each(kustomization.path("resources"))
            .map(resource -> folder.resolve(resource.asText()))
            .filter(Files::isRegularFile)
            .flatMap(file -> Yaml.read(file).stream())
            .toList());
  }

  /** What kustomize makes of the folder; skips the test, saying so, where there is no kubectl. */
  static Manifests built(Path folder) throws Exception {
    Path kubectl = Path.of(System.getProperty("test.kubectl", "/usr/bin/kubectl"));
    assumeTrue(Files.isExecutable(kubectl), kubectl + " is absent; -Dtest.kubectl names another");
    Process process =
        new ProcessBuilder(kubectl.toString(), "kustomize", folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return new Manifests(Yaml.parse(output));
  }

  Stream<JsonNode> of(String kind) {
    return all.stream().filter(manifest -> manifest.path("kind").asText().equals(kind));
  }

  Optional<JsonNode> named(String kind, String name) {
    return of(kind)
        .filter(manifest -> manifest.at("/metadata/name").asText().equals(name))
        .findFirst();
  }

  /** The pods' specifications, of deployments and jobs. */
  List<JsonNode> pods() {
    return Stream.concat(of("Deployment"), of("Job"))
        .map(manifest -> manifest.at("/spec/template"))
        .toList();
  }

  /** The members of an array, or none. */
  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The containers of a pod, those that begin it first. */
  static Stream<JsonNode> containers(JsonNode pod) {
    return Stream.concat(each(pod.at("/spec/initContainers")), each(pod.at("/spec/containers")));
  }
}
