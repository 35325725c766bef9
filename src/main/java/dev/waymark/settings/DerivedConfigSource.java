package dev.waymark.settings;

import io.smallrye.config.EnvConfigSource;
import java.util.Map;
import java.util.Set;

/**
 * Properties that were worked out from environment variables. It counts as a source of environment
 * variables, because Quarkus's build writes what it finds in any other source into the artifact as
 * defaults, and with it the password of the user who builds with {@code DATABASE_URL} set.
 */
final class DerivedConfigSource extends EnvConfigSource {
  private static final long serialVersionUID = 1L;

  // Above application.properties (250), below .env (295), the environment (300) and system
  // properties (400), where an operator may still override a single property.
  private static final int ORDINAL = 275;

  private static final int ABOVE_ALL = 1000;

  private final String origin;
  private final Map<String, String> properties;

  /**
   * @param origin what they were worked out from, as people read it in a message
   */
  DerivedConfigSource(String origin, Map<String, String> properties) {
    this(origin, properties, ORDINAL);
  }

  private DerivedConfigSource(String origin, Map<String, String> properties, int ordinal) {
    super(Map.of(), ordinal);
    this.origin = origin;
    this.properties = Map.copyOf(properties);
  }

  /** One that stands above whatever is set. */
  static DerivedConfigSource above(String origin, Map<String, String> properties) {
    return new DerivedConfigSource(origin, properties, ABOVE_ALL);
  }

  @Override
  public Map<String, String> getProperties() {
    // The constructor of the superclass asks before there is an answer.
    return properties == null ? Map.of() : properties;
  }

  @Override
  public Set<String> getPropertyNames() {
    return getProperties().keySet();
  }

  @Override
  public String getValue(String name) {
    return getProperties().get(name);
  }

  @Override
  public String getName() {
    return origin;
  }
}
