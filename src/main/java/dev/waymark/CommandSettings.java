package dev.waymark;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The settings of a command: the environment, system properties, {@code .env} and secrets. */
final class CommandSettings {
  /** Of the converters that Quarkus adds to those of SmallRye Config. */
  private static final int PRIORITY = 200;

  private CommandSettings() {}

  /**
   * Reads them.
   *
   * @throws io.smallrye.config.ConfigValidationException if one cannot be understood
   */
  static SmallRyeConfig read() {
    ClassLoader classLoader = CommandSettings.class.getClassLoader();
    return new SmallRyeConfigBuilder()
        .forClassLoader(classLoader)
        .addDefaultInterceptors()
        .addSystemSources()
        .withSources(DotEnvConfigSourceProvider.dotEnvSources(classLoader))
        .withSources((ConfigSourceFactory) CommandSettings::secrets)
        .withConverter(Duration.class, PRIORITY, new DurationConverter())
        .withConverter(Path.class, PRIORITY, new PathConverter())
        .withMapping(WaymarkConfiguration.class)
        .build();
  }

  private static List<ConfigSource> secrets(ConfigSourceContext context) {
    return List.of(Secrets.read(context.iterateNames(), context::getValue).configSource());
  }
}
