package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.Authority;
import dev.waymark.access.KeyForms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each parameter of an address that asks for something of the driver is tried against a server with
 * TLS, which says itself what it sees: an executable has only those classes that it was told of.
 */
@Timeout(120)
class ConnectionParametersIT {
  private static final String PASSWORD = "s3cret";
  private static final String KEY_PASSWORD = "open sesame";

  @TempDir static Path folder;

  private static OwnServer server;
  private static final Map<String, String> FILES = new TreeMap<>();

  @BeforeAll
  static void startServer() throws Exception {
    Authority authority = Authority.create(Files.createDirectory(folder.resolve("authority")));
    Authority.Signed localhost = authority.server("localhost");
    Authority.Signed robot = authority.sign("robot", "CN=robot");
    FILES.put("ca", authority.certificate().toString());
    FILES.put("crt", robot.certificate().toString());
    FILES.put("key", robot.key().toString());
    FILES.put("sec1", KeyForms.old(robot.key(), "EC").toString());
    FILES.put("der", KeyForms.der(robot.key()).toString());
    FILES.put("secret", KeyForms.encrypted(robot.key(), KEY_PASSWORD).toString());
    FILES.put("open", KeyForms.withMode(robot.key(), "rw-r--r--").toString());
    FILES.put("other", authority.sign("other", "CN=other").key().toString());
    FILES.put("trust", authority.trustStore().toString());
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.writeString(
        scripts.resolve("V1__seen.sql"),
        """
        CREATE TABLE seen AS
          SELECT ssl, coalesce(client_dn, '-') AS client, current_setting('application_name') AS name
            FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid();
        """);
    FILES.put("scripts", scripts.toString());
    Path access = folder.resolve("pg_hba.conf");
    Files.writeString(
        access,
        """
        hostssl all robot all cert
        hostssl all app all scram-sha-256
        host all app,robot all reject
        host all all all trust
        local all all trust
        """);
    server =
        OwnServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of(
                "ssl", "on",
                "ssl_cert_file", localhost.certificate().toString(),
                "ssl_key_file", localhost.key().toString(),
                "ssl_ca_file", authority.certificate().toString(),
                "hba_file", access.toString()));
    server.database().execute("CREATE ROLE app LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
    server.database().execute("CREATE ROLE robot LOGIN SUPERUSER");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  /** Who connects, how, and what PostgreSQL sees of it. */
  static Stream<Arguments> honoured() {
    return Stream.of(
        Arguments.of("app", "sslmode=require", "t - waymark"),
        Arguments.of("app", "sslmode=require&channel_binding=require", "t - waymark"),
        Arguments.of("app", "sslmode=require&sslrootcert={ca}", "t - waymark"),
        Arguments.of("app", "sslmode=verify-full&sslrootcert={ca}", "t - waymark"),
        Arguments.of("app", ofThePage(), "t - waymark"),
        Arguments.of("app", "sslmode=verify-full", "t - waymark"),
        Arguments.of("app", "sslmode=require&sslnegotiation=direct", "t - waymark"),
        Arguments.of("app", "application_name=else&gssencmode=disable&keepalives=1", "t - else"),
        Arguments.of(
            "app",
            "options=-c%20application_name%3Dset&connect_timeout=9&target_session_attrs=primary"
                + "&load_balance_hosts=random",
            "t - waymark"),
        Arguments.of("robot", "sslmode=require&sslcert={crt}&sslkey={key}", "t /CN=robot waymark"),
        Arguments.of("robot", "sslmode=require&sslcert={crt}&sslkey={sec1}", "t /CN=robot waymark"),
        Arguments.of("robot", "sslmode=require&sslcert={crt}&sslkey={der}", "t /CN=robot waymark"),
        Arguments.of(
            "robot",
            "sslmode=verify-full&sslrootcert={ca}&sslcert={crt}&sslkey={secret}"
                + "&sslpassword=open%20sesame",
            "t /CN=robot waymark"),
        Arguments.of(
            "robot", "sslrootcert=system&sslcert={crt}&sslkey={key}", "t /CN=robot waymark"));
  }

  @ParameterizedTest
  @MethodSource("honoured")
  void isHonoured(String user, String parameters, String seen) throws Exception {
    Database database = database();

    migrate(url(database, user, parameters), Map.of()).endedWith(0);

    assertEquals(List.of(seen), database.rows("SELECT * FROM seen"));
  }

  @ParameterizedTest
  @CsvSource({
    "org.postgresql.ssl.NonValidatingFactory",
    "org.postgresql.ssl.DefaultJavaSSLFactory",
  })
  void aJdbcUrlsOwnFactoryIsHonoured(String factory) throws Exception {
    Database database = database();

    migrate(
            "jdbc:postgresql://localhost:%d/%s?user=app&password=%s&sslmode=require&sslfactory=%s"
                .formatted(database.port(), database.name(), PASSWORD, factory),
            Map.of())
        .endedWith(0);

    assertEquals(List.of("t - waymark"), database.rows("SELECT * FROM seen"));
  }

  @ParameterizedTest
  @CsvSource({"{ca},0", "{crt},1"})
  void theEnvironmentOfLibpqCounts(String roots, int code) throws Exception {
    Database database = database();
    String url = "postgresql://app@localhost:%d/%s".formatted(database.port(), database.name());

    CommandRun run =
        migrate(
            url,
            Map.of(
                "PGPASSWORD", PASSWORD, "PGSSLMODE", "verify-full", "PGSSLROOTCERT", named(roots)));

    run.endedWith(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sslmode=require&sslcert={crt}&sslkey={open}|its mode is rw-r--r--",
        "sslmode=require&sslcert={crt}&sslkey={other}|is not that of the certificate",
        "sslmode=require&sslcert={crt}&sslkey={secret}|Give its password as sslpassword",
        "sslmode=require&sslcert={crt}&sslkey={secret}&sslpassword=x|Check sslpassword",
        "sslmode=require&sslcert={crt}&sslkey=/nowhere.key|/nowhere.key, is not there",
        "sslmode=verify-full&sslrootcert=/nowhere.pem|/nowhere.pem, is not there",
        "sslmode=verify-full&sslrootcert={key}|holds no certificate",
        "sslmode=verify-ca|sslrootcert=system",
        "sslMode=verify-full|Write it sslmode",
        "sslrootcert={ca}|sslmode is missing",
      })
  void isRefusedAtOnce(String parameters, String said) throws Exception {
    CommandRun run = migrate(url(server.database(), "robot", parameters), Map.of());

    run.endedWith(2);
    assertTrue(run.errors().contains(said), run::toString);
  }

  /** The parameters of the address that docs/how-to/kubernetes.md tells to put into the secret. */
  private static String ofThePage() {
    try {
      String page = Files.readString(Path.of("docs/how-to/kubernetes.md"));
      Matcher address = Pattern.compile("DATABASE_URL='[^?']+\\?([^']+)'").matcher(page);
      assertTrue(address.find());
      return address.group(1);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static Database database() throws Exception {
    String name = "case_" + server.database().rows("SELECT count(*) FROM pg_database").get(0);
    server.database().execute("CREATE DATABASE " + name);
    return new Database(server.database().port(), name);
  }

  private static CommandRun migrate(String url, Map<String, String> more) throws Exception {
    Map<String, String> environment =
        new TreeMap<>(Map.of("DATABASE_URL", url, "WAYMARK_MIGRATIONS", FILES.get("scripts")));
    environment.putAll(more);
    return CommandRun.with(
        List.of(
            "-Djavax.net.ssl.trustStore=" + FILES.get("trust"),
            "-Djavax.net.ssl.trustStorePassword=changeit",
            "-Duser.home=" + folder.resolve("home")),
        environment,
        "migrate");
  }

  private static String url(Database database, String user, String parameters) {
    return "postgresql://%s:%s@localhost:%d/%s?%s"
        .formatted(user, PASSWORD, database.port(), database.name(), named(parameters));
  }

  private static String named(String text) {
    String named = text;
    for (var file : FILES.entrySet()) {
      named = named.replace("{" + file.getKey() + "}", file.getValue());
    }
    return named;
  }
}
