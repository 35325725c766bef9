package dev.waymark.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ClusterRoleBinding;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.Map;

/**
 * What Kubernetes's OpenAPI document says of each kind of manifest, as its Java client checks it.
 */
public final class KubernetesModels {
  private interface Check {
    void accept(JsonElement manifest) throws IOException;
  }

  private record Model(Class<?> type, Check check) {}

  private static final Map<String, Model> MODELS =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", new Model(V1ConfigMap.class, V1ConfigMap::validateJsonElement)),
          Map.entry("v1 Namespace", new Model(V1Namespace.class, V1Namespace::validateJsonElement)),
          Map.entry(
              "v1 PersistentVolumeClaim",
              new Model(
                  V1PersistentVolumeClaim.class, V1PersistentVolumeClaim::validateJsonElement)),
          Map.entry("v1 Secret", new Model(V1Secret.class, V1Secret::validateJsonElement)),
          Map.entry("v1 Service", new Model(V1Service.class, V1Service::validateJsonElement)),
          Map.entry(
              "v1 ServiceAccount",
              new Model(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
          Map.entry(
              "apps/v1 Deployment",
              new Model(V1Deployment.class, V1Deployment::validateJsonElement)),
          Map.entry(
              "networking.k8s.io/v1 Ingress",
              new Model(V1Ingress.class, V1Ingress::validateJsonElement)),
          Map.entry("batch/v1 Job", new Model(V1Job.class, V1Job::validateJsonElement)),
          Map.entry(
              "networking.k8s.io/v1 NetworkPolicy",
              new Model(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)),
          Map.entry(
              "policy/v1 PodDisruptionBudget",
              new Model(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)),
          Map.entry(
              "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
              new Model(V1ClusterRoleBinding.class, V1ClusterRoleBinding::validateJsonElement)));

  private KubernetesModels() {}

  /** Fails, saying which field, unless the manifest is what its kind may be. */
  public static void check(JsonNode manifest) {
    String kind = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
    String name = kind + " " + manifest.at("/metadata/name").asText();
    Model model = MODELS.get(kind);
    if (model == null) {
      fail("No model is known of " + name);
    }
    JsonElement given = JsonParser.parseString(manifest.toString());
    try {
      model.check().accept(given);
      // The check looks at names only; a number where a text belongs shows when it comes back.
      JsonElement understood =
          JSON.getGson().toJsonTree(JSON.getGson().fromJson(given, model.type()));
      assertEquals(full(given), full(understood), name);
    } catch (IOException | IllegalArgumentException | JsonParseException exception) {
      fail(name + ": " + exception.getMessage());
    }
  }

  /** The same without what is empty: the models fill in empty lists. */
  private static JsonElement full(JsonElement element) {
    if (element.isJsonArray()) {
      JsonArray array = new JsonArray();
      element.getAsJsonArray().forEach(member -> array.add(full(member)));
      return array;
    }
    if (element.isJsonObject()) {
      JsonObject object = new JsonObject();
      element.getAsJsonObject().entrySet().stream()
          .filter(member -> !isEmpty(full(member.getValue())))
          .forEach(member -> object.add(member.getKey(), full(member.getValue())));
      return object;
    }
    return element;
  }

  private static boolean isEmpty(JsonElement element) {
    return element.isJsonArray() && element.getAsJsonArray().isEmpty()
        || element.isJsonObject() && element.getAsJsonObject().isEmpty();
  }
}
