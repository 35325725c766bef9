package dev.waymark.command.local;

import dev.waymark.settings.ConfigExpressions;
import dev.waymark.settings.Secrets;
import dev.waymark.settings.UnreadableSettings;
import dev.waymark.settings.WaymarkConfiguration;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The settings of a command: what its line gives, system properties, the environment, {@code .env}
 * and secrets; then where scripts usually are.
 */
final class CommandSettings {
  /** Of the converters that Quarkus adds to those of SmallRye Config. */
  private static final int PRIORITY = 200;

  private static final Pattern NOT_CONVERTED =
      Pattern.compile(
          "The config property (\\S+) with .* whilst being converted (?:SRCFG\\d+: )?(.*)");

  /** Above system properties. */
  private static final int OF_THE_LINE = 500;

  /** Below everything that anybody sets. */
  private static final int OF_NOBODY = Integer.MIN_VALUE;

  /** The folder in which a command looks for scripts where nothing names another. */
  private static final String USUAL_FOLDER = "migrations";

  private CommandSettings() {}

  /**
   * Reads them.
   *
   * @param given what the command line gives, by name; an empty value takes a setting away
   * @throws ConfigurationException if one cannot be understood
   */
  static SmallRyeConfig read(Map<String, String> given) {
    try {
      SmallRyeConfig settings = build(given);
      UnreadableSettings.check(settings);
      return settings;
    } catch (ConfigValidationException exception) {
      throw new ConfigurationException(sentence(exception.getProblem(0).getMessage()));
    }
  }

  /** The part of SmallRye Config's message that people understand. */
  private static String sentence(String message) {
    Matcher notConverted = NOT_CONVERTED.matcher(message);
    return notConverted.find()
        ? "%s: %s."
            .formatted(
                notConverted.group(1).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                notConverted.group(2))
        : message;
  }

  private static SmallRyeConfig build(Map<String, String> given) {
    ClassLoader classLoader = CommandSettings.class.getClassLoader();
    return new SmallRyeConfigBuilder()
        .forClassLoader(classLoader)
        .addDefaultInterceptors()
        .addSystemSources()
        .withSources(new PropertiesConfigSource(literal(given), "the command line", OF_THE_LINE))
        .withSources(new PropertiesConfigSource(usual(), "what is usual", OF_NOBODY))
        .withSources(DotEnvConfigSourceProvider.dotEnvSources(classLoader))
        .withSources((ConfigSourceFactory) CommandSettings::secrets)
        .withSources(new UnreadableSettings(false))
        .withConverter(Duration.class, PRIORITY, new DurationConverter())
        .withConverter(Path.class, PRIORITY, new PathConverter())
        .withMapping(WaymarkConfiguration.class)
        .build();
  }

  /** A dollar sign on a command line is the shell's, and no expression. */
  private static Map<String, String> literal(Map<String, String> given) {
    Map<String, String> literal = new HashMap<>(given);
    literal.replaceAll(
        (name, value) -> name.startsWith("waymark.") ? ConfigExpressions.literal(value) : value);
    return literal;
  }

  private static Map<String, String> usual() {
    return Files.isDirectory(Path.of(USUAL_FOLDER))
        ? Map.of("waymark.migrations", USUAL_FOLDER)
        : Map.of();
  }

  private static List<ConfigSource> secrets(ConfigSourceContext context) {
    return List.of(Secrets.read(context.iterateNames(), context::getValue).configSource());
  }
}
