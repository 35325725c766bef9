package dev.waymark.command.local;

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
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The settings of a command: the environment, system properties, {@code .env} and secrets. */
final class CommandSettings {
  /** Of the converters that Quarkus adds to those of SmallRye Config. */
  private static final int PRIORITY = 200;

  private static final Pattern NOT_CONVERTED =
      Pattern.compile(
          "The config property (\\S+) with .* whilst being converted (?:SRCFG\\d+: )?(.*)");

  private CommandSettings() {}

  /**
   * Reads them.
   *
   * @throws ConfigurationException if one cannot be understood
   */
  static SmallRyeConfig read() {
    try {
      SmallRyeConfig settings = build();
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

  private static SmallRyeConfig build() {
    ClassLoader classLoader = CommandSettings.class.getClassLoader();
    return new SmallRyeConfigBuilder()
        .forClassLoader(classLoader)
        .addDefaultInterceptors()
        .addSystemSources()
        .withSources(DotEnvConfigSourceProvider.dotEnvSources(classLoader))
        .withSources((ConfigSourceFactory) CommandSettings::secrets)
        .withSources(new UnreadableSettings(false))
        .withConverter(Duration.class, PRIORITY, new DurationConverter())
        .withConverter(Path.class, PRIORITY, new PathConverter())
        .withMapping(WaymarkConfiguration.class)
        .build();
  }

  private static List<ConfigSource> secrets(ConfigSourceContext context) {
    return List.of(Secrets.read(context.iterateNames(), context::getValue).configSource());
  }
}
