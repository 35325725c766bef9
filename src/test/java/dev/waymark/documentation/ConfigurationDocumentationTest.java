package dev.waymark.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.http.guard.Callers;
import dev.waymark.http.guard.Limits;
import dev.waymark.settings.WaymarkConfiguration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting has its row, every row is a setting, and the defaults are the defaults. */
class ConfigurationDocumentationTest {
  private static final Pattern IN_CODE =
      Pattern.compile("\"((?:WAYMARK|DATABASE)_[A-Z0-9_]*[A-Z0-9])\"");

  @Test
  void everySettingHasItsRow() throws IOException {
    Set<String> settings = new TreeSet<>(mapped().keySet());
    settings.addAll(readByName());

    assertEquals(settings, own(SettingRows.all().keySet()));
  }

  @Test
  void theDefaultsAreThose() throws IOException {
    Map<String, String> rows = SettingRows.all();
    Map<String, String> shown = new TreeMap<>();
    Map<String, String> defaults = new TreeMap<>();
    mapped()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                defaults.put(name, "`" + value + "`");
                shown.put(name, rows.get(name));
              }
            });

    assertEquals(defaults, shown);
  }

  /** The variables of the mappings, each with its default or nothing. */
  private static Map<String, String> mapped() {
    Map<String, String> variables = new TreeMap<>();
    for (Class<?> mapping : Set.of(WaymarkConfiguration.class, Limits.class, Callers.class)) {
      add(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), variables);
    }
    return variables;
  }

  private static void add(Class<?> mapping, String prefix, Map<String, String> variables) {
    for (Method method : mapping.getDeclaredMethods()) {
      WithName name = method.getAnnotation(WithName.class);
      String property = prefix + "." + (name == null ? dashed(method.getName()) : name.value());
      WithDefault value = method.getAnnotation(WithDefault.class);
      if (method.getReturnType().getEnclosingClass() == mapping) {
        add(method.getReturnType(), property, variables);
      } else if (method.getReturnType() == Map.class) {
        variables.put(variable(property + ".name"), "");
      } else {
        variables.put(variable(property), value == null ? "" : value.value());
      }
    }
  }

  /** The variables that the code names itself, be it to read them or to tell somebody of them. */
  private static Set<String> readByName() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Set<String> names = new TreeSet<>();
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        IN_CODE.matcher(Files.readString(file)).results().forEach(it -> names.add(it.group(1)));
      }
      return names;
    }
  }

  /** Without those of Quarkus and of OpenTelemetry, which have a documentation of their own. */
  private static Set<String> own(Set<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("WAYMARK_") || name.startsWith("DATABASE_"))
        // What ends in _FILE is derived from its name.
        .filter(name -> !name.matches("DATABASE_URL(_UNPOOLED)?_FILE"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1");
  }

  private static String variable(String property) {
    return property.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
  }
}
