package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.deployment.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processes that the manifests describe, with their variables and arguments, on this machine:
 * volumes are folders that look like Kubernetes's, and the cluster's keys are the test's.
 */
@Timeout(240)
class KubernetesIT {
  private static final Path ROOT = Path.of("docker/kubernetes");
  private static final int PODS = 3;

  @TempDir Path folder;

  private Database database;

  @BeforeEach
  void prepare() throws Exception {
    database = Database.create();
    mount("/migrations", "V1__customers.sql", script("V1__customers.sql"));
    mount("/migrations", "V2__orders.sql", script("V2__orders.sql"));
    mount("/etc/waymark/database", "DATABASE_URL", database.url());
    mount("/etc/waymark/database", "DATABASE_URL_UNPOOLED", database.url());
    mount("/etc/waymark/tokens", "local", Files.readString(Path.of("docker/compose/tokens/local")));
  }

  @Test
  void theJobMigrates() throws Exception {
    JsonNode container = container("examples/argo-cd/job.yaml", "containers");

    try (OwnProcess job =
        new OwnProcess(
            "job", variables(container), Program.waymark(arguments(container, "none")))) {
      assertEquals(0, job.end(), job::lastWords);
    }

    assertEquals(List.of("1 t", "2 t"), database.history());
  }

  @Test
  void thePodsOfAnApplicationAskTheServiceWithTheirOwnTokens() throws Exception {
    JsonNode patch = container("components/cluster-tokens/deployment.yaml", "containers");
    Map<String, String> settings = variables(container("base/deployment.yaml", "containers"));
    settings.putAll(variables(patch));
    JsonNode application = container("examples/init-container/deployment.yaml", "initContainers");
    KeyPair cluster = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    // The keys come as a file here: the Kubernetes API is not there to be asked.
    settings.keySet().removeAll(List.of("WAYMARK_JWT_JWKS_CA", "WAYMARK_JWT_JWKS_TOKEN_FILE"));
    settings.put("WAYMARK_JWT_JWKS", mount("/keys", "jwks.json", keys(cluster)).toString());
    mount("/var/run/secrets/waymark", "token", token(cluster, settings));

    try (Replica service = Replica.launch(Program.waymark(), settings).untilItAnswers()) {
      List<OwnProcess> pods = new ArrayList<>();
      for (int pod = 0; pod < PODS; pod++) {
        pods.add(
            new OwnProcess(
                "pod", Map.of(), Program.waymark(arguments(application, service.url()))));
      }

      for (OwnProcess pod : pods) {
        assertEquals(0, pod.end(), pod::lastWords);
      }
      Answer runs = service.get("/migrations/runs", "Authorization", "Bearer waymark-local");
      assertEquals("system:serviceaccount:shop:shop", runs.text("/runs/0/requestedBy/name"));

      // Of a version that the scripts of this Waymark do not have: it must not start on
      // yesterday's.
      String[] newer = arguments(application, service.url());
      newer[List.of(newer).indexOf("--target") + 1] = "3";
      OwnProcess early = new OwnProcess("early", Map.of(), Program.waymark(newer));
      assertEquals(1, early.end(), early::lastWords);
      assertTrue(early.lastWords().contains("No migration has the version 3"), early::lastWords);
    }
    assertEquals(List.of("1 t", "2 t"), database.history());
  }

  private static JsonNode container(String manifest, String list) {
    return Yaml.read(ROOT.resolve(manifest)).get(0).at("/spec/template/spec/" + list + "/0");
  }

  private Map<String, String> variables(JsonNode container) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode variable : container.path("env")) {
      variables.put(variable.path("name").asText(), here(variable.path("value").asText()));
    }
    return variables;
  }

  private String[] arguments(JsonNode container, String service) {
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : container.path("args")) {
      arguments.add(here(argument.asText().replace("http://waymark.waymark", service)));
    }
    return arguments.toArray(String[]::new);
  }

  /** A path in a container as one below the test's folder. */
  private String here(String value) {
    return value.startsWith("/") ? folder + value : value;
  }

  /** Puts a file into a volume as the kubelet does: as a link into a folder that is a link. */
  private Path mount(String path, String name, String content) throws Exception {
    Path volume = folder.resolve(path.substring(1));
    Path data = Files.createDirectories(volume.resolve("..2026_11_24"));
    Files.writeString(data.resolve(name), content);
    if (Files.notExists(volume.resolve("..data"))) {
      Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_11_24"));
    }
    return Files.createSymbolicLink(volume.resolve(name), Path.of("..data", name));
  }

  private static String script(String name) throws Exception {
    return Files.readString(ROOT.resolve("examples/migrations").resolve(name));
  }

  private static String keys(KeyPair cluster) {
    RSAPublicKey key = (RSAPublicKey) cluster.getPublic();
    return """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": "%s", "e": "%s"}]}
        """
        .formatted(
            base64(unsigned(key.getModulus().toByteArray())),
            base64(key.getPublicExponent().toByteArray()));
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
  }

  /** The token of the service account shop, as the kubelet projects it. */
  private static String token(KeyPair cluster, Map<String, String> settings) throws Exception {
    long now = Instant.now().getEpochSecond();
    String signed =
        base64("{\"alg\":\"RS256\",\"kid\":\"1\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(
                """
                {"iss": "%s", "aud": ["waymark"], "sub": "system:serviceaccount:shop:shop",
                 "iat": %d, "nbf": %d, "exp": %d}
                """
                    .formatted(settings.get("WAYMARK_JWT_ISSUER"), now, now, now + 600)
                    .getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(cluster.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
