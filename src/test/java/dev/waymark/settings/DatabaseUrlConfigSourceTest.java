package dev.waymark.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.EmbeddedAddress;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlConfigSourceTest {
  private static final int ENVIRONMENT = 300;

  @Test
  void twoAddressesBecomeTwoDatasources() {
    SmallRyeConfig config =
        config(
            "prod",
            Map.of(
                "DATABASE_URL",
                "postgresql://reader:one@h-pooler.neon.tech/db?channel_binding=require",
                "DATABASE_URL_UNPOOLED",
                "postgresql://owner:two@h.neon.tech/db?application_name=ci&connect_timeout=5",
                "waymark.read-timeout",
                "30s",
                "waymark.network-timeout",
                "PT20S"));

    Map<String, String> expected = new TreeMap<>();
    String pooled = "quarkus.datasource.";
    expected.put(pooled + "jdbc.url", "jdbc:postgresql://h-pooler.neon.tech:5432/db");
    expected.put(pooled + "username", "reader");
    expected.put(pooled + "password", "one");
    String extra = "jdbc.additional-jdbc-properties.";
    expected.put(pooled + extra + "ApplicationName", "waymark");
    expected.put(pooled + extra + "assumeMinServerVersion", "9.0");
    expected.put(pooled + extra + "channelBinding", "require");
    expected.put(pooled + extra + "connectTimeout", "10");
    expected.put(pooled + extra + "loginTimeout", "10");
    expected.put(pooled + extra + "prepareThreshold", "0");
    expected.put(pooled + extra + "socketTimeout", "30");
    expected.put(pooled + extra + "tcpKeepAlive", "true");
    String direct = "quarkus.datasource.unpooled.";
    expected.put(direct + "jdbc.url", "jdbc:postgresql://h.neon.tech:5432/db");
    expected.put(direct + "username", "owner");
    expected.put(direct + "password", "two");
    expected.put(direct + extra + "ApplicationName", "ci");
    expected.put(direct + extra + "assumeMinServerVersion", "9.0");
    expected.put(direct + extra + "connectTimeout", "5");
    expected.put(direct + extra + "loginTimeout", "5");
    expected.put(
        direct + extra + "options",
        "-c client_connection_check_interval=1000 -c tcp_keepalives_idle=10"
            + " -c tcp_keepalives_interval=2 -c tcp_keepalives_count=4 -c tcp_user_timeout=20000");
    expected.put(direct + extra + "socketTimeout", "30");
    expected.put(direct + extra + "tcpKeepAlive", "true");
    assertEquals(expected, datasources(config));
  }

  @Test
  void oneAddressServesBothDatasources() {
    SmallRyeConfig config = config("prod", Map.of("DATABASE_URL", "postgresql://u@h/db"));

    assertEquals(
        config.getConfigValue("quarkus.datasource.jdbc.url").getValue(),
        config.getConfigValue("quarkus.datasource.unpooled.jdbc.url").getValue());
  }

  @Test
  void anInvalidAddressYieldsNothingForItsDatasource() {
    SmallRyeConfig config =
        config(
            "prod",
            Map.of("DATABASE_URL", "nonsense", "DATABASE_URL_UNPOOLED", "postgresql://u@h/db"));

    assertTrue(
        datasources(config).keySet().stream()
            .allMatch(name -> name.startsWith("quarkus.datasource.unpooled.")));
    assertEquals(
        "jdbc:postgresql://h:5432/db",
        datasources(config).get("quarkus.datasource.unpooled.jdbc.url"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "test"})
  void withoutAnAddressThereIsNone(String profile) {
    assertEquals(Map.of(), datasources(config(profile, Map.of("DATABASE_URL", " "))));
  }

  @Test
  void developmentWithoutAnAddressGetsTheEmbeddedOne() {
    Map<String, String> properties = datasources(config("dev", Map.of()));

    String url = "jdbc:postgresql://localhost:" + EmbeddedAddress.port() + "/postgres";
    assertEquals(url, properties.get("quarkus.datasource.jdbc.url"));
    assertEquals(url, properties.get("quarkus.datasource.unpooled.jdbc.url"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$", "$$", "${", "${HOME}", "a\\$b", "\\\\${x:y}", "$\\$\\\\$", "\\", "a:b::c}"})
  void noSecretIsTakenForAnExpression(String secret) {
    SmallRyeConfig config =
        config("prod", Map.of("DATABASE_URL", "postgresql://u:" + secret + "@h/db"));

    assertEquals(secret, config.getValue("quarkus.datasource.password", String.class));
  }

  @Test
  void theAddressOverridesApplicationProperties() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "quarkus.datasource.jdbc.url", "from the file",
                        "DATABASE_URL", "postgresql://u@h/db"),
                    "application.properties",
                    250))
            .withSources(new DatabaseUrlConfigSource())
            .build();

    assertEquals(
        "jdbc:postgresql://h:5432/db",
        config.getConfigValue("quarkus.datasource.jdbc.url").getValue());
  }

  @Test
  void aBuildWritesNoAddressIntoItsArtifact() {
    SmallRyeConfig config = config("prod", Map.of("DATABASE_URL", "postgresql://u:p@h/db"));

    String source = config.getConfigValue("quarkus.datasource.password").getConfigSourceName();
    // Quarkus's build leaves out what comes from sources of this type, and only that.
    assertInstanceOf(EnvConfigSource.class, config.getConfigSource(source).orElseThrow());
  }

  @Test
  void theEnvironmentOverridesASingleProperty() {
    SmallRyeConfig config =
        config(
            "prod",
            Map.of(
                "DATABASE_URL", "postgresql://u:p@h/db",
                "quarkus.datasource.username", "other"));

    assertEquals("other", config.getConfigValue("quarkus.datasource.username").getValue());
    assertEquals("p", config.getConfigValue("quarkus.datasource.password").getValue());
  }

  private static SmallRyeConfig config(String profile, Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withProfile(profile)
        .withSources(new PropertiesConfigSource(environment, "environment", ENVIRONMENT))
        .withSources(new DatabaseUrlConfigSource())
        .build();
  }

  private static Map<String, String> datasources(SmallRyeConfig config) {
    Map<String, String> properties = new TreeMap<>();
    StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("quarkus.datasource."))
        .forEach(name -> properties.put(name, config.getValue(name, String.class)));
    return properties;
  }
}
