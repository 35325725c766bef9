package dev.waymark.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String ADDRESS = "postgresql://u:s3cret$@h/db";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\n\n"})
  void aFileHoldsTheAddress(String end) throws IOException {
    SmallRyeConfig config = config(Map.of("DATABASE_URL_FILE", write("url", ADDRESS + end)));

    assertEquals(ADDRESS, config.getConfigValue("DATABASE_URL").getRawValue());
    assertEquals("jdbc:postgresql://h:5432/db", value(config, "quarkus.datasource.jdbc.url"));
    assertEquals("DATABASE_URL", value(config, "quarkus.datasource.credentials-provider"));
    assertEquals(null, value(config, "quarkus.datasource.password"));
    assertEquals(List.of(), secrets(config).problems());
  }

  @Test
  void oneAddressFromAFileAndTheOtherFromTheEnvironment() throws IOException {
    SmallRyeConfig config =
        config(
            Map.of(
                "DATABASE_URL",
                "postgresql://u:p@h-pooler/db",
                "DATABASE_URL_UNPOOLED_FILE",
                write("url", ADDRESS)));

    assertEquals("p", value(config, "quarkus.datasource.password"));
    assertEquals(
        "DATABASE_URL_UNPOOLED", value(config, "quarkus.datasource.unpooled.credentials-provider"));
  }

  @Test
  void aDirectoryHoldsAFileForEachVariable() throws IOException {
    write("DATABASE_URL", ADDRESS);
    write("WAYMARK_PLACEHOLDERS_KEY", "a$b${c}\n");
    write("ca.crt", "no setting");
    Files.createDirectory(folder.resolve("..data"));
    SmallRyeConfig config = config(Map.of("WAYMARK_SECRETS_DIR", folder.toString()));

    assertEquals("jdbc:postgresql://h:5432/db", value(config, "quarkus.datasource.jdbc.url"));
    assertEquals("a$b${c}", value(config, "waymark.placeholders.key"));
    assertEquals(List.of(), secrets(config).problems());
    assertEquals(
        List.of("DATABASE_URL", "WAYMARK_PLACEHOLDERS_KEY"),
        List.copyOf(secrets(config).files().keySet()));
  }

  @Test
  void aPasswordOfQuarkusFromAFile() throws IOException {
    SmallRyeConfig config =
        config(Map.of("QUARKUS_TLS_KEY_STORE_P12_PASSWORD_FILE", write("password", "changeit\n")));

    assertEquals("changeit", value(config, "quarkus.tls.key-store.p12.password"));
  }

  @ParameterizedTest
  @CsvSource({
    "absent, 'which is not there'",
    "directory, 'which is a directory'",
    "empty, 'which is empty'",
    "large, 'which is larger than 65536 bytes'",
    "binary, 'which is no text in UTF-8'",
    "/proc/self/mem, 'which this process cannot read'",
  })
  void aFileThatCannotBeUsedIsToldInOneLine(String name, String why) throws IOException {
    Files.createDirectory(folder.resolve("directory"));
    write("empty", " \n");
    write("large", "s3cret".repeat(11_000));
    Files.write(folder.resolve("binary"), new byte[] {'s', '3', (byte) 0xff});
    String file = folder.resolve(name).toString();

    Secrets secrets = secrets(config(Map.of("DATABASE_URL_FILE", file)));

    assertEquals(
        List.of("DATABASE_URL is to come from %s, %s.".formatted(file, why)), secrets.problems());
    assertEquals(Map.of(), secrets.values());
  }

  @Test
  void aVariableThatIsGivenTwiceIsRefused() throws IOException {
    String file = write("DATABASE_URL", ADDRESS);

    assertEquals(
        List.of("DATABASE_URL is set, and DATABASE_URL_FILE gives it, too: take one away."),
        secrets(config(Map.of("DATABASE_URL", "x", "DATABASE_URL_FILE", file))).problems());
    assertEquals(
        List.of("DATABASE_URL is set, and WAYMARK_SECRETS_DIR gives it, too: take one away."),
        secrets(config(Map.of("DATABASE_URL", "x", "WAYMARK_SECRETS_DIR", folder.toString())))
            .problems());
    assertEquals(
        List.of("DATABASE_URL is given by two files: take one away."),
        secrets(config(Map.of("DATABASE_URL_FILE", file, "WAYMARK_SECRETS_DIR", folder.toString())))
            .problems());
  }

  @Test
  void aDirectoryThatIsNone() {
    String directory = folder.resolve("absent").toString();

    assertEquals(
        List.of(
            "WAYMARK_SECRETS_DIR names %s, which is no directory that this process can read."
                .formatted(directory)),
        secrets(config(Map.of("WAYMARK_SECRETS_DIR", directory))).problems());
  }

  @Test
  void aSettingThatOnlyEndsLikeOneIsLeftAlone() {
    SmallRyeConfig config = config(Map.of("WAYMARK_PLACEHOLDERS_KEY_FILE", "/nowhere"));

    assertEquals(List.of(), secrets(config).problems());
  }

  @Test
  void aBuildWritesNoSecretIntoItsArtifact() throws IOException {
    SmallRyeConfig config = config(Map.of("DATABASE_URL_FILE", write("url", ADDRESS)));

    String source = config.getConfigValue("DATABASE_URL").getConfigSourceName();
    assertInstanceOf(EnvConfigSource.class, config.getConfigSource(source).orElseThrow());
  }

  @Test
  void anEmptyVariableIsNone() {
    Secrets secrets = secrets(config(Map.of("DATABASE_URL_FILE", "", "WAYMARK_SECRETS_DIR", " ")));

    assertFalse(secrets.files().containsKey("DATABASE_URL"));
    assertEquals(List.of(), secrets.problems());
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Secrets secrets(SmallRyeConfig config) {
    return Secrets.read(config.getPropertyNames().iterator(), config::getConfigValue);
  }

  private static String value(SmallRyeConfig config, String name) {
    return config.getConfigValue(name).getValue();
  }

  private static SmallRyeConfig config(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withProfile("prod")
        .withSources(new PropertiesConfigSource(new TreeMap<>(environment), "environment", 300))
        .withSources(new DatabaseUrlConfigSource())
        .build();
  }
}
