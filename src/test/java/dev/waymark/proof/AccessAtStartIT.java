package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.Authority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In production no caller is let in by luck. */
@Timeout(120)
class AccessAtStartIT {
  // No database is asked there before a client calls.
  private static final String DATABASE = "postgresql://u:s3cret@127.0.0.1:1/db";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WAYMARK_OUT_OF_ORDER=false | No caller is let in. Set WAYMARK_TOKENS_DIR to a folder of tokens, WAYMARK_JWT_ISSUER to whose JSON Web Tokens to believe, or WAYMARK_CERTIFICATE_ROLES; or set WAYMARK_ACCESS=open to let everybody do everything.
          WAYMARK_ACCESS=open DATABASE_URL= DATABASE_URL_UNPOOLED= | No database is given. Set DATABASE_URL, and DATABASE_URL_UNPOOLED too if DATABASE_URL leads through a pooler. A right one looks like postgresql://user:password@host:5432/database?sslmode=require.
          WAYMARK_ACCESS=open WAYMARK_ALLOW_EMPTY=false | There are no migrations in {folder}: it is empty. Point WAYMARK_MIGRATIONS at the folder of the scripts that are called like V1__what_it_does.sql, and look whether it is mounted. Only if none is meant to be there, set WAYMARK_ALLOW_EMPTY=true.
          WAYMARK_ACCESS=open WAYMARK_HISTORY_TABLE=a"b | WAYMARK_HISTORY_TABLE: Flyway cannot make a table with a quotation mark in its name; this is: a"b
          WAYMARK_ACCESS=open WAYMARK_HISTORY_TABLE=a234567890123456789012345678901234567890123456789012345678901234 | WAYMARK_HISTORY_TABLE: PostgreSQL's names have at most 63 bytes; this has more: a234567890123456789012345678901234567890123456789012345678901234
          WAYMARK_ACCESS=open WAYMARK_READINESS= WAYMARK_LOCK_TIMEOUT=PT0.0001S | WAYMARK_LOCK_TIMEOUT=PT0.0001S is no time from 1 ms to 24 days, nor 0s, which means for ever. WAYMARK_READINESS is empty. Give it a value, or leave it out for the default.
          WAYMARK_ACCESS=open QUARKUS_HTTP_PORT=18081 QUARKUS_MANAGEMENT_PORT=18081 | QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT are both 18081: the API and the probes need a port each.
          WAYMARK_ACCESS=open WAYMARK_TLS_CLIENT_CA=/ca.crt | WAYMARK_TLS_CLIENT_CA has no effect by itself: set WAYMARK_TLS_CERTIFICATE and WAYMARK_TLS_KEY too.
          WAYMARK_ACCESS=open OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_EXPORTER_OTLP_HEADERS=abc | OTEL_EXPORTER_OTLP_HEADERS holds no headers. They look like name=value,other=value.
          WAYMARK_ACCESS=closed | WAYMARK_ACCESS has one word, open: then everybody may do everything. Leave it out otherwise.
          WAYMARK_ACCESS=open WAYMARK_TOKENS_DIR={folder} | WAYMARK_ACCESS=open lets everybody in, and who may call is known by tokens (WAYMARK_TOKENS_DIR): one of them is a mistake.
          WAYMARK_TOKENS_DIR={folder}/none | WAYMARK_TOKENS_DIR names {folder}/none, which is no folder that can be read.
          WAYMARK_JWT_ISSUER=https://issuer WAYMARK_JWT_JWKS=/keys.json | JSON Web Tokens take four settings; set also WAYMARK_JWT_AUDIENCE, WAYMARK_JWT_ROLES.
          WAYMARK_JWT_ISSUER=i WAYMARK_JWT_AUDIENCE=a WAYMARK_JWT_ROLES=viewer:sub=x WAYMARK_JWT_JWKS=http://example.com | WAYMARK_JWT_JWKS: Keys that came over http could be anybody's: use https, or a file
          WAYMARK_JWT_ISSUER=i WAYMARK_JWT_AUDIENCE=a WAYMARK_JWT_ROLES=admin:sub=x WAYMARK_JWT_JWKS=/keys.json | WAYMARK_JWT_ROLES: There is no such role; there are viewer, migrator
          WAYMARK_CERTIFICATE_ROLES=viewer:deployer | WAYMARK_CERTIFICATE_ROLES: A subject is written whole, like CN=deployer,O=Example; this is: deployer
          WAYMARK_CERTIFICATE_ROLES=viewer:CN=x | WAYMARK_CERTIFICATE_ROLES needs TLS that verifies certificates: set WAYMARK_TLS_CERTIFICATE, WAYMARK_TLS_KEY and WAYMARK_TLS_CLIENT_CA to PEM files.
          WAYMARK_ACCESS=open WAYMARK_TLS_CERTIFICATE={folder}/none WAYMARK_TLS_KEY={folder}/none | WAYMARK_TLS_CERTIFICATE, WAYMARK_TLS_KEY or WAYMARK_TLS_CLIENT_CA cannot be used: The file of the certificate, {folder}/none, is not there. Let it be a PEM file whose first certificate is the one of the key.
          WAYMARK_ACCESS=open OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317 | OTEL_EXPORTER_OTLP_ENDPOINT is no URL of a collector. It looks like http://collector:4317.
          WAYMARK_ACCESS=open OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_EXPORTER_OTLP_PROTOCOL=http/json | OTEL_EXPORTER_OTLP_PROTOCOL names a protocol that is not spoken here. It takes grpc or http/protobuf.
          WAYMARK_ACCESS=open OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_TRACES_SAMPLER_ARG=all | OTEL_TRACES_SAMPLER_ARG is no number from 0 to 1. Remove it to trace everything.
          WAYMARK_ACCESS=open WAYMARK_TLS_KEY=/tls.key | WAYMARK_TLS_CERTIFICATE and WAYMARK_TLS_KEY go together: set both.
          """)
  void anythingElseEndsTheStartWithOneLine(String settings, String line) throws Exception {
    Map<String, String> environment = new TreeMap<>(Map.of("WAYMARK_ACCESS", ""));
    for (String setting : settings.split(" ")) {
      String[] parts = setting.split("=", 2);
      environment.put(parts[0], inFolder(parts[1]));
    }

    try (Replica replica = Replica.launch(DATABASE, folder, environment)) {
      assertEquals(1, replica.process().end(), replica.process()::lastWords);
      assertTrue(
          replica.process().log().lines().anyMatch(it -> it.endsWith(inFolder(line))),
          replica.process()::lastWords);
      assertFalse(replica.process().log().contains("\tat "), replica.process()::lastWords);
    }
  }

  @Test
  void addressesOfDifferentDatabasesEndItToo() throws Exception {
    Database reports = Database.create();
    Database runs = Database.create();

    try (Replica replica =
        Replica.launch(reports.url(), folder, Map.of("DATABASE_URL_UNPOOLED", runs.url()))) {
      assertEquals(1, replica.process().end(), replica.process()::lastWords);
      List<String> told =
          replica.process().log().lines().filter(it -> it.contains("DATABASE_URL")).toList();
      assertEquals(1, told.size(), replica.process()::lastWords);
      assertTrue(
          told.get(0)
              .matches(
                  ".*DATABASE_URL at \\S+/%1$s is the database %1$s \\(.*\\), and DATABASE_URL_UNPOOLED at \\S+/%2$s is %2$s \\(.*\\): a run would change the one and be verified in the other\\. Let .* lead to the same database of the same server\\."
                      .formatted(reports.name(), runs.name())),
          told.get(0));
      assertFalse(replica.process().log().contains("\tat "), replica.process()::lastWords);
    }
  }

  @Test
  void openIsSaidAtEachStart() throws Exception {
    try (Replica replica = Replica.start(DATABASE, folder, Map.of("WAYMARK_ACCESS", "open"))) {
      replica.process().printed("WARN\\W.*WAYMARK_ACCESS=open: everybody who can reach this");
      assertEquals(503, replica.get("/migrations/status").status());
    }
  }

  @Test
  void withoutThePageTheApiIsAsItIs() throws Exception {
    try (Replica replica = Replica.start(DATABASE, folder, Map.of("WAYMARK_PAGE", "off"))) {
      assertEquals(404, replica.get("/", "Accept", "text/html").status());
      assertEquals(404, replica.get("/page/app.js").status());
      assertEquals("migrator", replica.get("/").text("/caller/role"));
    }
  }

  @Test
  void aFolderOfTokensIsEnough() throws Exception {
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(
        tokens.resolve("dashboards"),
        """
        role: viewer
        sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
        """);
    try (Replica replica =
        Replica.start(DATABASE, folder, Map.of("WAYMARK_TOKENS_DIR", tokens.toString()))) {
      replica.process().printed("Who may call is known by tokens \\(WAYMARK_TOKENS_DIR\\)");

      assertEquals(401, replica.get("/migrations/status").status());
      assertEquals(
          "503 database-unreachable",
          told(replica.get("/migrations/status", "Authorization", "Bearer abc")));
      assertEquals("403 forbidden", told(replica.post("Authorization", "Bearer abc")));
    }
  }

  /** With the variables that docs/reference/access.md names, and no others. */
  @Test
  void certificatesAreBelievedAsTheVariablesSay() throws Exception {
    Authority authority = Authority.create(folder);
    Authority.Signed server = authority.server("localhost");
    authority.sign("deployer", "CN=deployer, O=Example");
    Map<String, String> settings =
        Map.of(
            "WAYMARK_TLS_CERTIFICATE",
            server.certificate().toString(),
            "WAYMARK_TLS_KEY",
            server.key().toString(),
            "WAYMARK_TLS_CLIENT_CA",
            authority.certificate().toString(),
            "QUARKUS_HTTP_SSL_PORT",
            "0",
            "QUARKUS_HTTP_INSECURE_REQUESTS",
            "disabled",
            "WAYMARK_CERTIFICATE_ROLES",
            "migrator: CN=deployer,O=Example");
    try (Replica replica = Replica.launch(DATABASE, folder, settings)) {
      String address = replica.process().printed("Listening on: (https://\\S+?:\\d+)").group(1);
      URI status = URI.create(address.replaceFirst("//.*:", "//localhost:") + "/migrations/status");

      assertEquals(503, ask(authority.client(authority, "deployer"), status));
      assertEquals(401, ask(authority.client(), status));
    }
  }

  private static int ask(SSLContext tls, URI address) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(tls)
        .build()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String told(Answer answer) {
    return answer.status() + " " + answer.problem();
  }

  private String inFolder(String text) {
    return text.replace("{folder}", folder.toString());
  }
}
